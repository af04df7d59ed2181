//! Decides what a `type: object` is of which the document says nothing more.
//!
//! NestJS writes one for `string | null` and for whatever else it does not
//! know the type of. As a map, it would fail every answer in which it is
//! something else. So evidence in the document decides, and without any it is
//! any JSON value. Either way it may be null, and may be missing from an answer.

mod bare;
mod form;
mod twins;

use super::sites::{Kind, Site, is_called_time, sites};
use crate::assumed;
use api_document::ingest::Document;
use bare::is_bare;
use form::{Form, Own};
use serde_json::{Map, Value};
use twins::Twins;

/// What a bare object is, and why.
struct Decision {
    pointer: String,
    kind: Kind,
    /// None is any JSON value.
    form: Option<Form>,
    because: String,
}

pub(super) fn decide(document: &mut Document) -> Vec<String> {
    let decisions = decisions(&document.value);
    let decided = decisions.into_iter().map(|decision| {
        if let Some(Value::Object(schema)) = document.value.pointer_mut(&decision.pointer) {
            apply(schema, &decision);
        }
        decision.note()
    });
    decided.collect()
}

fn decisions(document: &Value) -> Vec<Decision> {
    let sites = sites(document);
    let is_candidate = |site: &&Site<'_>| site.kind != Kind::Part && is_bare(site.schema);
    if !sites.iter().any(|site| is_candidate(&site)) {
        return Vec::new();
    }
    let twins = Twins::of(document, &sites);
    let bare = sites.iter().filter(is_candidate);
    bare.map(|site| {
        let (form, because) = judge(site, &twins);
        Decision {
            pointer: site.pointer.clone(),
            kind: site.kind,
            form,
            because,
        }
    })
    .collect()
}

fn judge(site: &Site<'_>, twins: &Twins) -> (Option<Form>, String) {
    let own = match form::own(site) {
        Own::Object(because) => return (None, because),
        Own::Nothing => None,
        Own::Scalar(form, because) => Some((form, because)),
    };
    let named = matches!(site.kind, Kind::Property | Kind::Parameter);
    let twin = match named.then(|| twins.find(&site.name)).flatten() {
        Some(Err(conflict)) if own.is_none() => return (None, conflict),
        Some(Ok(twin)) => Some(twin),
        None if named => twins.find_parameter(&site.name),
        _ => None,
    };
    match (own, twin) {
        (Some((own, why)), Some((twin, elsewhere))) => match own.joined(&twin) {
            Some(joined) => (Some(joined), why),
            None => (None, format!("{why}, but {elsewhere}")),
        },
        (Some((form, why)), None) => (Some(in_time(site, form)), why),
        (None, Some((form, why))) => (Some(form), why),
        (None, None) => match time_beside(site) {
            Some(because) => (Some(Form::time()), because),
            None => (None, "nothing tells what it is".to_owned()),
        },
    }
}

/// A text that reads like a time, by the name of one beside times, is one.
fn in_time(site: &Site<'_>, form: Form) -> Form {
    let example = site.schema.get("example").and_then(Value::as_str);
    if form == Form::text() && example.is_some_and(form::is_time) && time_beside(site).is_some() {
        return Form::time();
    }
    form
}

/// Says which property beside it is a time, where it is called like one.
fn time_beside(site: &Site<'_>) -> Option<String> {
    if site.kind != Kind::Property || !is_called_time(&site.name) {
        return None;
    }
    let beside = site.around.get("properties")?.as_object()?;
    let (time, _) = beside.iter().find(|(name, schema)| {
        let format = schema.get("format").and_then(Value::as_str);
        is_called_time(name) && format == Some("date-time") && !is_bare(schema)
    })?;
    Some(format!(
        "`{}` is called like `{time}` beside it, a date and time",
        site.name
    ))
}

fn apply(schema: &mut Map<String, Value>, decision: &Decision) {
    for empty in ["properties", "required", "format", "enum"] {
        schema.shift_remove(empty);
    }
    if let Some(form) = &decision.form {
        form.write(schema);
    } else {
        // Any value may be null anyway.
        schema.shift_remove("type");
        schema.shift_remove("nullable");
    }
    match decision.kind {
        Kind::Property => {
            schema.insert("nullable".to_owned(), Value::Bool(true));
            assumed::mark(schema);
        }
        // It is null where it stands, not in itself.
        Kind::Component | Kind::Body => {
            schema.shift_remove("nullable");
            assumed::mark(schema);
        }
        Kind::Item | Kind::Parameter | Kind::Part => {}
    }
}

impl Decision {
    fn note(&self) -> String {
        let form = self.form.as_ref().map_or("any JSON value", Form::described);
        let or_null = match (&self.form, self.kind) {
            (Some(_), Kind::Property | Kind::Component) => " or null",
            _ => "",
        };
        format!(
            "bare-object at #{}: {form}{or_null}, because {}",
            self.pointer, self.because
        )
    }
}
