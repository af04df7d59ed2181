//! The document that a simulator serves if it is given no other: the effective
//! document of the client, as it was generated.

use std::sync::{Arc, OnceLock};

use serde_json::Value;

use crate::document::Api;

/// The client's document, which is compiled in.
pub(crate) fn embedded() -> Result<Arc<Api>, String> {
    static API: OnceLock<Result<Arc<Api>, String>> = OnceLock::new();
    let read = || {
        let document: Value = serde_json::from_str(include_str!("document.json"))
            .map_err(|error| error.to_string())?;
        Api::of(&document).map(Arc::new)
    };
    API.get_or_init(read).clone()
}

/// The version of the API that the client's document is of, such as
/// `2024-05-20`.
pub fn api_version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| embedded().map_or_else(|_| String::new(), |api| api.version.clone()))
}
