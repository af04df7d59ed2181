//! Which type takes the place of one that was removed: the one that was added
//! with the same members.

use crate::surface::{Item, Kind, Surface};
use std::collections::BTreeMap;

/// By the path of each removed type, the only added type that has its members.
pub(super) fn of_types([base, revision]: [&Surface; 2]) -> BTreeMap<String, String> {
    let [removed, added] = [(base, revision), (revision, base)].map(|(of, other)| {
        let mut by_form: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (path, item) in &of.items {
            if !other.items.contains_key(path)
                && let Some(form) = form(of, path, item)
            {
                by_form.entry(form).or_default().push(path);
            }
        }
        by_form
    });
    let pairs = removed.into_iter().filter_map(|(form, paths)| {
        match (&paths[..], &added.get(&form)?[..]) {
            ([from], [to]) => Some(((*from).to_owned(), (*to).to_owned())),
            _ => None,
        }
    });
    pairs.collect()
}

/// The kind and members of a type, without its name; nothing of one without
/// members, which could stand for any other.
fn form(surface: &Surface, path: &str, item: &Item) -> Option<String> {
    let separator = match item.kind {
        Kind::Struct | Kind::Union => '.',
        Kind::Enum => ':',
        _ => return None,
    };
    let start = format!("{path}{separator}");
    let members = surface.items.range(start.clone()..);
    let members: Vec<String> = members
        .take_while(|(member, _)| member.starts_with(&start))
        .filter(|(_, item)| matches!(item.kind, Kind::Field | Kind::Variant))
        .map(|(_, item)| item.signature.replace(path, ""))
        .collect();
    (!members.is_empty()).then(|| format!("{:?} {}", item.kind, members.join("\n")))
}
