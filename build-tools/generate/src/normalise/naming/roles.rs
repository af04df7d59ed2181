//! What the types of bodies would best be called: after what they are for.

use super::answers::{has_cursor, inner, is_list, payload, successes};
use super::call::Call;
use super::colour::Colours;
use super::verb::Verb;
use api_document::schema::{json_schema, only_part, ref_target, resolve_any};
use serde_json::Value;
use std::collections::BTreeMap;

/// The name that a component would best have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wish {
    /// How strong the wish is; the lowest wins.
    pub(super) rank: Rank,
    /// Of two wishes of one rank the first wins.
    pub(super) order: (usize, usize),
    pub(super) name: String,
    /// Further names, should that be taken.
    pub(super) others: Vec<String>,
}

/// The kinds of bodies; a component that has several is named after the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Resource,
    Request,
    Envelope,
    Error,
}

pub(super) type Wishes = BTreeMap<String, Wish>;

/// What an operation answers with, without the envelope around it.
struct Role {
    component: String,
    call: usize,
    many: bool,
}

/// An envelope around what an operation answers with.
struct Envelope {
    component: String,
    call: usize,
    /// The component in it, where it is one.
    payload: Option<String>,
    many: bool,
    has_cursor: bool,
}

/// The wishes of all components that are bodies, or what bodies are about.
pub(super) fn wishes(document: &Value, calls: &[Call<'_>], colours: &Colours) -> Wishes {
    let mut wishes = Wishes::new();
    let mut roles: BTreeMap<&str, Vec<Role>> = BTreeMap::new();
    let mut envelopes = Vec::new();
    for (index, call) in calls.iter().enumerate() {
        if let Some((component, many)) = request(document, call) {
            let name = if many {
                format!("{}Item", call.name)
            } else {
                call.name.clone()
            };
            wish(
                &mut wishes,
                component,
                Rank::Request,
                (0, index),
                name,
                Vec::new(),
            );
        }
        for (_, schema) in successes(document, call.operation.value) {
            let (role, envelope) = taken_apart(document, schema, index);
            if let Some(role) = role {
                roles.entry(&call.resource).or_default().push(role);
            }
            envelopes.extend(envelope);
        }
    }
    let mut names: BTreeMap<(usize, String), String> = BTreeMap::new();
    for roles in roles.values_mut() {
        roles.sort_by_key(|role| order(role, calls));
        let primary = roles.first().and_then(|role| colours.get(&role.component));
        for role in &*roles {
            let Some(call) = calls.get(role.call) else {
                continue;
            };
            let is_primary = colours.get(&role.component) == primary;
            let name = role_name(call, role.many, is_primary);
            names.insert((role.call, role.component.clone()), name.clone());
            let others = vec![format!("{}Result", call.name)];
            let order = order(role, calls);
            wish(
                &mut wishes,
                role.component.clone(),
                Rank::Resource,
                order,
                name,
                others,
            );
        }
    }
    for envelope in envelopes {
        let Some(call) = calls.get(envelope.call) else {
            continue;
        };
        let payload = envelope.payload.as_ref();
        let name = payload.and_then(|name| names.get(&(envelope.call, name.clone())));
        let (name, others) = envelope_names(call, &envelope, name);
        let order = (kind(&call.sense.verb, envelope.many), envelope.call);
        wish(
            &mut wishes,
            envelope.component,
            Rank::Envelope,
            order,
            name,
            others,
        );
    }
    wishes
}

fn wish(
    wishes: &mut Wishes,
    component: String,
    rank: Rank,
    order: (usize, usize),
    name: String,
    others: Vec<String>,
) {
    let wish = Wish {
        rank,
        order,
        name,
        others,
    };
    match wishes.get_mut(&component) {
        Some(known) if *known <= wish => {}
        Some(known) => *known = wish,
        None => {
            wishes.insert(component, wish);
        }
    }
}

/// The component of a request body, and whether the body has several of it.
fn request(document: &Value, call: &Call<'_>) -> Option<(String, bool)> {
    let body = resolve_any(document, call.operation.value.get("requestBody")?);
    let any = || {
        let content = body.get("content")?.as_object()?;
        content.values().next()?.get("schema")
    };
    target(json_schema(body).or_else(any)?)
}

/// The component that a schema refers to, or whose list it is.
fn target(schema: &Value) -> Option<(String, bool)> {
    if let Some(name) = ref_target(schema) {
        return Some((name, false));
    }
    if let Some(only) = only_part(schema) {
        return target(only);
    }
    let (name, _) = target(schema.get("items")?)?;
    Some((name, true))
}

fn taken_apart(document: &Value, schema: &Value, call: usize) -> (Option<Role>, Option<Envelope>) {
    let role = |(component, many)| Role {
        component,
        call,
        many,
    };
    let Some((component, many)) = target(schema) else {
        return (None, None);
    };
    let body = inner(document, schema);
    let held = if many {
        None
    } else if is_list(body) {
        Some(body)
    } else {
        payload(document, schema)
    };
    let Some(held) = held else {
        return (Some(role((component, many))), None);
    };
    let found = target(held);
    let envelope = Envelope {
        component,
        call,
        payload: found.clone().map(|(name, _)| name),
        many: is_list(inner(document, held)),
        has_cursor: has_cursor(document, schema),
    };
    let role = found.map(|(name, many)| role((name, many || envelope.many)));
    (role, Some(envelope))
}

fn order(role: &Role, calls: &[Call<'_>]) -> (usize, usize) {
    let verb = calls.get(role.call).map(|call| &call.sense.verb);
    (
        verb.map_or(usize::MAX, |verb| kind(verb, role.many)),
        role.call,
    )
}

/// Which operation says best what a resource is.
fn kind(verb: &Verb, many: bool) -> usize {
    match verb {
        Verb::List => 3,
        _ if many => 4,
        Verb::Get | Verb::Find => 0,
        Verb::Update | Verb::Replace => 1,
        Verb::Create => 2,
        Verb::Other(_) => 5,
        Verb::Delete => 6,
    }
}

fn role_name(call: &Call<'_>, many: bool, is_primary: bool) -> String {
    let (resource, call_name) = (&call.resource, &call.name);
    match &call.sense.verb {
        _ if is_primary && !matches!(call.sense.verb, Verb::Other(_)) => resource.clone(),
        Verb::List => format!("{resource}Item"),
        _ if many && is_primary => resource.clone(),
        _ if many => format!("{call_name}Item"),
        Verb::Other(_) if is_primary && resource != call_name => resource.clone(),
        Verb::Get | Verb::Find | Verb::Other(_) => format!("{call_name}Result"),
        verb => format!("{}{resource}", past(verb)),
    }
}

/// What an answer to a verb is called before its resource.
fn past(verb: &Verb) -> &'static str {
    match verb {
        Verb::Create => "Created",
        Verb::Update => "Updated",
        Verb::Replace => "Replaced",
        Verb::Delete => "Deleted",
        Verb::List | Verb::Get | Verb::Find | Verb::Other(_) => "",
    }
}

fn envelope_names(
    call: &Call<'_>,
    envelope: &Envelope,
    payload: Option<&String>,
) -> (String, Vec<String>) {
    let Call { resource, name, .. } = call;
    let own = format!("{name}Result");
    let is_item = |payload: &String| *payload == *resource || *payload == format!("{resource}Item");
    let base = match payload {
        Some(payload) if envelope.many && !is_item(payload) => name,
        Some(payload) if !envelope.many && *payload == own => name,
        Some(payload) if !envelope.many => payload,
        _ => resource,
    };
    let end = match (envelope.many, envelope.has_cursor) {
        (true, true) => "Page",
        (true, false) => "List",
        (false, _) => "Response",
    };
    let others = vec![
        format!("{}{base}{end}", past(&call.sense.verb)),
        format!("{name}{end}"),
    ];
    (format!("{base}{end}"), others)
}
