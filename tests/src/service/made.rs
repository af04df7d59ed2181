//! What the service makes itself: ids, times, secrets and defaults.
//!
//! Values look random and are not: the same requests get the same answers.

use serde_json::{Map, Value, json};

use crate::document::{Schema, is_credential, is_time, plain, words};

/// What values are made for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Making<'a> {
    /// The path of the collection.
    pub(crate) collection: &'a str,
    /// The number of the item in it.
    pub(crate) number: u64,
    pub(crate) now: &'a str,
    /// The status of the item.
    pub(crate) status: Option<&'a str>,
    /// Where the neighbours of a page begin: the next and the previous.
    pub(crate) cursors: Option<(&'a Value, &'a Value)>,
    /// How deep in the answer.
    pub(crate) depth: usize,
}

/// Schemas nested deeper than this are a circle.
const DEEPEST: usize = 12;

impl<'a> Making<'a> {
    pub(crate) fn new(collection: &'a str, number: u64, now: &'a str) -> Self {
        Self {
            collection,
            number,
            now,
            status: None,
            cursors: None,
            depth: 0,
        }
    }

    /// A value of a schema, or nothing where the member may be absent.
    pub(crate) fn member(&self, name: &str, schema: Schema<'_>, required: bool) -> Option<Value> {
        if let Some(cursor) = self.cursor(name) {
            return Some(cursor);
        }
        if let Some(default) = schema.keyword("default") {
            return Some(default.clone());
        }
        if plain(name) == "id" {
            return Some(self.id(schema));
        }
        if is_secret(name, schema) && schema.kind() == Some("string") {
            return Some(json!(self.secret(name)));
        }
        if is_moment(name, schema) {
            return self.moment(name, schema, required);
        }
        let may_be_null = schema.nullable() || schema.says_nothing();
        match (may_be_null, required) {
            (true, true) => Some(Value::Null),
            (true, false) if schema.nullable() => Some(Value::Null),
            (_, false) => None,
            (false, true) => Some(self.value(name, schema)),
        }
    }

    /// A value that fits a schema.
    pub(crate) fn value(&self, name: &str, schema: Schema<'_>) -> Value {
        let listed = schema.keyword("enum").and_then(Value::as_array);
        let first = listed.and_then(|values| values.first());
        if let Some(value) = first.or(schema.keyword("example")) {
            return value.clone();
        }
        if let Some(alternative) = schema.alternatives().first() {
            return self.value(name, *alternative);
        }
        match schema.kind() {
            Some("boolean") => json!(false),
            Some("integer" | "number") => schema.keyword("minimum").cloned().unwrap_or(json!(0)),
            Some("array") => self.array(name, schema),
            Some("string") => json!(self.string(schema)),
            _ if self.depth < DEEPEST => Value::Object(self.object(schema)),
            _ => Value::Null,
        }
    }

    /// The members of an object that are not optional.
    pub(crate) fn object(&self, schema: Schema<'_>) -> Map<String, Value> {
        let inner = Self {
            depth: self.depth + 1,
            ..*self
        };
        let properties = schema.properties().into_iter();
        properties
            .filter_map(|(name, property)| {
                let value = inner.member(name, property.schema, property.required)?;
                Some((name.to_owned(), value))
            })
            .collect()
    }

    fn array(&self, name: &str, schema: Schema<'_>) -> Value {
        match schema.items() {
            Some(items) if self.depth < DEEPEST && !items.says_nothing() => {
                let inner = Self {
                    depth: self.depth + 1,
                    ..*self
                };
                json!([inner.value(name, items)])
            }
            _ => json!([]),
        }
    }

    fn string(&self, schema: Schema<'_>) -> String {
        let word = |keyword| schema.keyword(keyword).and_then(Value::as_str);
        let text = match (word("format"), word("pattern")) {
            (Some("date-time"), _) => self.now.to_owned(),
            (Some("date"), _) => self.now.chars().take(10).collect(),
            (Some("uuid"), _) => "00000000-0000-4000-8000-000000000000".to_owned(),
            (Some("email"), _) => "someone@example.com".to_owned(),
            (Some("uri"), _) | (_, Some("^https://")) => "https://example.com/".to_owned(),
            _ => String::new(),
        };
        let least = schema.keyword("minLength").and_then(Value::as_u64);
        let missing = usize::try_from(least.unwrap_or_default().min(1_000))
            .unwrap_or_default()
            .saturating_sub(text.len());
        text + &"x".repeat(missing)
    }

    /// An id in the style of the example: its prefix, then as many letters.
    fn id(&self, schema: Schema<'_>) -> Value {
        if matches!(schema.kind(), Some("integer" | "number")) {
            return json!(self.number);
        }
        let example = schema.keyword("example").and_then(Value::as_str);
        let of_collection = format!("{}_xxxxxxxxxxxxxx", self.name_of_item());
        let example = example.unwrap_or(&of_collection);
        let (prefix, rest) = match example.rfind('_') {
            Some(at) => example.split_at(at + 1),
            None => ("", example),
        };
        let letters = letters(self.collection, self.number, rest.len().max(10));
        json!(format!("{prefix}{letters}"))
    }

    fn name_of_item(&self) -> String {
        let last = self.collection.rsplit('/').next().unwrap_or_default();
        last.trim_end_matches('s').replace('-', "_")
    }

    /// An obvious dummy.
    fn secret(&self, name: &str) -> String {
        format!("simulated-{}-{}", words(name).join("-"), self.number)
    }

    /// The time of something that has happened, or null.
    fn moment(&self, name: &str, schema: Schema<'_>, required: bool) -> Option<Value> {
        let words = words(name);
        let of_status = self
            .status
            .is_some_and(|status| words.iter().any(|word| word == status));
        let first = words.first().map(String::as_str);
        let has_happened = of_status || matches!(first, Some("created" | "updated"));
        let may_be_null = schema.nullable() || schema.says_nothing();
        match (has_happened, may_be_null, required) {
            (true, ..) | (false, false, true) => Some(json!(self.now)),
            (false, true, _) => Some(Value::Null),
            (false, false, false) => None,
        }
    }

    fn cursor(&self, name: &str) -> Option<Value> {
        let (next, previous) = self.cursors?;
        let words = words(name);
        let about = |word: &str| words.iter().any(|one| one.starts_with(word));
        match (about("cursor"), about("next"), about("prev")) {
            (true, true, _) => Some(next.clone()),
            (true, _, true) => Some(previous.clone()),
            _ => None,
        }
    }
}

/// Whether a member is a credential.
pub(crate) fn is_secret(name: &str, schema: Schema<'_>) -> bool {
    schema.keyword("x-sensitive") == Some(&json!(true))
        || schema.keyword("format") == Some(&json!("password"))
        || is_credential(name)
}

/// Whether a member is a moment.
pub(crate) fn is_moment(name: &str, schema: Schema<'_>) -> bool {
    let is_time_of_day = schema.keyword("format") == Some(&json!("date-time"));
    let may_be_text = schema.kind() == Some("string") || schema.says_nothing();
    may_be_text && (is_time_of_day || is_time(name))
}

/// Letters that look random, and are the same for the same place.
fn letters(collection: &str, number: u64, count: usize) -> String {
    const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut state = digest(collection.as_bytes(), 0xcbf2_9ce4_8422_2325);
    state = digest(&number.to_le_bytes(), state);
    let mut letter = || {
        state = digest(&[0x5a], state.rotate_left(23));
        let at = usize::try_from(state >> 40).unwrap_or_default() % ALPHABET.len();
        char::from(ALPHABET[at])
    };
    (0..count).map(|_| letter()).collect()
}

/// FNV-1a, begun from a state.
pub(crate) fn digest(bytes: &[u8], state: u64) -> u64 {
    bytes.iter().fold(state, |state, byte| {
        (state ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
