//! What a rule gives: the place that breaks it, and what to do there.

use api_document::diagnostic::{Diagnostic, Place};
use api_document::rule::Rule;

/// One place that breaks a rule.
pub(super) struct Violation {
    pub(super) rule: &'static Rule,
    pub(super) pointer: String,
    pub(super) message: String,
    pub(super) help: &'static str,
}

impl Violation {
    pub(super) fn diagnostic(self, file: &str) -> Diagnostic {
        Diagnostic {
            rule: self.rule,
            file: file.to_owned(),
            place: Place::Pointer(self.pointer),
            message: self.message,
            help: self.help.to_owned(),
        }
    }
}
