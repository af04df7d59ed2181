//! Text that holds something else: `contentEncoding` and `contentMediaType`.

use super::stage::Stage;
use serde_json::{Map, Value, json};

/// The formats of OpenAPI 3.0 for what these two say. What has none is kept as it is.
pub(super) fn formats(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    let is_text = members.get("type").is_none_or(|said| said == "string");
    if !is_text || members.contains_key("format") {
        return;
    }
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    let (keyword, format) = match (text("contentEncoding"), text("contentMediaType")) {
        (Some(encoding), _) if encoding.eq_ignore_ascii_case("base64") => {
            ("contentEncoding", "byte")
        }
        (None, Some("application/octet-stream")) => ("contentMediaType", "binary"),
        _ => return,
    };
    members.shift_remove(keyword);
    members.entry("type").or_insert_with(|| json!("string"));
    members.insert("format".to_owned(), json!(format));
    stage.moved(at, &[("/format".to_owned(), format!("/{keyword}"))]);
}
