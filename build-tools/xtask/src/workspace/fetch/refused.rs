//! An address that did not give what was asked for.

use api_document::diagnostic::{Diagnostic, Place};

rules! {
    pub(crate) RULES:

    NOT_FETCHED: Error {
        code: "not-fetched",
        meaning: "An address did not give a document: no answer in time, an error, too much, or \
                  no https.",
        why: "An update is made from what upstream really has.",
        help: "Check the address, or download the file and name it instead.",
    }
}

pub(super) fn not_fetched(url: &str, message: String) -> Diagnostic {
    Diagnostic {
        rule: &NOT_FETCHED,
        file: url.to_owned(),
        place: Place::File,
        message,
        help: "check the address, or download the file and name it instead".to_owned(),
    }
}
