//! Answers: one type for all successes of an operation, and one for its
//! errors. Where successes differ by status, the type is an enum of them.

use super::bodies::{is_described, is_header_text};
use super::operations::{Kept, each};
use super::work::Work;
use crate::journal::Journal;
use crate::marker::MARKER_CRATE;
use crate::plan::{Answer, OperationPlan, Success};
use crate::target::{ErrorTypes, Transport};
use api_document::member::Members;
use api_document::names::{builder_name, free_type, type_name};
use api_document::schema::{beside_components, components, ref_target, resolve};
use api_document::schema::{is_error, is_json};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const JSON: &str = "application/json";

pub(super) fn simplify(work: &mut Work) {
    let mut taken: BTreeSet<String> = components(&work.document)
        .into_iter()
        .flatten()
        .map(|(name, _)| type_name(name))
        .collect();
    let mut added: Vec<(String, Value)> = Vec::new();
    let Work {
        document,
        journal,
        plan,
        settings,
        ..
    } = work;
    beside_components(document, |document, shared| {
        each(document, |site, operation| {
            let Some(Value::Object(responses)) = operation.member_mut("responses") else {
                operation.insert("responses".to_owned(), json!({}));
                return Kept::Yes;
            };
            let redirects = take_redirects(responses, settings.transport, journal);
            if settings.error_types == ErrorTypes::One {
                // The transport decodes them, whatever the operation.
                responses.retain(|status, _| !is_error(status));
            }
            spread_default(responses, redirects.is_empty());
            without_body(responses, site.is_head(), journal);
            responses.sort_keys();
            let mut own = OperationPlan {
                accept: asked_for(responses, !redirects.is_empty()),
                redirects,
                ..OperationPlan::default()
            };
            same_errors(responses, &site.location, journal);
            let builder = builder_name(&site.id);
            own.success = successes(shared, responses, &builder, &mut taken, &mut added);
            if own != OperationPlan::default() {
                let entry = plan.operations.entry(builder).or_default();
                entry.accept = own.accept;
                entry.redirects = own.redirects;
                entry.success = own.success;
            }
            Kept::Yes
        });
    });
    if let Some(schemas) = api_document::schema::components_mut(document) {
        schemas.extend(added);
    }
}

/// Takes out the redirects, which are not followed, and gives the statuses of those
/// that are the success of the operation: it has no other.
fn take_redirects(
    responses: &mut Map<String, Value>,
    transport: Transport,
    journal: &mut Journal,
) -> Vec<String> {
    let is_redirect = |status: &str| status.starts_with('3') && status != "304";
    let mut redirects: Vec<String> = responses.keys().cloned().collect();
    redirects.retain(|status| is_redirect(status));
    let before = responses.len();
    responses.retain(|status, _| !status.starts_with(['1', '3']));
    if responses.len() + redirects.len() < before {
        journal.count("an answer with status 1xx or 304 is an unexpected response");
    }
    let has_success = responses.keys().any(|status| status.starts_with('2'));
    match (redirects.is_empty(), transport) {
        (true, _) => {}
        (false, Transport::Generated) if !has_success => {
            journal.count(
                "a documented redirect is not followed: it is the success of an operation that \
                 has no other",
            );
            return redirects;
        }
        (false, Transport::Generated) => journal
            .count("a redirect beside a success is not followed: it is an unexpected response"),
        (false, Transport::Own) => journal.count("a redirect is not followed: it is an error"),
    }
    Vec::new()
}

/// The media types to ask for: those of all answers, where a success is among them.
fn asked_for(responses: &mut Map<String, Value>, redirected: bool) -> Option<String> {
    let known = redirected || responses.keys().any(|status| status.starts_with('2'));
    let mut media_types: Vec<String> = responses.values_mut().flat_map(one_content).collect();
    let mut seen = BTreeSet::new();
    media_types.retain(|name| is_header_text(name) && seen.insert(name.to_ascii_lowercase()));
    let asked = media_types.join(", ");
    let is_plain = asked == JSON && !redirected;
    (known && !asked.is_empty() && !is_plain).then_some(asked)
}

/// `default` is what every other status brings: errors, and successes where
/// none is documented. To the generator it would be one type for both.
fn spread_default(responses: &mut Map<String, Value>, may_succeed: bool) {
    let Some(response) = responses.take_member("default") else {
        return;
    };
    let has_success = responses.keys().any(|status| status.starts_with('2'));
    if may_succeed && !has_success {
        responses.insert("2XX".to_owned(), response.clone());
    }
    for range in ["4XX", "5XX"] {
        responses.entry(range).or_insert_with(|| response.clone());
    }
}

/// By HTTP these have no body, whatever the document says.
fn without_body(responses: &mut Map<String, Value>, head: bool, journal: &mut Journal) {
    for (status, response) in responses {
        let never = head || ["204", "205"].contains(&status.as_str());
        if never
            && let Value::Object(response) = response
            && response.take_member("content").is_some()
        {
            journal.count("an answer to HEAD, or with status 204 or 205, has no body in HTTP");
        }
    }
}

/// Leaves one media type, and gives those that are to be asked for: of JSON the one
/// that is read, and else all of them, since the crate gives their bytes.
fn one_content(response: &mut Value) -> Vec<String> {
    let Value::Object(members) = response else {
        return Vec::new();
    };
    members
        .entry("description")
        .or_insert_with(|| json!(String::new()));
    let content = members.take_member("content");
    let Some(Value::Object(content)) = content else {
        return Vec::new();
    };
    let exact = content
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("application/json"));
    let json = exact
        .or_else(|| content.iter().find(|(name, _)| is_json(name)))
        .or_else(|| {
            content.iter().find(|(name, media_type)| {
                ["*/*", "application/*"].contains(&name.as_str())
                    && media_type.member("schema").is_some_and(is_described)
            })
        });
    if let Some((name, media_type)) = json {
        let schema = media_type.member("schema").cloned().unwrap_or(json!({}));
        members.insert(
            "content".to_owned(),
            json!({ "application/json": { "schema": schema } }),
        );
        let asked = if is_json(name) { name } else { JSON };
        return vec![asked.to_owned()];
    }
    if !content.is_empty() {
        members.insert("content".to_owned(), json!({ "*/*": {} }));
    }
    content.into_iter().map(|(name, _)| name).collect()
}

#[derive(PartialEq, Eq, Clone, Debug)]
enum Kind {
    Json(Value),
    Bytes,
    Nothing,
}

fn kind(response: &Value) -> Kind {
    let content = response.member("content");
    match content.and_then(|content| content.member("application/json")) {
        Some(json) => Kind::Json(json.member("schema").cloned().unwrap_or(json!({}))),
        None if content.is_some() => Kind::Bytes,
        None => Kind::Nothing,
    }
}

/// Makes the errors of one kind. JSON goes before bytes, and those without it
/// arrive as an unexpected response; JSON of several types is any value.
fn same_errors(responses: &mut Map<String, Value>, location: &str, journal: &mut Journal) {
    let kinds: Vec<Kind> = responses
        .iter()
        .filter(|(status, _)| is_error(status))
        .map(|(_, response)| kind(response))
        .collect();
    let Some(first) = kinds.first() else { return };
    if kinds.iter().all(|kind| kind == first) {
        return;
    }
    let json: Vec<&Kind> = kinds
        .iter()
        .filter(|kind| matches!(kind, Kind::Json(_)))
        .collect();
    let Some(first) = json.first() else {
        for (_, response) in responses.iter_mut().filter(|(status, _)| is_error(status)) {
            response["content"] = json!({ "*/*": {} });
        }
        return;
    };
    let several = json.iter().any(|kind| kind != first);
    responses.retain(|status, response| {
        if !is_error(status) {
            return true;
        }
        let is_json = matches!(kind(response), Kind::Json(_));
        if is_json && several {
            response["content"] = json!({ "application/json": { "schema": {} } });
        }
        is_json
    });
    if several {
        journal.note(format!("{location}: its errors are any JSON value"));
    }
    if json.len() < kinds.len() {
        journal.note(format!(
            "{location}: errors without a JSON body arrive as an unexpected response"
        ));
    }
}

/// Makes the successes of one kind, and says what the enum of them is where
/// they are not.
fn successes(
    shared: &Value,
    responses: &mut Map<String, Value>,
    builder: &str,
    taken: &mut BTreeSet<String>,
    added: &mut Vec<(String, Value)>,
) -> Option<Success> {
    let found: Vec<(String, Kind)> = responses
        .iter()
        .filter(|(status, _)| status.starts_with('2'))
        .map(|(status, response)| (status.clone(), kind(response)))
        .collect();
    let (_, first) = found.first()?;
    if found.iter().all(|(_, kind)| kind == first) {
        return None;
    }
    if !found.iter().any(|(_, kind)| matches!(kind, Kind::Json(_))) {
        for (status, _) in &found {
            responses[status]["content"] = json!({ "*/*": {} });
        }
        return None;
    }
    let name = free_type(&format!("{builder}Success"), taken);
    let answers = found
        .into_iter()
        .map(|(status, kind)| {
            let answer = match kind {
                Kind::Bytes => Answer::Bytes,
                Kind::Nothing => Answer::Nothing,
                Kind::Json(schema) => Answer::Json(named(
                    shared,
                    schema,
                    &format!("{builder}Response{status}"),
                    taken,
                    added,
                )),
            };
            (status, answer)
        })
        .collect::<Vec<_>>();
    let marker = json!({ "x-rust-type": {
        "crate": MARKER_CRATE,
        "version": "0.0.0",
        "path": format!("{MARKER_CRATE}::{name}"),
    } });
    for (status, _) in &answers {
        responses[status]["content"] = json!({ "application/json": { "schema": marker } });
    }
    Some(Success { name, answers })
}

/// What the generator has types for that are called as some components are: to
/// one that is just this, it gives no type of its own.
const NATIVE: [(&str, &str); 6] = [
    ("IpAddr", "ip"),
    ("Ipv4Addr", "ipv4"),
    ("Ipv6Addr", "ipv6"),
    ("NaiveDate", "date"),
    ("Secret", "password"),
    ("Uuid", "uuid"),
];

fn is_native(name: &str, schema: &Value) -> bool {
    let said = |key: &str| schema.member(key).and_then(Value::as_str);
    let is = (name, said("format").unwrap_or_default());
    NATIVE.contains(&is) && said("type") == Some("string") && schema.member("enum").is_none()
}

/// The type of a schema, which becomes a component if it is none.
fn named(
    shared: &Value,
    schema: Value,
    wanted: &str,
    taken: &mut BTreeSet<String>,
    added: &mut Vec<(String, Value)>,
) -> String {
    let mut schema = schema;
    if let Some(target) = ref_target(&schema) {
        let (name, meant) = (type_name(&target), resolve(shared, &schema));
        if !is_native(&name, meant) {
            return name;
        }
        schema = meant.clone();
    }
    if let Some((name, _)) = added.iter().find(|(_, known)| *known == schema) {
        return name.clone();
    }
    let name = free_type(wanted, taken);
    added.push((name.clone(), schema));
    name
}
