//! The version of the API that the simulator speaks: that of the vendored
//! document, as its lock records it.

use std::sync::OnceLock;

/// The one version the simulator speaks, such as `2024-05-20`.
pub fn api_version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let lock = serde_json::from_str(include_str!("../../spec/lock.json"));
        let lock: serde_json::Value = lock.unwrap_or_default();
        lock["version"].as_str().unwrap_or_default().to_owned()
    })
}
