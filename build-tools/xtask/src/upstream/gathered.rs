//! What was gathered, and notes on what was not.

use api_document::edition::Edition;
use api_document::ingest::Source;
use api_document::pages::{LeftOut, Selection, Why};
use std::collections::BTreeMap;

/// How many pages of one kind are named in a note.
const NAMED: usize = 8;

/// The sources of the new document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// The sources, all of one document and version.
    pub sources: Vec<Source>,
    /// Where they are from, and what was left out, a line each.
    pub notes: Vec<String>,
}

impl Gathered {
    /// What is left of pages, with a note for each kind of page left out.
    pub(super) fn of(selection: Selection, wanted: &Edition) -> Self {
        let mut notes = left_out(&selection.left_out);
        notes.extend(newer(&selection.left_out, wanted));
        Self {
            sources: selection.pages,
            notes,
        }
    }
}

fn left_out(pages: &[LeftOut]) -> Vec<String> {
    let mut kinds: BTreeMap<&Why, Vec<&str>> = BTreeMap::new();
    for LeftOut { page, why } in pages {
        kinds.entry(why).or_default().push(short(page));
    }
    let kinds = kinds.into_iter();
    kinds.map(|(why, pages)| note(why, &pages)).collect()
}

/// A note on a later version, by its date.
fn newer(pages: &[LeftOut], wanted: &Edition) -> Option<String> {
    let editions = pages.iter().filter_map(|one| match &one.why {
        Why::Of(edition) => Some(edition),
        Why::SameAs(_) | Why::NoDocument => None,
    });
    let later = editions.filter(|one| one.name == wanted.name && one.version > wanted.version);
    let latest = later.max()?;
    let version = &latest.version;
    Some(format!(
        "upstream has {latest}, too: --api-version {version} takes it in"
    ))
}

fn note(why: &Why, pages: &[&str]) -> String {
    let which = match why {
        Why::Of(edition) => format!("of {edition}"),
        Why::SameAs(page) => format!("with the operation of {}", short(page)),
        Why::NoDocument => "without a document".to_owned(),
    };
    format!(
        "left out {} {which}: {}",
        counted(pages.len()),
        listed(pages)
    )
}

/// `1 page` or `2 pages`.
pub(super) fn counted(number: usize) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} page{plural}")
}

/// The first names, and how many more there are.
pub(super) fn listed(names: &[&str]) -> String {
    let shown = names.len().min(NAMED);
    let mut text = names[..shown].join(", ");
    if names.len() > shown {
        text = format!("{text} and {} more", names.len() - shown);
    }
    text
}

/// The last part of a path or address.
fn short(page: &str) -> &str {
    let path = page.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit(['/', '\\']).find(|part| !part.is_empty());
    last.unwrap_or(page)
}
