//! Request bodies: one media type, of a kind that the generator sends.

use super::encodings;
use super::floats;
use super::operations::{Kept, Site, each};
use super::work::Work;
use crate::journal::Journal;
use crate::plan::BodyPlan;
use crate::target::Transport;
use api_document::ingest::OPERATION_LEFT_OUT;
use api_document::member::Members;
use api_document::names::builder_name;
use api_document::schema::is_json;
use serde_json::{Map, Value, json};

const FORM: &str = "application/x-www-form-urlencoded";

pub(super) fn simplify(work: &mut Work) {
    let Work {
        document,
        journal,
        plan,
        shared,
        settings,
        ..
    } = work;
    let generated = settings.transport == Transport::Generated;
    each(document, |site, operation| {
        let Some(Value::Object(body)) = operation.member_mut("requestBody") else {
            return Kept::Yes;
        };
        let content = body.take_member("content");
        let content = content.as_ref().and_then(Value::as_object);
        let Some((name, media_type)) = content.and_then(|content| best(content, site, journal))
        else {
            operation.take_member("requestBody");
            return Kept::Yes;
        };
        if !is_header_text(name) {
            journal.warn(
                &OPERATION_LEFT_OUT,
                &site.pointer,
                format!(
                    "{} is left out: `{}` is not a valid media type",
                    site.location,
                    name.chars().take(60).collect::<String>()
                ),
                "correct the media type in an overlay",
            );
            return Kept::No;
        }
        let optional = body.member("required") != Some(&Value::Bool(true));
        let (sent, mut how) = written(name, media_type);
        match &mut how {
            Some(BodyPlan::Form(styles)) => {
                *styles = encodings::styles(media_type, shared, site, journal);
            }
            Some(BodyPlan::Multipart) => encodings::leave_to_caller(media_type, site, journal),
            _ => {}
        }
        if let Some(who) = by_the_caller(&sent, how.as_ref()) {
            journal.count(who);
        }
        let is_json = sent.member("application/json").is_some();
        body.insert("content".to_owned(), sent);
        body.retain(|key, _| key == "content" || key == "description");
        body.insert("required".to_owned(), json!(true));
        let float_body = generated && is_json && floats::are_in(shared, media_type);
        if how.is_some() || optional || float_body {
            let entry = plan.operations.entry(builder_name(&site.id)).or_default();
            entry.float_body = float_body;
            entry.body = how;
            entry.optional_body = optional;
        }
        Kept::Yes
    });
}

/// The media type to send: JSON where there is a choice, then forms, then
/// text, then bytes.
fn best<'a>(
    content: &'a Map<String, Value>,
    site: &Site,
    journal: &mut Journal,
) -> Option<(&'a String, &'a Value)> {
    let rank = |name: &str| match essence(name).as_str() {
        "application/json" => 0,
        name if is_json(name) => 1,
        FORM => 2,
        "multipart/form-data" => 3,
        name if name.starts_with("text/") => 4,
        "*/*" | "application/*" => 5,
        _ => 6,
    };
    let chosen = content
        .iter()
        .min_by_key(|(name, _)| (rank(name), (*name).clone()))?;
    if content.len() > 1 {
        let others: Vec<&str> = content
            .keys()
            .filter(|name| *name != chosen.0)
            .map(String::as_str)
            .collect();
        journal.note(format!(
            "{} sends {}; the document also has {}",
            site.location,
            chosen.0,
            others.join(", ")
        ));
    }
    Some(chosen)
}

fn essence(name: &str) -> String {
    let essence = name.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// The content as the generator takes it, and what to do about it afterwards.
fn written(name: &str, media_type: &Value) -> (Value, Option<BodyPlan>) {
    let schema = media_type
        .member("schema")
        .cloned()
        .unwrap_or_else(|| json!({}));
    let as_named = || Some(BodyPlan::As(name.to_owned()));
    match essence(name).as_str() {
        "application/json" if name.eq_ignore_ascii_case("application/json") => {
            (json!({ "application/json": { "schema": schema } }), None)
        }
        essence if is_json(essence) => (
            json!({ "application/json": { "schema": schema } }),
            as_named(),
        ),
        // Of any media type, a described value is JSON.
        "*/*" | "application/*" if is_described(&schema) => {
            (json!({ "application/json": { "schema": schema } }), None)
        }
        FORM => (
            json!({ FORM: { "schema": schema } }),
            Some(BodyPlan::Form(Vec::new())),
        ),
        "multipart/form-data" => (bytes(), Some(BodyPlan::Multipart)),
        essence if essence.starts_with("text/") => (
            json!({ "text/plain": { "schema": { "type": "string" } } }),
            as_named(),
        ),
        "*/*" | "application/*" => (
            bytes(),
            Some(BodyPlan::As("application/octet-stream".to_owned())),
        ),
        _ => (bytes(), as_named()),
    }
}

/// Says of a body that has no type in the crate what the caller gives for it.
fn by_the_caller(sent: &Value, how: Option<&BodyPlan>) -> Option<&'static str> {
    if how == Some(&BodyPlan::Multipart) {
        return Some("a multipart body is a form that the caller puts together");
    }
    let bytes = sent.member("application/octet-stream").is_some();
    bytes.then_some("a body that is not JSON, a form or text is bytes that the caller writes")
}

fn bytes() -> Value {
    json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } })
}

/// Whether a schema says more than that there is text or bytes.
pub(super) fn is_described(schema: &Value) -> bool {
    schema.member("type").is_none_or(|name| name != "string")
        && schema
            .as_object()
            .is_some_and(|members| !members.is_empty())
}

/// Whether text can be the value of a header.
pub(super) fn is_header_text(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic() || c == ' ')
}
