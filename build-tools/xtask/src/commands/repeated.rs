//! How much is shown of a fault that a file has many times over.

use api_document::diagnostic::Diagnostic;
use api_document::rule::{Rule, Severity};
use std::collections::BTreeMap;

/// So many diagnostics of one rule are shown; nobody reads more.
const MOST: usize = 200;

/// How often each rule came.
#[derive(Debug, Default)]
pub(super) struct Repeated(BTreeMap<&'static str, (Severity, usize)>);

impl Repeated {
    /// Whether this one is shown, or only counted.
    pub(super) fn is_shown(&mut self, severity: Severity, diagnostic: &Diagnostic) -> bool {
        let Rule { code, .. } = diagnostic.rule;
        let (_, count) = self.0.entry(code).or_insert((severity, 0));
        *count += 1;
        *count <= MOST
    }

    /// A line for each rule of which some are not shown.
    pub(super) fn rest(&self) -> impl Iterator<Item = String> {
        let more = self.0.iter().filter(|(_, (_, count))| *count > MOST);
        more.map(|(code, (severity, count))| {
            format!("{severity}[{code}]: {} more are not shown", count - MOST)
        })
    }
}
