//! Whether a document may be of more than one file, at a glance: most are not,
//! and need not be read twice.

use crate::source::Source;
use std::borrow::Cow;

/// Whether a text may have a reference to another file. It may say so where
/// there is none, never the other way round.
pub(super) fn may_lead_out(source: &Source) -> bool {
    // What is text, as nearly everything is, is told so many times faster.
    let text = std::str::from_utf8(&source.bytes)
        .map_or_else(|_| String::from_utf8_lossy(&source.bytes), Cow::Borrowed);
    // One character is found faster than several.
    let dollars = text.match_indices('$');
    let mut references = dollars.filter_map(|(at, _)| text[at..].strip_prefix("$ref"));
    // The dollar sign, in another way.
    let is_disguised = ["\\u0024", "\\x24"].iter().any(|sign| text.contains(sign));
    is_disguised || references.any(leads_out) || has_mapped_files(&text)
}

/// Whether what follows the name `$ref` is not a text that starts with `#`, nor
/// an object, as of a property of this name.
fn leads_out(behind: &str) -> bool {
    let between = |c: char| c.is_whitespace() || "\"':".contains(c);
    let value = behind.trim_start_matches(between);
    !value.starts_with(['#', '{'])
}

/// A discriminator's mapping may name files.
fn has_mapped_files(text: &str) -> bool {
    const KEY: &str = "mapping";
    let is_key = |(at, _)| {
        let behind = text[at + KEY.len()..].trim_start_matches(['"', '\'']);
        behind.trim_start().starts_with(':')
    };
    text.match_indices(KEY).any(is_key)
        && [".json", ".yaml", ".yml"]
            .iter()
            .any(|end| text.contains(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may(text: &str) -> bool {
        may_lead_out(&Source {
            name: "root.yaml".to_owned(),
            bytes: text.as_bytes().to_vec(),
        })
    }

    #[test]
    fn local_references_do_not_lead_out() {
        for text in [
            "a: {$ref: '#/b'}",
            "{\"$ref\" : \"#/b\"}",
            "$ref: \"#/b\"",
            "properties: {$ref: {type: string}}",
            "mapping: {a: A}",
            "description: where mappings exist, in a.json",
        ] {
            assert!(!may(text), "{text}");
        }
    }

    #[test]
    fn any_other_reference_may_lead_out() {
        for text in [
            "a: {$ref: b.yaml}",
            "{\"$ref\":\n\"b.json#/c\"}",
            "a: {$ref: '#/b'}\nc: {$ref: './d'}",
            "$ref: >-\n  b.yaml",
            "\"\\u0024ref\": \"b.yaml\"",
            "$ref: &anchor b.yaml",
            "mapping: {a: a.yaml}",
        ] {
            assert!(may(text), "{text}");
        }
    }
}
