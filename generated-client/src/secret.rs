//! Credentials: redacted when printed, wiped when dropped.
//!
//! Self-contained (serde, `serde_json`, zeroize, schemars behind its feature, and
//! `Nullable` beside it): the generator copies this file into stand-alone crates.

use std::fmt;
use std::hint::black_box;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use zeroize::{Zeroize, Zeroizing};

use crate::Nullable;

/// A secret string, such as an API key or a webhook's signing key.
///
/// `Debug` prints `[redacted]`, there is no `Display`, the memory is wiped on drop, and
/// comparison takes the same time wherever two secrets differ. It serializes as the plain
/// string.
///
/// ```
/// use fingerprint_management::Secret;
///
/// let key = Secret::from("whsec_1");
/// assert_eq!(format!("{key:?}"), "Secret([redacted])");
/// assert_eq!(key.expose(), "whsec_1");
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Returns the plain text. Take care where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

/// Compares in a time that reveals only the length.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (self.0.as_bytes(), other.0.as_bytes());
        let differing = left
            .iter()
            .zip(right)
            .fold(0, |bits, (a, b)| black_box(bits | (a ^ b)));
        left.len() == right.len() && differing == 0
    }
}

impl Eq for Secret {}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Secret {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Secret".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "password"})
    }
}

/// A JSON value that contains credentials and whose schema is not documented.
///
/// `Debug` prints `[redacted]`, and its strings and object keys are wiped on drop. It
/// serializes as the plain JSON.
///
/// ```
/// use fingerprint_management::SecretJson;
///
/// let auth = SecretJson::from(serde_json::json!({"password": "hunter2"}));
/// assert_eq!(format!("{auth:?}"), "SecretJson([redacted])");
/// assert_eq!(auth.expose()["password"], "hunter2");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SecretJson(Value);

impl SecretJson {
    /// Returns the plain JSON. Take care where it goes.
    pub const fn expose(&self) -> &Value {
        &self.0
    }
}

impl From<Value> for SecretJson {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

impl From<String> for SecretJson {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for SecretJson {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

macro_rules! nullable_from {
    ($($secret:ty: $($plain:ty),*;)*) => {
        $($(
            impl From<$plain> for Nullable<$secret> {
                fn from(value: $plain) -> Self {
                    Self::Value(value.into())
                }
            }

            impl From<Option<$plain>> for Nullable<$secret> {
                fn from(value: Option<$plain>) -> Self {
                    value.map(<$secret>::from).into()
                }
            }
        )*)*
    };
}

nullable_from! {
    Secret: &str, String;
    SecretJson: &str, String, Value;
}

impl fmt::Debug for SecretJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretJson([redacted])")
    }
}

impl Drop for SecretJson {
    fn drop(&mut self) {
        wipe(self.0.take());
    }
}

/// Wipes strings and keys; `serde_json` cannot overwrite numbers and booleans.
fn wipe(value: Value) {
    match value {
        Value::String(mut text) => text.zeroize(),
        Value::Array(items) => items.into_iter().for_each(wipe),
        Value::Object(members) => {
            for (mut name, member) in members {
                name.zeroize();
                wipe(member);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl Serialize for SecretJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for SecretJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for SecretJson {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SecretJson".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({})
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    #[test]
    fn secrets_are_equal_only_if_every_byte_is() {
        let secret = Secret::from("abc");
        assert_eq!(secret, Secret::from("abc"));
        for other in ["", "ab", "abcd", "abd", "xbc"] {
            assert_ne!(secret, Secret::from(other), "{other}");
        }
    }

    #[test]
    fn printing_shows_nothing_at_any_width() {
        let holder = (
            Some(Secret::from("hunter2")),
            SecretJson::from(json!({"hunter2": ["hunter2"]})),
        );
        for text in [format!("{holder:?}"), format!("{holder:#?}")] {
            assert!(!text.contains("hunter2"), "{text}");
            assert!(text.contains("[redacted]"), "{text}");
        }
    }

    #[test]
    fn a_secret_that_may_be_null_is_made_of_plain_text() {
        let key = Nullable::<Secret>::from("k");
        assert_eq!(key, Nullable::Value(Secret::from("k")));
        let auth = Nullable::<SecretJson>::from(json!({"a": 1}));
        assert_eq!(auth.value().unwrap().expose()["a"], 1);
        let text = Nullable::<SecretJson>::from("basic");
        assert_eq!(text.value().unwrap().expose(), "basic");
        assert_eq!(Nullable::<SecretJson>::from(None::<Value>), Nullable::Null);
        assert_eq!(Nullable::<Secret>::from(None::<String>), Nullable::Null);
    }

    #[test]
    fn secrets_are_plain_json_on_the_wire() {
        assert_eq!(serde_json::to_string(&Secret::from("k")).unwrap(), r#""k""#);
        let json = r#"{"user":"u","passwords":["a",null,1]}"#;
        let value: SecretJson = serde_json::from_str(json).unwrap();
        assert_eq!(value.expose()["passwords"][0], "a");
        assert_eq!(value, serde_json::from_value(json!(value)).unwrap());
    }
}
