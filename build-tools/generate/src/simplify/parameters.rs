//! Parameters: where each is written, how, and by which name in Rust.

use super::floats;
use super::keywords::cut;
use super::operations::{Kept, Site, each};
use super::work::Work;
use crate::assumed::ASSUMED;
use crate::journal::Journal;
use crate::marker::{self, PLAIN};
use crate::plan::Brackets;
use crate::plan::{Location, ParameterPlan, Style, Values};
use crate::target::Transport;
use api_document::ingest::{OPERATION_LEFT_OUT, PARAMETER_LEFT_OUT};
use api_document::member::Members;
use api_document::names::{builder_name, claimants_first, method_name, precedence};
use api_document::schema::is_json;
use api_document::schema::{beside_components, only_part, resolve};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Headers that the specification takes out of parameters.
const NOT_PARAMETERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// What becomes of `allowReserved`.
pub(super) const RESERVED: &str =
    "`allowReserved`: reserved characters are encoded, which servers decode";

/// A longer text is no name.
const LONGEST: usize = 500;

pub(super) fn simplify(work: &mut Work) {
    let Work {
        document,
        journal,
        plan,
        brackets,
        settings,
        ..
    } = work;
    let generated = settings.transport == Transport::Generated;
    let taken = settings.parameter_names_in_use;
    let mut renamed_paths = BTreeMap::new();
    beside_components(document, |document, shared| {
        each(document, |site, operation| {
            let Some(Value::Array(parameters)) = operation.take_member("parameters") else {
                return Kept::Yes;
            };
            let has_body = operation.has("requestBody");
            let mut adapting = Adapting {
                shared,
                journal,
                site,
                brackets: *brackets,
                generated,
                taken: taken
                    .iter()
                    .filter(|name| has_body || **name != "body")
                    .map(|name| (*name).to_owned())
                    .collect(),
                names: BTreeMap::new(),
                plans: BTreeMap::new(),
                renames: Vec::new(),
                lost: false,
            };
            adapting.name_all(&parameters);
            let adapted: Vec<Value> = parameters
                .into_iter()
                .filter_map(|parameter| adapting.one(parameter))
                .collect();
            let Adapting {
                plans,
                renames,
                lost,
                ..
            } = adapting;
            if lost {
                return Kept::No;
            }
            if !plans.is_empty() {
                let builder = builder_name(&site.id);
                plan.operations.entry(builder).or_default().parameters = plans;
            }
            if !renames.is_empty() {
                renamed_paths.insert(site.pointer.clone(), renames);
            }
            operation.insert("parameters".to_owned(), Value::Array(adapted));
            Kept::Yes
        });
    });
    move_paths(document, &renamed_paths);
}

struct Adapting<'a> {
    shared: &'a Value,
    journal: &'a mut Journal,
    site: &'a Site,
    brackets: Brackets,
    /// Whether the generated code sends the request.
    generated: bool,
    /// Names in Rust that are in use.
    taken: BTreeSet<String>,
    /// By place and name, what `free_name` gave.
    names: BTreeMap<(Location, String), (String, String)>,
    plans: BTreeMap<String, ParameterPlan>,
    /// Path parameters that have another name now.
    renames: Vec<(String, String)>,
    /// Whether the operation cannot be called without what is lost.
    lost: bool,
}

impl Adapting<'_> {
    /// Names all parameters before any is looked at: which of two near names
    /// keeps its own must not hang on their order.
    fn name_all(&mut self, parameters: &[Value]) {
        let mut named: Vec<(Location, String)> = parameters.iter().map(identity).collect();
        named.sort();
        named.dedup();
        let mut claimed = self.taken.clone();
        if named
            .iter()
            .all(|(_, name)| claimed.insert(method_name(name)))
        {
            let own = named.into_iter().map(|place_and_name| {
                let name = place_and_name.1.clone();
                (place_and_name, (method_name(&name), name))
            });
            self.names.extend(own);
            return;
        }
        named.sort_by_cached_key(|(place, name)| (precedence(name, &method_name(name)), *place));
        let mut claimed = self.taken.clone();
        let claims = |(_, name): &(Location, String)| claimed.insert(method_name(name));
        for (place, name) in claimants_first(named, claims) {
            let free = self.free_name(&name, place);
            self.names.insert((place, name), free);
        }
    }

    fn one(&mut self, parameter: Value) -> Option<Value> {
        let (place, name) = identity(&parameter);
        let Value::Object(mut members) = parameter else {
            return None;
        };
        if place == Location::Header && NOT_PARAMETERS.contains(&name.to_lowercase().as_str()) {
            self.journal
                .count("headers of the transport are no parameters, as the specification says");
            return None;
        }
        let required = members.member("required") == Some(&Value::Bool(true));
        if matches!(place, Location::Header | Location::Cookie) && !is_token(&name) {
            self.lose(&name, required);
            return None;
        }
        if name.len() > LONGEST {
            self.lose(&name, required);
            return None;
        }
        self.count_left_to_servers(&members);
        let mut style = style_of(&members, place);
        if let Some(content) = members.take_member("content") {
            style = take_content(&mut members, &content, style);
        }
        let schema = members.entry("schema").or_insert_with(|| json!({}));
        plain(schema, self.shared);
        let scalar = is_scalar(self.shared, schema);
        let listed = is_list_of_scalars(self.shared, schema);
        let (rust, lowered) = self.names.get(&(place, name.clone())).cloned()?;
        let known = match place {
            // The generator writes these as they are shown to people, which a
            // time is in another way than on the wire.
            Location::Path | Location::Header => {
                scalar
                    && !is_time(self.shared, schema)
                    && matches!(style, Style::Simple | Style::SimpleExploded)
            }
            Location::Query if self.generated && floats::are_in(self.shared, schema) => false,
            Location::Query => {
                style == Style::FormExploded && (scalar || listed) || style == Style::Form && scalar
            }
            Location::Cookie => false,
        };
        if !known {
            let plan = ParameterPlan {
                name: name.clone(),
                place,
                style,
                values: Values::of(followed(self.shared, schema)),
            };
            self.plans.insert(rust, plan);
        }
        if place == Location::Path {
            if lowered != name {
                self.renames.push((name, lowered.clone()));
            }
            if !required {
                self.journal
                    .count("a parameter of the path is required, whatever is said of it");
            }
        }
        Some(written(members, &lowered, place, required))
    }

    /// Says what of a parameter is not kept, and why that does no harm.
    fn count_left_to_servers(&mut self, members: &Map<String, Value>) {
        let is = |key: &str| members.member(key) == Some(&Value::Bool(true));
        if is("allowReserved") {
            self.journal.count(RESERVED);
        }
        if is("allowEmptyValue") {
            self.journal
                .count("`allowEmptyValue`: a parameter has a value or is absent");
        }
    }

    fn lose(&mut self, name: &str, required: bool) {
        let location = &self.site.location;
        let name: String = name.chars().take(60).collect();
        let why = format!("`{name}` cannot be the name of a parameter there");
        let help = "correct the name in an overlay";
        if required {
            let message = format!("{location} is left out: {why}, and it is required");
            self.journal
                .warn(&OPERATION_LEFT_OUT, &self.site.pointer, message, help);
            self.lost = true;
        } else {
            let message = format!("{location}: the parameter is left out: {why}");
            self.journal
                .warn(&PARAMETER_LEFT_OUT, &self.site.pointer, message, help);
        }
    }

    /// The parameter's name in Rust, and the name that makes the generator
    /// give it.
    fn free_name(&mut self, name: &str, place: Location) -> (String, String) {
        let kind = match place {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        };
        let brackets = self.brackets;
        let marks = std::iter::once(kind.to_owned())
            .chain((2..u32::MAX).map(|number| format!("{kind}{number}")));
        let lowered = std::iter::once(name.to_owned())
            .chain(marks.map(|mark| brackets.marked(name, &mark)))
            .find(|lowered| self.taken.insert(method_name(lowered)))
            .unwrap_or_else(|| name.to_owned());
        (method_name(&lowered), lowered)
    }
}

/// Where a parameter is written, and its name.
fn identity(parameter: &Value) -> (Location, String) {
    let text = |key: &str| parameter.member(key).and_then(Value::as_str);
    let place = match text("in") {
        Some("path") => Location::Path,
        Some("header") => Location::Header,
        Some("cookie") => Location::Cookie,
        _ => Location::Query,
    };
    (place, text("name").unwrap_or_default().to_owned())
}

/// The generator takes a type with a builder for a body, wherever it stands;
/// the mark hides what the type is from it.
pub(super) fn wrap(work: &mut Work) {
    beside_components(&mut work.document, |document, shared| {
        each(document, |_, operation| {
            let parameters = operation
                .member_mut("parameters")
                .and_then(Value::as_array_mut);
            for parameter in parameters.into_iter().flatten() {
                let Some(schema) = parameter.member_mut("schema") else {
                    continue;
                };
                if !is_scalar(shared, schema) && !is_list(shared, schema) {
                    *schema = marker::of(PLAIN, schema.take());
                }
            }
            Kept::Yes
        });
    });
}

fn is_list(document: &Value, schema: &Value) -> bool {
    resolve(document, schema)
        .member("type")
        .and_then(Value::as_str)
        == Some("array")
}

/// The parameter as the generator takes it.
fn written(mut members: Map<String, Value>, name: &str, place: Location, required: bool) -> Value {
    let place = match place {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header | Location::Cookie => "header",
    };
    let mut parameter = json!({
        "name": name,
        "in": place,
        "required": required || place == "path",
    });
    // `json!` would copy it.
    parameter["schema"] = members.take_member("schema").unwrap_or_default();
    if let Some(mut description) = members.take_member("description") {
        cut(&mut description);
        parameter["description"] = description;
    }
    parameter
}

/// The characters a header or cookie name may have.
fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// The style as it is written, or as it is by default at that place.
pub(super) fn style_of(members: &Map<String, Value>, place: Location) -> Style {
    let written = members.member("style").and_then(Value::as_str);
    let form = written.map_or(
        matches!(place, Location::Query | Location::Cookie),
        |style| style == "form",
    );
    let explode = members
        .member("explode")
        .and_then(Value::as_bool)
        .unwrap_or(form);
    match (written, explode) {
        (Some("label"), false) => Style::Label,
        (Some("label"), true) => Style::LabelExploded,
        (Some("matrix"), false) => Style::Matrix,
        (Some("matrix"), true) => Style::MatrixExploded,
        (Some("spaceDelimited"), false) => Style::SpaceDelimited,
        (Some("pipeDelimited"), false) => Style::PipeDelimited,
        (Some("deepObject"), _) => Style::DeepObject,
        (Some("spaceDelimited" | "pipeDelimited"), true) => Style::FormExploded,
        _ if form && explode => Style::FormExploded,
        _ if form => Style::Form,
        (_, true) => Style::SimpleExploded,
        (_, false) => Style::Simple,
    }
}

/// A parameter described by a media type: JSON, or text as it is.
fn take_content(members: &mut Map<String, Value>, content: &Value, style: Style) -> Style {
    let first = content
        .as_object()
        .and_then(|content| content.iter().next());
    let json = first.is_some_and(|(media_type, _)| is_json(media_type));
    let schema = first.and_then(|(_, media_type)| media_type.member("schema"));
    let schema = match schema {
        Some(schema) if json => schema.clone(),
        _ if json => json!({}),
        _ => json!({ "type": "string" }),
    };
    members.insert("schema".to_owned(), schema);
    if json { Style::Json } else { style }
}

/// A parameter is there or not, and never null; and one that is secret is
/// written out like any other.
fn plain(schema: &mut Value, shared: &Value) {
    let target = resolve(shared, schema);
    if target.member("nullable").is_some() && target.member("type").is_some() {
        *schema = target.clone();
    }
    if let Value::Object(members) = schema {
        members.take_member("nullable");
        members.take_member("x-sensitive");
        members.take_member(ASSUMED);
        if members.member("format").and_then(Value::as_str) == Some("password") {
            members.take_member("format");
        }
    }
}

/// What a schema is once references are followed, with a description beside
/// them or without: that is written as `allOf` of one.
pub(super) fn followed<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let mut schema = resolve(document, schema);
    for _ in 0..8 {
        match only_part(schema) {
            Some(only) => schema = resolve(document, only),
            None => break,
        }
    }
    schema
}

fn is_time(document: &Value, schema: &Value) -> bool {
    followed(document, schema)
        .member("format")
        .and_then(Value::as_str)
        == Some("date-time")
}

fn is_scalar(document: &Value, schema: &Value) -> bool {
    let schema = followed(document, schema);
    schema.member("nullable").is_none()
        && matches!(
            schema.member("type").and_then(Value::as_str),
            Some("string" | "integer" | "number" | "boolean")
        )
        && !["allOf", "oneOf", "anyOf"]
            .iter()
            .any(|key| schema.member(key).is_some())
        && schema.member("format").and_then(Value::as_str) != Some("password")
}

fn is_list_of_scalars(document: &Value, schema: &Value) -> bool {
    let schema = resolve(document, schema);
    schema.member("type").and_then(Value::as_str) == Some("array")
        && schema
            .member("items")
            .is_some_and(|items| is_scalar(document, items))
}

/// Writes the new names of path parameters into the paths. Operations of one
/// path may need different names, so a path with new names stands on its own.
fn move_paths(document: &mut Value, renames: &BTreeMap<String, Vec<(String, String)>>) {
    let Some(Value::Object(paths)) = document.member_mut("paths") else {
        return;
    };
    let mut moved: Vec<(String, String, Value)> = Vec::new();
    for (path, item) in paths.iter_mut() {
        let Value::Object(members) = item else {
            continue;
        };
        members.retain(|method, operation| {
            let pointer = api_document::diagnostic::join_pointer(
                &api_document::diagnostic::join_pointer("/paths", path),
                method,
            );
            let Some(renames) = renames.get(&pointer) else {
                return true;
            };
            let mut path = path.clone();
            for (from, to) in renames {
                path = path.replace(&format!("{{{from}}}"), &format!("{{{to}}}"));
            }
            moved.push((path, method.clone(), operation.take()));
            false
        });
    }
    for (path, method, operation) in moved {
        let item = paths.entry(path).or_insert_with(|| json!({}));
        item[method.as_str()] = operation;
    }
}
