//! The media types of a body, and the ranges that cover them.

use crate::part::Part;
use std::collections::BTreeMap;

/// The media types by name, each with its object.
#[derive(Debug)]
pub(crate) struct Content<'d>(pub(crate) BTreeMap<String, Part<'d>>);

impl<'d> Content<'d> {
    pub(crate) fn of(holder: &Part<'d>) -> Self {
        let content = holder.get("content");
        let members = content.iter().flat_map(Part::members);
        Self(members.map(|(name, part)| (plain(name), part)).collect())
    }

    /// The narrowest range that a media type is in.
    pub(crate) fn range_of(&self, name: &str) -> Option<&Part<'d>> {
        let (kind, _) = name.split_once('/')?;
        let ranges = [format!("{kind}/*"), "*/*".to_owned()];
        ranges
            .iter()
            .filter(|range| *range != name)
            .find_map(|range| self.0.get(range))
    }

    /// The media types that are in a range and not themselves ranges.
    pub(crate) fn inside(&self, range: &str) -> impl Iterator<Item = &Part<'d>> {
        let kind = range.strip_suffix('*').filter(|_| range != "*/*");
        let all = range == "*/*";
        self.0.iter().filter_map(move |(name, part)| {
            let inside = all || kind.is_some_and(|kind| name.starts_with(kind));
            (inside && !name.ends_with("/*")).then_some(part)
        })
    }
}

/// A name without case and without the default character set.
fn plain(name: &str) -> String {
    let name = name.replace([' ', '"'], "").to_ascii_lowercase();
    name.replace(";charset=utf-8", "")
}
