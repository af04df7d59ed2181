//! YAML, read strictly into a JSON value.
//!
//! The value is built from the parser's events with a stack of its own: so the
//! place of every key is known, every fault is reported and not just the
//! first, and no input can overflow the call stack.

use super::anchors::{Anchors, TooMuch};
use super::decode;
use super::keys::Keys;
use super::scalar::{self, Scalars, Unreadable};
use crate::diagnostic::{Diagnostic, Outcome, Place, outcome};
use crate::positions::{Position, Positions};
use crate::read::decode::{CUT_OFF, NOT_READ};
use crate::rule::Rule;
use crate::source::{MAX_DEPTH, duplicate_key, too_deep};
use serde_json::{Map, Value};
use serde_saphyr::granit_parser::{
    self, ErrorKind, Event, Marker, Parser, ScalarStyle, ScanError, Span, Tag,
};
use std::borrow::Cow;

rules! {
    pub(crate) RULES:

    BROKEN_YAML: Error {
        code: "broken-yaml",
        meaning: "A source is not YAML, though it looks like it.",
        why: NOT_READ,
        help: CUT_OFF,
    }

    SEVERAL_YAML_DOCUMENTS: Error {
        code: "several-yaml-documents",
        meaning: "A YAML source has more than one document.",
        why: "One source is one document.",
        help: "Put each into a file of its own.",
    }

    UNUSABLE_KEY: Error {
        code: "unusable-key",
        meaning: "A key of a YAML mapping is not plain text.",
        why: "JSON, and so OpenAPI, has only text as keys.",
        help: "Write the key as plain text, in quotes if need be.",
    }

    UNUSABLE_NUMBER: Error {
        code: "unusable-number",
        meaning: "A number cannot be kept as it is written, such as infinity.",
        why: "JSON has no such number.",
        help: "Write a finite number, or quote it if it is text.",
    }

    UNUSABLE_TAG: Error {
        code: "unusable-tag",
        meaning: "A YAML tag names a type that JSON does not have.",
        why: "JSON, and so OpenAPI, has no such type.",
        help: "Remove the tag, or write the value in another way.",
    }

    UNUSABLE_MERGE_KEY: Error {
        code: "unusable-merge-key",
        meaning: "A YAML merge key `<<` does not name an object.",
        why: "Only an object's members can be merged.",
        help: "Name an anchored object, or a list of them.",
    }

    CYCLIC_ALIAS: Error {
        code: "cyclic-alias",
        meaning: "A YAML alias is inside the value it refers to.",
        why: "Its expansion would never end.",
        help: "Use `$ref` for a schema that holds itself.",
    }

    TOO_MANY_ALIASES: Error {
        code: "too-many-aliases",
        meaning: "Expanded, the YAML aliases are far larger than the source.",
        why: "A few lines of YAML can expand to more values than memory holds.",
        help: "Use `$ref` in place of aliases.",
    }
}

/// Reads the YAML of one source. `shifts` says for each line how many columns
/// were cut off in front of it; it may be shorter than the text. Notes the
/// positions of the values.
pub(super) fn read(
    file: &str,
    text: &str,
    shifts: &[usize],
    scalars: Scalars,
    positions: Option<&mut Positions>,
) -> Outcome<Value> {
    let options = granit_parser::options! { emit_comments: false };
    let mut builder = Builder::new(file, shifts, scalars, positions);
    for event in Parser::new_from_str_with_options(text, options) {
        let step = match event {
            Ok((event, span)) => builder.take(event, span),
            Err(error) => Err(builder.broken(&error)),
        };
        if let Err(fatal) = step {
            builder.found.push(fatal);
            return outcome(Value::Null, builder.found);
        }
    }
    match builder.root {
        Some(value) => outcome(value, builder.found),
        None => Err(decode::empty(file).into()),
    }
}

/// A fault that ends the reading; others are collected.
type Step = Result<(), Diagnostic>;

struct Builder<'a> {
    file: &'a str,
    shifts: &'a [usize],
    scalars: Scalars,
    /// The objects and lists that are open, outermost first.
    open: Vec<Frame>,
    root: Option<Value>,
    anchors: Anchors,
    documents: usize,
    found: Vec<Diagnostic>,
    positions: Option<&'a mut Positions>,
    /// Where the value ended that was noted last.
    last_end: usize,
}

struct Frame {
    content: Content,
    anchor: usize,
    /// The number among the positions that the values inside belong to.
    number: Option<usize>,
    /// Whether it is what a merge key brings, or a list of that.
    merging: bool,
    /// The span of the last member's name.
    name: Option<Span>,
    /// The lines of the keys.
    keys: Keys,
}

enum Content {
    List(Vec<Value>),
    Object {
        members: Map<String, Value>,
        /// The key whose value comes next.
        key: Option<Key>,
        /// What merge keys bring, in order.
        merged: Vec<Map<String, Value>>,
    },
}

enum Key {
    New(String),
    Repeated(String),
    Merge(Marker),
}

impl<'a> Builder<'a> {
    fn new(
        file: &'a str,
        shifts: &'a [usize],
        scalars: Scalars,
        positions: Option<&'a mut Positions>,
    ) -> Self {
        Self {
            file,
            shifts,
            scalars,
            open: Vec::new(),
            root: None,
            anchors: Anchors::default(),
            documents: 0,
            found: Vec::new(),
            positions,
            last_end: 0,
        }
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Step {
        let at = span.start;
        match event {
            Event::DocumentStart(..) => self.start_document(at),
            // A key that is not written comes as an empty span with the text `~`.
            Event::Scalar(_, ScalarStyle::Plain, ..) if self.expects_key() && span.is_empty() => {
                Err(self.unusable_key("an empty key", at))
            }
            Event::Scalar(text, style, anchor, tag) if self.expects_key() => {
                let merges = style == ScalarStyle::Plain && text == "<<";
                self.scalar_key(text, merges, tag.as_deref(), anchor, span)
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.note(span);
                let value = self.scalar(&text, style, tag.as_deref(), at);
                self.complete(value, anchor, at)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", at);
                self.start(Content::List(Vec::new()), anchor, span)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", at);
                let content = Content::Object {
                    members: Map::new(),
                    key: None,
                    merged: Vec::new(),
                };
                self.start(content, anchor, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            // Start and end of stream, end of document; comments are off.
            _ => Ok(()),
        }
    }

    fn start_document(&mut self, at: Marker) -> Step {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let message = "a second YAML document starts here";
        let help = "split the source, so that each holds one document";
        Err(self.diagnostic(&SEVERAL_YAML_DOCUMENTS, at, message, help))
    }

    fn expects_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Frame {
                content: Content::Object { key: None, .. },
                ..
            })
        )
    }

    /// Keys are text as written, whatever a value of that form would mean:
    /// `200:` is the status code `200`.
    fn scalar_key(
        &mut self,
        text: Cow<'_, str>,
        merges: bool,
        tag: Option<&Tag>,
        anchor: usize,
        span: Span,
    ) -> Step {
        let at = span.start;
        if tag.is_some_and(|tag| tag.core_suffix().is_none() && tag.original() != "!") {
            self.refuse_tag(tag, at);
        }
        self.remember(anchor, &Value::String(text.to_string()), at)?;
        if merges {
            self.next_key(Key::Merge(at));
        } else {
            self.name(text.into_owned(), span);
        }
        Ok(())
    }

    fn name(&mut self, name: String, span: Span) {
        let at = span.start;
        let line = at.line().max(1);
        let mut first = None;
        if let Some(Frame {
            content: Content::Object { members, .. },
            keys,
            ..
        }) = self.open.last_mut()
        {
            if members.contains_key(&name) {
                first = Some(keys.first(members, &name));
            } else {
                keys.note(&name, line);
            }
        }
        if let Some(first) = first {
            let found = duplicate_key(self.file, self.place(at), &name, first);
            self.found.push(found);
            self.next_key(Key::Repeated(name));
        } else {
            self.next_key(Key::New(name));
        }
        if let Some(frame) = self.open.last_mut() {
            frame.name = Some(span);
        }
    }

    /// Notes the position of the value that starts here, and returns its number.
    /// What is merged has the position of the object it is merged into.
    fn note(&mut self, span: Span) -> Option<usize> {
        let positions = self.positions.as_deref_mut()?;
        self.last_end = span.end.byte_offset()?;
        let Some(frame) = self.open.last() else {
            let position = position(1, None, span);
            return Some(positions.add(None, "", position));
        };
        let line = |span: Span| span.start.line().max(1);
        match &frame.content {
            Content::List(_) if frame.merging => frame.number,
            Content::List(items) => {
                let position = position(line(span), None, span);
                Some(positions.add(frame.number, &items.len().to_string(), position))
            }
            Content::Object {
                key: Some(Key::New(key) | Key::Repeated(key)),
                ..
            } => {
                let position = position(line(frame.name.unwrap_or(span)), frame.name, span);
                Some(positions.add(frame.number, key, position))
            }
            Content::Object { .. } => frame.number,
        }
    }

    /// Notes the end of an object or list: its bracket or, where it has none, the
    /// end of the last value in it.
    fn note_end(&mut self, frame: &Frame, span: Span) {
        if let Some(bracket) = span.byte_range().filter(|range| !range.is_empty()) {
            self.last_end = bracket.end;
        }
        if let Some(positions) = self.positions.as_deref_mut()
            && let Some(number) = frame.number.filter(|_| !frame.merging)
        {
            positions.end(number, self.last_end);
        }
    }

    /// Whether the next value is what a merge key brings.
    fn is_merging(&self) -> bool {
        self.open.last().is_some_and(|frame| match &frame.content {
            Content::List(_) => frame.merging,
            Content::Object { key, .. } => matches!(key, Some(Key::Merge(_))),
        })
    }

    fn next_key(&mut self, next: Key) {
        if let Some(Content::Object { key, .. }) = self.content() {
            *key = Some(next);
        }
    }

    fn unusable_key(&self, what: &str, at: Marker) -> Diagnostic {
        let message = format!("{what} cannot name a member of a JSON object");
        self.diagnostic(&UNUSABLE_KEY, at, message, "use plain text as the key")
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, tag: Option<&Tag>, at: Marker) -> Value {
        match scalar::resolve(text, style, tag) {
            Ok(Value::Number(_) | Value::Bool(_))
                if tag.is_none() && self.scalars == Scalars::AsWritten =>
            {
                Value::String(text.to_owned())
            }
            Ok(Value::Number(_)) if tag.is_none() && self.is_version() => {
                Value::String(text.to_owned())
            }
            Ok(value) => value,
            Err(Unreadable::Number) => {
                let message = format!("`{text}` is not a JSON number");
                let help = "write a finite number of at most double size, or quote it as text";
                let found = self.diagnostic(&UNUSABLE_NUMBER, at, message, help);
                self.found.push(found);
                Value::Null
            }
            Err(Unreadable::Tag) => {
                self.refuse_tag(tag, at);
                Value::Null
            }
        }
    }

    /// `openapi` and `info.version` are text that is often written like a
    /// number; as one, `1.10` would become `1.1`.
    fn is_version(&self) -> bool {
        let mut keys = self.open.iter().map(|frame| match &frame.content {
            Content::Object {
                key: Some(Key::New(key)),
                ..
            } => Some(key.as_str()),
            _ => None,
        });
        match (keys.next().flatten(), keys.next().flatten(), keys.next()) {
            (Some("openapi"), None, None) => self.open.len() == 1,
            (Some("info"), Some("version"), None) => true,
            _ => false,
        }
    }

    fn check_tag(&mut self, tag: Option<&Tag>, expected: &str, at: Marker) {
        if tag.is_some_and(|tag| tag.core_suffix() != Some(expected) && tag.original() != "!") {
            self.refuse_tag(tag, at);
        }
    }

    fn refuse_tag(&mut self, tag: Option<&Tag>, at: Marker) {
        let tag = tag.map(Tag::original).unwrap_or_default();
        let message = format!("the tag `{tag}` has no meaning here");
        let help = "remove the tag; quote the value if it is meant as text";
        let found = self.diagnostic(&UNUSABLE_TAG, at, message, help);
        self.found.push(found);
    }

    fn start(&mut self, content: Content, anchor: usize, span: Span) -> Step {
        let at = span.start;
        if self.expects_key() {
            return Err(self.unusable_key("an object or list", at));
        }
        self.check_depth(1, at)?;
        let (number, merging) = (self.note(span), self.is_merging());
        self.open.push(Frame {
            content,
            anchor,
            number,
            merging,
            name: None,
            keys: Keys::default(),
        });
        Ok(())
    }

    fn check_depth(&self, added: usize, at: Marker) -> Step {
        if self.open.len() + added <= MAX_DEPTH {
            return Ok(());
        }
        Err(self.too_deep(at))
    }

    fn too_deep(&self, at: Marker) -> Diagnostic {
        too_deep(self.file, self.place(at))
    }

    fn end(&mut self, span: Span) -> Step {
        let Some(frame) = self.open.pop() else {
            return Ok(());
        };
        self.note_end(&frame, span);
        let value = match frame.content {
            Content::List(items) => Value::Array(items),
            Content::Object {
                members, merged, ..
            } => Value::Object(with_merged(members, merged)),
        };
        self.complete(value, frame.anchor, span.start)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Step {
        let at = span.start;
        let Some((value, depth)) = self.anchors.get(anchor) else {
            let message = "the alias is inside the value it refers to";
            let help = "write the value out; JSON cannot contain itself";
            return Err(self.diagnostic(&CYCLIC_ALIAS, at, message, help));
        };
        if self.expects_key() {
            let Some(name) = value.as_str().map(str::to_owned) else {
                return Err(self.unusable_key("an alias of something other than text", at));
            };
            self.name(name, span);
            return Ok(());
        }
        self.check_depth(depth, at)?;
        self.note(span);
        let copy = self.anchors.copy(anchor);
        let value = copy.map_err(|TooMuch| self.too_many_aliases(at))?;
        self.complete(value, 0, at)
    }

    /// Puts a finished value where it belongs.
    fn complete(&mut self, value: Value, anchor: usize, at: Marker) -> Step {
        self.remember(anchor, &value, at)?;
        match self.content() {
            None => self.root = Some(value),
            Some(Content::List(items)) => items.push(value),
            Some(Content::Object { members, key, .. }) => match key.take() {
                Some(Key::New(key)) => {
                    members.insert(key, value);
                }
                Some(Key::Merge(at)) => return self.merge(value, at),
                Some(Key::Repeated(_)) | None => {}
            },
        }
        Ok(())
    }

    fn merge(&mut self, value: Value, at: Marker) -> Step {
        let sources = match value {
            Value::Array(items) => items,
            single => vec![single],
        };
        for source in sources {
            let Value::Object(source) = source else {
                let message = "expected an object to merge";
                let help = "set `<<` to an object or a list of objects";
                return Err(self.diagnostic(&UNUSABLE_MERGE_KEY, at, message, help));
            };
            if let Some(Content::Object { merged, .. }) = self.content() {
                merged.push(source);
            }
        }
        Ok(())
    }

    fn remember(&mut self, anchor: usize, value: &Value, at: Marker) -> Step {
        // Zero stands for no anchor.
        if anchor == 0 {
            return Ok(());
        }
        let remembered = self.anchors.remember(anchor, value);
        remembered.map_err(|TooMuch| self.too_many_aliases(at))
    }

    fn too_many_aliases(&self, at: Marker) -> Diagnostic {
        let message = "the aliases of this source expand to too many values";
        let help = "use `$ref` and components for what is shared";
        self.diagnostic(&TOO_MANY_ALIASES, at, message, help)
    }

    fn content(&mut self) -> Option<&mut Content> {
        self.open.last_mut().map(|frame| &mut frame.content)
    }

    fn broken(&self, error: &ScanError) -> Diagnostic {
        let at = *error.marker();
        if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            return self.too_deep(at);
        }
        let message = format!("this is not YAML: {}", error.info());
        let help = "correct it there or just above; a download that was cut off looks like this";
        self.diagnostic(&BROKEN_YAML, at, message, help)
    }

    fn diagnostic(
        &self,
        rule: &'static Rule,
        at: Marker,
        message: impl Into<String>,
        help: &str,
    ) -> Diagnostic {
        Diagnostic::new(rule, self.file, self.place(at), message, help)
    }

    fn place(&self, at: Marker) -> Place {
        let line = at.line().max(1);
        let shift = self.shifts.get(line - 1).copied().unwrap_or_default();
        let column = at.col() + 1 + shift;
        Place::Line { line, column }
    }
}

/// The members an object has itself, then those it merges; the earlier wins.
fn with_merged(
    mut members: Map<String, Value>,
    merged: Vec<Map<String, Value>>,
) -> Map<String, Value> {
    for (key, value) in merged.into_iter().flatten() {
        members.entry(key).or_insert(value);
    }
    members
}

fn position(line: usize, name: Option<Span>, value: Span) -> Position {
    Position {
        line,
        name: name.and_then(|name| name.byte_range()),
        value: value.byte_range().unwrap_or_default(),
    }
}
