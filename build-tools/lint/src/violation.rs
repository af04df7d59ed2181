//! What a rule gives: the place that breaks it, and what to do there.

use api_document::diagnostic::{Diagnostic, Place};

/// One place that breaks a rule.
pub(super) struct Violation {
    pub(super) code: &'static str,
    pub(super) pointer: String,
    pub(super) message: String,
    pub(super) remedy: &'static str,
}

impl Violation {
    pub(super) fn diagnostic(self, file: &str) -> Diagnostic {
        Diagnostic {
            code: self.code,
            file: file.to_owned(),
            place: Place::Pointer(self.pointer),
            message: self.message,
            remedy: self.remedy.to_owned(),
        }
    }
}
