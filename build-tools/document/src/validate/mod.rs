//! Checks a document beyond its syntax, and reports in document order.

pub(crate) mod kind;
pub(crate) mod operations;
mod parse;
mod plain;
pub(crate) mod references;
pub(crate) mod unheeded;
pub(crate) mod walk;

use crate::diagnostic::{Diagnostic, Outcome, Place, join_pointer, outcome};
use crate::downgrade::downgrade;
use crate::member::Members;
use crate::rule::Rule;
use crate::source::{Document, describe, is_newer, openapi_version};
use kind::{Kind, SPECIFICATION};
use operations::BadOperation;
use references::References;
use serde_json::Value;
use walk::{Node, Visit, walk};

rules! {
    pub(crate) RULES:

    WRONG_VERSION: Error {
        code: "wrong-version",
        meaning: "The document is not OpenAPI 3.0, 3.1 or 3.2.",
        why: "In another version the same words mean other things.",
        help: "Use the vendor's document of a newer version, or convert it.",
    }

    pub(crate) INVALID_OPENAPI: Error {
        code: "invalid-openapi",
        meaning: "A value is not what the specification allows here, or a required one is missing.",
        why: SPECIFICATION,
        help: "Correct it in the source.",
    }
}

/// The rules of this stage.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    [RULES, references::RULES, operations::RULES, unheeded::RULES]
        .into_iter()
        .flatten()
}

/// Checks a document, and gives it as the generator sees it.
pub fn validate(document: &Document) -> Outcome<openapiv3::OpenAPI> {
    check(document)?;
    let document = downgrade(document).document;
    parse::document(&document.value).map_err(|misunderstood| {
        let place = Place::Pointer(misunderstood.pointer);
        invalid(&document.name, place, misunderstood.message).into()
    })
}

/// Checks a document as `OpenAPI` 3.0, 3.1 or 3.2.
///
/// The version is checked first and alone: in another version nothing else
/// means the same. A newer document is checked as it is once downgraded, and its
/// faults are told where they were written.
pub fn check(document: &Document) -> Outcome<()> {
    check_version(document)?;
    if !is_newer(document) {
        return check_older(document);
    }
    let downgraded = downgrade(document);
    check_older(&downgraded.document).map_err(|found| downgraded.origins.faults_as_written(found))
}

/// Checks a document of 3.0. Every object is checked on its own; where all are
/// sound, the whole is.
fn check_older(document: &Document) -> Outcome<()> {
    let mut validation = Validation {
        file: &document.name,
        document: &document.value,
        references: References::new(&document.value),
        found: Vec::new(),
    };
    walk(&document.value, &mut validation);
    outcome((), validation.found)
}

/// Parses a document that the tools made themselves, without looking for
/// faults in it.
pub fn parse(value: &Value) -> Result<openapiv3::OpenAPI, String> {
    parse::document(value).map_err(|misunderstood| misunderstood.message)
}

fn check_version(document: &Document) -> Result<(), Diagnostic> {
    let is_older = |version: &str| version.starts_with("3.0.");
    if openapi_version(document).is_some_and(is_older) || is_newer(document) {
        return Ok(());
    }
    let member = ["openapi", "swagger"]
        .into_iter()
        .find_map(|name| Some((name, document.value.get(name)?)));
    let (pointer, message) = match member {
        Some((name, version)) => (
            join_pointer("", name),
            format!(
                "expected `openapi: 3.0.x`, `3.1.x` or `3.2.x`, found `{name}` {}",
                describe(version)
            ),
        ),
        None => (
            String::new(),
            "expected `openapi: 3.0.x`, `3.1.x` or `3.2.x`, found no version".to_owned(),
        ),
    };
    Err(Diagnostic::new(
        &WRONG_VERSION,
        &document.name,
        Place::Pointer(pointer),
        message,
        "use a document of one of these versions; others are not read",
    ))
}

fn invalid(file: &str, place: Place, message: String) -> Diagnostic {
    let help = "correct it in the source; OpenAPI does not allow it";
    Diagnostic::new(&INVALID_OPENAPI, file, place, message, help)
}

struct Validation<'d> {
    file: &'d str,
    document: &'d Value,
    references: References<'d>,
    found: Vec<Diagnostic>,
}

impl<'d> Visit<'d> for Validation<'d> {
    fn node(&mut self, node: Node<'d, '_>) {
        if node.members.has("$ref") {
            self.reference(node);
            return;
        }
        match node.kind {
            Kind::PathItem => self.report_all(operations::check_path(node, self.document)),
            Kind::Operation => self.operation(node),
            Kind::Schema => self.schema_type(node),
            _ => {}
        }
        for misunderstood in parse::check(node) {
            self.invalid(misunderstood.pointer, misunderstood.message);
        }
    }

    fn misshapen(&mut self, pointer: &str, expected: &str, found: &Value) {
        let message = format!("expected {expected}, found {}", describe(found));
        self.invalid(pointer.to_owned(), message);
    }
}

impl<'d> Validation<'d> {
    fn reference(&mut self, node: Node<'d, '_>) {
        if let Some(bad) = self.references.check(node) {
            let place = Place::Pointer(node.pointer.to_owned());
            let found = Diagnostic::new(bad.rule, self.file, place, bad.message, bad.help);
            self.found.push(found);
        }
    }

    fn operation(&mut self, node: Node<'d, '_>) {
        self.report_all(operations::check_parameters(node, self.document));
        self.statuses(node);
    }

    /// `openapiv3` drops the responses whose status it does not understand.
    fn statuses(&mut self, node: Node<'d, '_>) {
        let responses = node.members.member("responses").and_then(Value::as_object);
        for status in responses.into_iter().flatten().map(|(status, _)| status) {
            if !is_status(status) {
                let pointer = join_pointer(&join_pointer(node.pointer, "responses"), status);
                let message =
                    format!("expected a status code, a range or `default`, found `{status}`");
                self.invalid(pointer, message);
            }
        }
    }

    /// `openapiv3` takes any text as a type, and then knows nothing about it.
    fn schema_type(&mut self, node: Node<'d, '_>) {
        const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];
        if let Some(Value::String(name)) = node.members.member("type")
            && !TYPES.contains(&name.as_str())
        {
            let message = format!("expected one of {}, found `{name}`", TYPES.join(", "));
            self.invalid(join_pointer(node.pointer, "type"), message);
        }
    }

    fn invalid(&mut self, pointer: String, message: String) {
        let found = invalid(self.file, Place::Pointer(pointer), message);
        self.found.push(found);
    }

    fn report_all(&mut self, bad: impl IntoIterator<Item = BadOperation>) {
        for bad in bad {
            let place = Place::Pointer(bad.pointer);
            let found = Diagnostic::new(bad.rule, self.file, place, bad.message, bad.help);
            self.found.push(found);
        }
    }
}

/// `default`, an extension, `100` to `599`, or `1XX` to `5XX`.
fn is_status(name: &str) -> bool {
    name == "default"
        || name.starts_with("x-")
        || matches!(
            name.as_bytes(),
            [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] | [b'1'..=b'5', b'X', b'X']
        )
}
