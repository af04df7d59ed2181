//! Actions for the overlay that would put findings right, ready to paste and to
//! be completed with what the service really does.

use super::findings::Finding;
use super::section::Section;
use super::target::Targets;
use crate::project::Build;
use api_document::correspondence::renamed;
use api_document::diagnostic::{escape_segment, unescape_segment};
use api_document::display::tame;
use serde_json::Value;
use std::collections::BTreeMap;

/// What an action would say instead, by the code of the finding.
const REMEDIES: [(&str, &str); 2] = [
    (
        "untyped-object",
        "type: string # or what it is; with `nullable: true` where it may be null",
    ),
    ("number-for-integer", "type: integer"),
];

pub(super) fn section(findings: &[Finding], next: &Build) -> Section {
    let names = renamed(&next.made.effective, &next.supplemented);
    let targets = Targets::of(&next.supplemented);
    let items = findings.iter().filter_map(|finding| {
        let code = finding.diagnostic.rule.code;
        let (_, remedy) = REMEDIES.iter().find(|(known, _)| *known == code)?;
        let pointer = as_upstream_has_it(&finding.pointer, &names);
        let target = targets.path(&pointer)?;
        Some(action(&target, &finding.diagnostic.message, remedy))
    });
    let mut items: Vec<String> = items.collect();
    items.dedup();
    Section {
        title: "Overlay lines that would help",
        language: Some("yaml"),
        limit: 10,
        items,
    }
}

/// The pointer with the name that the vendor gives the component.
fn as_upstream_has_it(pointer: &str, names: &BTreeMap<String, String>) -> String {
    const COMPONENTS: &str = "/components/schemas/";
    let Some(rest) = pointer.strip_prefix(COMPONENTS) else {
        return pointer.to_owned();
    };
    let (name, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let upstream = names.get(&unescape_segment(name));
    let upstream = upstream.map(|name| escape_segment(name));
    format!("{COMPONENTS}{}{rest}", upstream.as_deref().unwrap_or(name))
}

/// An action as it stands in the overlay.
fn action(target: &str, message: &str, remedy: &str) -> String {
    let plain = !target.contains(": ") && !target.contains(" #");
    let target = if plain {
        target.to_owned()
    } else {
        Value::from(target).to_string()
    };
    format!(
        "  - target: {target}\n    description: >-\n      {}. Say what the service sends, and how \
         it is known.\n    x-matches: 1\n    update:\n      {remedy}\n",
        tame(message)
    )
}

#[cfg(test)]
mod tests {
    use super::as_upstream_has_it;

    #[test]
    fn a_component_has_the_name_that_upstream_gives_it() {
        let names = [("Hook".to_owned(), "a/b".to_owned())].into();
        let found = as_upstream_has_it("/components/schemas/Hook/properties/Hook", &names);
        assert_eq!(found, "/components/schemas/a~1b/properties/Hook");
    }
}
