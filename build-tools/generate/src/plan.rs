//! What the rewriting stage has to do for the operations of any document: the
//! generator has no words for it, so it travels beside the code.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// The plan for one crate.
#[derive(Debug, Default, Clone)]
pub struct Plan {
    /// By the name of the operation's builder.
    pub operations: BTreeMap<String, OperationPlan>,
    /// By the name of the type, the unions whose parts say which they are.
    pub choices: BTreeMap<String, Choice>,
    /// The types of the components that are part of some request.
    pub sent: BTreeSet<String>,
    /// By the pointer to the operation, the names of those that could not have
    /// their own.
    pub renamed: BTreeMap<String, String>,
    /// The brackets around what was added to names to tell them apart, where
    /// anything was.
    pub brackets: Option<Brackets>,
}

/// A union decoded by what one property says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The property, as it is on the wire.
    pub property: String,
    /// What it says, and which part that is.
    pub values: Vec<(String, usize)>,
    /// How many parts there are.
    pub parts: usize,
}

/// Two characters that the document has nowhere. What stands between them in
/// a literal of the generated code, and they themselves, are not of the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brackets {
    pub open: char,
    pub close: char,
}

/// What one operation needs.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct OperationPlan {
    /// The media types to ask for, where they are not `application/json` alone.
    pub accept: Option<String>,
    /// The statuses of redirects that are the success of the operation.
    pub redirects: Vec<String>,
    /// How the body is sent, where the generator knows no way.
    pub body: Option<BodyPlan>,
    /// Whether a body that was not set is not sent.
    pub optional_body: bool,
    /// Whether there are floats in a body of JSON that the generated code sends.
    pub float_body: bool,
    /// By the name of the parameter in the code.
    pub parameters: BTreeMap<String, ParameterPlan>,
    /// The type of the answer, where it depends on the status.
    pub success: Option<Success>,
}

/// How a request body is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyPlan {
    /// As the generator does it, under another media type.
    As(String),
    /// As `application/x-www-form-urlencoded`, whatever its members hold, with the
    /// styles of those that have one.
    Form(Vec<MemberPlan>),
    /// As `multipart/form-data`, whose parts the caller puts together.
    Multipart,
}

/// How a member of a form is written that has a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberPlan {
    /// The name on the wire.
    pub name: String,
    pub style: Style,
    pub values: Values,
}

/// How a parameter is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterPlan {
    /// The name on the wire.
    pub name: String,
    pub place: Location,
    pub style: Style,
    pub values: Values,
}

/// How many values a parameter has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// One, or it is not known.
    One,
    List,
    Members,
}

impl Values {
    /// Those that a schema describes itself.
    pub(crate) fn of(schema: &Value) -> Self {
        match schema.get("type").and_then(Value::as_str) {
            Some("array") => Self::List,
            Some("object") => Self::Members,
            _ => Self::One,
        }
    }
}

/// Where a parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// The styles of the specification, and JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Values joined by commas, members as `name,value`.
    Simple,
    /// Values joined by commas, members as `name=value`.
    SimpleExploded,
    Label,
    LabelExploded,
    Matrix,
    MatrixExploded,
    /// `name=1,2`.
    Form,
    /// `name=1&name=2`.
    FormExploded,
    SpaceDelimited,
    PipeDelimited,
    /// `name[member]=value`.
    DeepObject,
    Json,
}

/// An enum of answers by status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Success {
    /// What the enum is called.
    pub name: String,
    /// The statuses, each with what it brings; ranges are `2XX`.
    pub answers: Vec<(String, Answer)>,
}

/// What an answer brings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// JSON of this type.
    Json(String),
    Bytes,
    Nothing,
}

impl Brackets {
    /// A pair that a document has nowhere: neither the characters, nor how Rust
    /// writes them in a literal.
    pub fn absent_from(document: &Value) -> Option<Self> {
        let mut taken = BTreeSet::new();
        private_in(document, &mut taken);
        let mut free = PRIVATE.filter(|c| !taken.contains(c));
        Some(Self {
            open: free.next()?,
            close: free.next()?,
        })
    }

    /// `name`, told apart by `mark`.
    pub fn marked(self, name: &str, mark: &str) -> String {
        format!("{name}{}{mark}{}", self.open, self.close)
    }

    /// Takes what is in brackets out of generated code, however it is written.
    pub fn removed(self, code: String) -> String {
        let written = |c: char| c.escape_unicode().to_string();
        let characters = [self.open, self.close];
        if !code.contains(characters) && !characters.iter().any(|c| code.contains(&written(*c))) {
            return code;
        }
        let code = code
            .replace(&written(self.open), &self.open.to_string())
            .replace(&written(self.close), &self.close.to_string());
        let mut kept = String::with_capacity(code.len());
        let mut rest = code.as_str();
        while let Some((before, after)) = rest.split_once(self.open) {
            kept.push_str(before);
            rest = after.split_once(self.close).map_or("", |(_, rest)| rest);
        }
        kept.push_str(rest);
        kept
    }
}

const PRIVATE: RangeInclusive<char> = '\u{E000}'..='\u{F8FF}';

/// Notes the characters of the private use area in all names and texts.
fn private_in(node: &Value, taken: &mut BTreeSet<char>) {
    match node {
        Value::String(text) => private_in_text(text, taken),
        Value::Array(items) => items.iter().for_each(|item| private_in(item, taken)),
        Value::Object(members) => {
            for (name, member) in members {
                private_in_text(name, taken);
                private_in(member, taken);
            }
        }
        _ => {}
    }
}

fn private_in_text(text: &str, taken: &mut BTreeSet<char>) {
    // Most text has neither, which its bytes tell faster than its characters.
    if text.bytes().any(|byte| matches!(byte, 0xEE | 0xEF)) {
        taken.extend(text.chars().filter(|c| PRIVATE.contains(c)));
    }
    if !text.contains('{') {
        return;
    }
    let escapes = text.split("u{").skip(1).filter_map(|rest| {
        let digits = rest.split_once('}')?.0;
        char::from_u32(u32::from_str_radix(digits, 16).ok()?)
    });
    taken.extend(escapes.filter(|c| PRIVATE.contains(c)));
}
