//! The rules of a create request's body.
//!
//! All violations are reported at once, in the order of the document's
//! properties. Unknown properties are ignored; whether the service does so
//! is not documented.

use axum::http::Uri;
use serde_json::{Map, Value, json};

/// A create request that broke no rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NewWebhook {
    pub(crate) url: String,
    pub(crate) description: String,
    pub(crate) status: String,
    pub(crate) environment: Option<String>,
}

/// A property's value, or why it is invalid.
type Checked<T> = Result<T, &'static str>;

pub(crate) fn create_webhook(body: &Map<String, Value>) -> Result<NewWebhook, Vec<Value>> {
    let mut violations = Vec::new();
    let url = noted("url", url(body.get("url")), &mut violations);
    let description = noted(
        "description",
        description(body.get("description")),
        &mut violations,
    );
    let status = noted("status", status(body.get("status")), &mut violations);
    let environment = noted(
        "environment",
        environment(body.get("environment")),
        &mut violations,
    );
    match (url, description, status, environment) {
        (Some(url), Some(description), Some(status), Some(environment)) => Ok(NewWebhook {
            url,
            description,
            status,
            environment,
        }),
        _ => Err(violations),
    }
}

fn noted<T>(property: &str, checked: Checked<T>, violations: &mut Vec<Value>) -> Option<T> {
    checked
        .map_err(|message| violations.push(json!({ "property": property, "message": message })))
        .ok()
}

fn url(value: Option<&Value>) -> Checked<String> {
    let url = match value {
        None => return Err("url is required"),
        Some(Value::String(url)) => url,
        Some(_) => return Err("url must be a string"),
    };
    let parsed: Uri = url.parse().map_err(|_| "url must be a URL")?;
    match parsed.scheme_str() {
        Some("https") => Ok(url.clone()),
        Some(_) => Err("url must start with https://"),
        None => Err("url must be a URL"),
    }
}

fn description(value: Option<&Value>) -> Checked<String> {
    match value {
        None => Ok(String::new()),
        Some(Value::String(description)) => Ok(description.clone()),
        Some(_) => Err("description must be a string"),
    }
}

fn status(value: Option<&Value>) -> Checked<String> {
    match value {
        None => Ok("enabled".to_owned()),
        Some(Value::String(status)) if status == "enabled" || status == "disabled" => {
            Ok(status.clone())
        }
        Some(_) => Err("status must be one of: enabled, disabled"),
    }
}

fn environment(value: Option<&Value>) -> Checked<Option<String>> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) => Ok(Some(id.clone())),
        Some(_) => Err("environment must be a string or null"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]
    use super::*;

    fn broken(body: &Value) -> Vec<Value> {
        create_webhook(body.as_object().unwrap()).unwrap_err()
    }

    #[test]
    fn a_url_alone_is_enough() {
        let body = json!({ "url": "https://website.com/webhook" });
        let new = create_webhook(body.as_object().unwrap()).unwrap();
        assert_eq!(
            new,
            NewWebhook {
                url: "https://website.com/webhook".to_owned(),
                description: String::new(),
                status: "enabled".to_owned(),
                environment: None,
            }
        );
    }

    #[test]
    fn each_kind_of_invalid_url_has_its_message() {
        for (url, message) in [
            (json!(null), "url must be a string"),
            (json!(7), "url must be a string"),
            (json!(""), "url must be a URL"),
            (json!("https://"), "url must be a URL"),
            (json!("https:///webhook"), "url must be a URL"),
            (json!("https://web site.com"), "url must be a URL"),
            (json!("website.com/webhook"), "url must be a URL"),
            (json!("/webhook"), "url must be a URL"),
            (
                json!("http://website.com/webhook"),
                "url must start with https://",
            ),
            (
                json!("ftp://website.com/webhook"),
                "url must start with https://",
            ),
        ] {
            assert_eq!(
                broken(&json!({ "url": url })),
                [json!({ "property": "url", "message": message })],
                "{url}"
            );
        }
        assert_eq!(
            broken(&json!({})),
            [json!({ "property": "url", "message": "url is required" })]
        );
    }

    #[test]
    fn all_violations_are_reported_in_the_documents_order() {
        let violations = broken(&json!({
            "environment": {}, "status": "paused", "description": null, "url": 1,
        }));
        let properties: Vec<_> = violations.iter().map(|one| &one["property"]).collect();
        assert_eq!(properties, ["url", "description", "status", "environment"]);
    }
}
