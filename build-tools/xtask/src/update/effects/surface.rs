//! The names that Rust users have, before and after.

use super::section::Section;
use crate::project::Build;
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeMap;

pub(super) fn section(base: &Build, next: &Build) -> Section {
    let [old, new] = [base, next].map(|build| build.surface.lines().join("\n") + "\n");
    Section {
        title: "The Rust surface",
        language: Some("diff"),
        limit: 100,
        items: difference(&old, &new),
    }
}

/// The lines that differ. A type that is there on one side only is one line,
/// with the number of lines about it.
fn difference(old: &str, new: &str) -> Vec<String> {
    let difference = TextDiff::from_lines(old, new);
    let lines = difference.iter_all_changes().filter_map(|change| {
        let line = change.value().trim_end();
        match change.tag() {
            ChangeTag::Equal => None,
            ChangeTag::Delete => Some(('-', line)),
            ChangeTag::Insert => Some(('+', line)),
        }
    });
    let lines: Vec<(char, &str)> = lines.collect();
    let types = lines
        .iter()
        .filter_map(|(sign, line)| Some((*sign, declared(line)?)));
    let mut about: BTreeMap<(char, &str), usize> = types.map(|of| (of, 0)).collect();
    let mut kept = Vec::new();
    for (sign, line) in lines {
        let count = owner(line).and_then(|owner| about.get_mut(&(sign, owner)));
        match count {
            Some(count) => *count += 1,
            None => kept.push((sign, line)),
        }
    }
    let shown = kept.into_iter().map(|(sign, line)| {
        let count = declared(line).and_then(|name| about.get(&(sign, name)));
        match count {
            Some(count) if *count > 0 => format!("{sign} {line} (and {count} lines of it)"),
            _ => format!("{sign} {line}"),
        }
    });
    shown.collect()
}

/// The type that a line declares.
fn declared(line: &str) -> Option<&str> {
    let kinds = ["struct ", "enum ", "union ", "trait "];
    let rest = kinds.iter().find_map(|kind| line.strip_prefix(kind))?;
    Some(path(rest))
}

/// The type that a line is about, other than to declare it.
fn owner(line: &str) -> Option<&str> {
    if let Some(implementation) = line.strip_prefix("impl") {
        let (_, of) = implementation.rsplit_once(" for ")?;
        return Some(path(of));
    }
    let kinds = ["field ", "variant ", "fn ", "async fn ", "const fn "];
    let member = kinds.iter().find_map(|kind| line.strip_prefix(kind))?;
    if line.starts_with("field ") {
        return Some(member.split_once('.')?.0);
    }
    let (of, _member) = path(member).rsplit_once("::")?;
    Some(of)
}

/// The path that a text starts with.
fn path(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "_:#".contains(c)));
    text[..end.unwrap_or(text.len())].trim_end_matches(':')
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_type_on_one_side_only_is_one_line() {
        let old = "struct types::A { .. }\nimpl Clone for types::A\nfield types::A.x: i64\n";
        let new = "fn Client::b(&self) -> types::B\nstruct types::A { .. }\n\
            impl Clone for types::A\nfield types::A.x: String\nenum types::B  #[non_exhaustive]\n\
            impl<'de> Deserialize<'de> for types::B  #[cfg(x)]\nvariant types::B::C\n\
            async fn types::B::d(self)\n";
        let expected = [
            "+ fn Client::b(&self) -> types::B",
            "- field types::A.x: i64",
            "+ field types::A.x: String",
            "+ enum types::B  #[non_exhaustive] (and 3 lines of it)",
        ];
        let mut found = difference(old, new);
        found.sort_by_key(|line| expected.iter().position(|one| one == line));
        assert_eq!(found, expected);
    }
}
