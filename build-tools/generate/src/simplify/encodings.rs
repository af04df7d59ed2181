//! The `encoding` of a form: how each of its members is written.

use super::operations::Site;
use super::parameters::{RESERVED, followed, style_of};
use crate::journal::Journal;
use crate::plan::{Location, MemberPlan, Style, Values};
use api_document::diagnostic::join_pointer;
use api_document::member::Members;
use api_document::schema::{is_json, resolve};
use serde_json::{Map, Value};

rules! {
    pub(crate) RULES:

    ENCODING_NOT_FOLLOWED: Warning {
        code: "encoding-not-followed",
        meaning: "A member of a form is not written as its `encoding` says.",
        why: "A form is written in the styles of query parameters or, by `contentType`, as JSON or \
              text. A member that asks for something else is written as if it had no `encoding`.",
        help: "Send the member as text that the caller writes: give it `type: string` in an overlay.",
    }
}

/// The styles of the members of a form that have one.
pub(super) fn styles(
    media_type: &Value,
    shared: &Value,
    site: &Site,
    journal: &mut Journal,
) -> Vec<MemberPlan> {
    let schema = media_type.member("schema").unwrap_or(&Value::Null);
    let mut styles = Vec::new();
    for (name, encoding) in encodings(media_type) {
        let member = property(shared, schema, name);
        match style(encoding, member) {
            Ok(style) => styles.extend(style.map(|style| MemberPlan {
                name: name.clone(),
                style,
                values: member.map_or(Values::One, Values::of),
            })),
            Err(asked) => {
                let location = &site.location;
                journal.warn(
                    &ENCODING_NOT_FOLLOWED,
                    &join_pointer(&site.pointer, "requestBody"),
                    format!(
                        "{location}: the member `{name}` of the form is written as if it had no \
                         `encoding`: expected a style, JSON or text, found `{asked}`"
                    ),
                    "give the member `type: string` in an overlay, and write it in the program",
                );
            }
        }
        if encoding.member("allowReserved") == Some(&Value::Bool(true)) {
            journal.count(RESERVED);
        }
    }
    styles
}

/// Says which parts of a multipart body have an `encoding`: the caller makes them.
pub(super) fn leave_to_caller(media_type: &Value, site: &Site, journal: &mut Journal) {
    let parts: Vec<String> = encodings(media_type)
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    if !parts.is_empty() {
        journal.note(format!(
            "{}: the caller gives {} of the multipart body the media type and the headers that \
             its `encoding` has",
            site.location,
            parts.join(", ")
        ));
    }
}

fn encodings(media_type: &Value) -> impl Iterator<Item = (&String, &Map<String, Value>)> {
    let all = media_type.member("encoding").and_then(Value::as_object);
    all.into_iter()
        .flatten()
        .filter_map(|(name, encoding)| Some((name, encoding.as_object()?)))
}

/// The style that an `encoding` asks for, or what else it asks for. A style goes
/// before a media type, as the specification says.
fn style(encoding: &Map<String, Value>, member: Option<&Value>) -> Result<Option<Style>, String> {
    let by_style = ["style", "explode", "allowReserved"];
    if by_style.iter().any(|key| encoding.has(key)) {
        return Ok(Some(style_of(encoding, Location::Query)));
    }
    let wanted = encoding.member("contentType").and_then(Value::as_str);
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    let mut media_types = wanted.split(',').map(str::trim);
    if media_types.clone().any(is_json) {
        return Ok(Some(Style::Json));
    }
    let is_text = media_types.any(|media_type| media_type.starts_with("text/"));
    let kind = member.and_then(|member| member.member("type")?.as_str());
    match kind {
        // What is text already is sent as it is, and so is each text of a list.
        Some("array") if is_text => Ok(None),
        None | Some("string" | "integer" | "number" | "boolean") => Ok(None),
        Some(_) => Err(wanted.to_owned()),
    }
}

/// The schema of a property, wherever in an `allOf` it stands.
fn property<'a>(shared: &'a Value, schema: &'a Value, name: &str) -> Option<&'a Value> {
    let mut schemas = vec![schema];
    // A schema may refer to itself.
    for _ in 0..64 {
        let schema = resolve(shared, schemas.pop()?);
        let own = schema.member("properties").and_then(|all| all.get(name));
        if let Some(own) = own {
            return Some(followed(shared, own));
        }
        let parts = schema.member("allOf").and_then(Value::as_array);
        schemas.extend(parts.into_iter().flatten());
    }
    None
}
