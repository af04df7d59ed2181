//! The diagnostic for a program that failed.

use api_document::diagnostic::{Diagnostic, Diagnostics, Place};
use api_document::rule::Rule;

/// Makes the diagnostic of `rule` about a program or file as a whole.
pub(super) fn failure(
    rule: &'static Rule,
    file: &str,
    message: String,
    help: String,
) -> Diagnostics {
    Diagnostic {
        rule,
        file: file.to_owned(),
        place: Place::File,
        message,
        help,
    }
    .into()
}
