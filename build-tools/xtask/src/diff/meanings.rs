//! Names that stay and stand for something else on the wire.
//!
//! Code that uses such a name compiles with both crates and does another thing
//! with each, which is worse than not to compile: every one is major.

use api_generate::OnWire;
use rust_surface::{Bump, Kind, SurfaceChange, owner};
use std::collections::BTreeMap;

/// A change for each name that both crates have and that stands for something
/// else in the second.
pub(super) fn moved([old, new]: [&OnWire; 2]) -> Vec<SurfaceChange> {
    let by_meaning = by_meaning(&new.names);
    let pairs = old.names.iter().filter_map(|(path, was)| {
        let is = new.names.get(path)?;
        (was != is).then(|| SurfaceChange {
            path: path.clone(),
            kind: kind(path),
            bump: Bump::Major,
            before: Some(format!("{path} stands for {was}")),
            after: Some(format!("{path} stands for {is}")),
            migration: Some(match by_meaning.get(&(owner(path), was)) {
                Some(successor) => format!("write `{successor}`, which stands for {was} now"),
                None => format!("check each use: `{path}` compiles and is {is}, not {was}"),
            }),
        })
    });
    pairs.collect()
}

/// Says, of each removed name, which other name stands for the same now.
pub(super) fn name_successors(changes: &mut [SurfaceChange], [old, new]: [&OnWire; 2]) {
    let by_meaning = by_meaning(&new.names);
    for change in changes.iter_mut().filter(|one| one.after.is_none()) {
        let Some(was) = old.names.get(&change.path) else {
            continue;
        };
        if let Some(successor) = by_meaning.get(&(owner(&change.path), was)) {
            change.migration = Some(format!(
                "write `{successor}`, which is the same on the wire"
            ));
        }
    }
}

/// The name of each meaning, by what the name is a part of.
fn by_meaning(names: &BTreeMap<String, String>) -> BTreeMap<(Option<&str>, &String), &str> {
    let each = names.iter();
    each.map(|(path, meaning)| ((owner(path), meaning), path.as_str()))
        .collect()
}

fn kind(path: &str) -> Kind {
    if path.ends_with("()") {
        Kind::Method
    } else if path.contains('.') {
        Kind::Field
    } else {
        Kind::Variant
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn names(pairs: &[(&str, &str)]) -> OnWire {
        let pairs = pairs.iter();
        let pairs = pairs.map(|(path, is)| ((*path).to_owned(), (*is).to_owned()));
        OnWire {
            names: pairs.collect(),
            ..OnWire::default()
        }
    }

    #[test]
    fn a_method_that_sends_something_else_is_major_and_says_what_to_call() {
        let old = names(&[("Client::purge()", "DELETE /users")]);
        let new = names(&[
            ("Client::purge()", "DELETE /accounts"),
            ("Client::purge_users()", "DELETE /users"),
        ]);
        let moved = moved([&old, &new]);
        assert_eq!(moved.len(), 1);
        assert_eq!(moved[0].bump, Bump::Major);
        let todo = moved[0].migration.as_deref().unwrap();
        assert!(todo.contains("`Client::purge_users()`"), "{todo}");
    }

    #[test]
    fn names_that_stay_or_come_or_go_are_not_moved() {
        let old = names(&[
            ("types::A.b", "property `b`"),
            ("types::A.c", "property `c`"),
        ]);
        let new = names(&[
            ("types::A.b", "property `b`"),
            ("types::A.d", "property `d`"),
        ]);
        assert!(moved([&old, &new]).is_empty());
    }
}
