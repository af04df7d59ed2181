//! Types of a crate that does not exist, for what the generator has no words
//! for. `lower` puts them in, and `rewrite` turns them into real ones.

use serde_json::{Value, json};

/// The crate name the marker types are given.
pub(crate) const MARKER_CRATE: &str = "marker";
/// The marker that stands for the type it holds.
pub(crate) const PLAIN: &str = "Plain";
/// The marker that stands for a box of the type it holds.
pub(crate) const BOXED: &str = "Boxed";
/// The `format` a sensitive string gets.
pub(crate) const SECRET_FORMAT: &str = "password";
/// The `format` a sensitive value of any shape gets, as a string type.
pub(crate) const SECRET_JSON_FORMAT: &str = "secret-json";

/// The schema that makes the generator write `marker::name<inner>`.
pub(crate) fn of(name: &str, inner: Value) -> Value {
    let mut marker = json!({
        "x-rust-type": {
            "crate": MARKER_CRATE,
            "version": "0.0.0",
            "path": format!("{MARKER_CRATE}::{name}"),
        }
    });
    // `json!` would copy it.
    marker["x-rust-type"]["parameters"] = Value::Array(vec![inner]);
    marker
}
