//! Which of many pages are those of one document: the headings of their blocks
//! decide, never what the pages are called.

use crate::alike::alike;
use crate::diagnostic::{Diagnostic, Outcome, Place, join_pointer, outcome};
use crate::edition::Edition;
use crate::read::{Heading, headings, read};
use crate::source::{Document, Source};
use std::collections::BTreeMap;

rules! {
    pub(crate) RULES:

    SEVERAL_DOCUMENTS: Error {
        code: "several-documents",
        meaning: "The pages are of several documents, or of several versions of one.",
        why: "Pages are merged into one document; those of another would add operations that it \
              does not have.",
        help: "Name the pages of one document only, or choose a version with `update --api-version`.",
    }

    pub NO_PAGE: Error {
        code: "no-page",
        meaning: "No page is of the document that is wanted.",
        why: "The heading of its block says which document and version a page is of.",
        help: "Choose one of the versions that there are with `--api-version`.",
    }

    OPERATION_ON_TWO_PAGES: Error {
        code: "operation-on-two-pages",
        meaning: "Two pages of one version describe one operation, and differently.",
        why: "Only one of them can be what the service does.",
        help: "Find out which is right, and name the pages without the other.",
    }
}

/// The pages of one document, and the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The pages of the document, one for each operation, in their order.
    pub pages: Vec<Source>,
    /// All others, in their order; those that say the same come last.
    pub left_out: Vec<LeftOut>,
}

/// A page that is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What the page is called.
    pub page: String,
    /// Why it is not used.
    pub why: Why,
}

/// Why a page is not used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is of another document, or of another version.
    Of(Edition),
    /// The page named here has the same operation.
    SameAs(String),
    /// It has no document in it.
    NoDocument,
}

/// Chooses the pages of a document. A page that cannot be read is an error
/// only if it is one of them, or if it is not text.
pub fn select(pages: &[Source], wanted: &Edition) -> Outcome<Selection> {
    let mut kept = Vec::new();
    let mut left_out = Vec::new();
    let mut found = Vec::new();
    for page in pages {
        match headings(page) {
            Ok(headings) => match why_not(&headings, wanted) {
                None => kept.push(page),
                Some(why) => left_out.push(LeftOut {
                    page: page.name.clone(),
                    why,
                }),
            },
            Err(errors) => found.extend(errors.iter().cloned()),
        }
    }
    outcome((), found)?;
    if kept.is_empty() {
        return Err(no_page(wanted, &left_out).into());
    }
    let pages = one_for_each_operation(&kept, &mut left_out)?;
    Ok(Selection { pages, left_out })
}

fn why_not(headings: &[Heading], wanted: &Edition) -> Option<Why> {
    if headings.iter().any(|heading| heading.edition == *wanted) {
        return None;
    }
    let other = headings.first();
    Some(other.map_or(Why::NoDocument, |other| Why::Of(other.edition.clone())))
}

/// Leaves out a page whose operation another page has too; reports two pages that
/// describe one operation differently.
fn one_for_each_operation(pages: &[&Source], left_out: &mut Vec<LeftOut>) -> Outcome<Vec<Source>> {
    let mut first: BTreeMap<(String, String), Document> = BTreeMap::new();
    let mut kept = Vec::new();
    let mut found = Vec::new();
    for page in pages {
        let (document, headings) = match (read(page), headings(page)) {
            (Ok(document), Ok(headings)) => (document, headings),
            (Err(errors), _) | (_, Err(errors)) => {
                found.extend(errors.iter().cloned());
                continue;
            }
        };
        let Some(heading) = headings.first() else {
            continue;
        };
        let operation = (heading.path.clone(), heading.method.to_ascii_lowercase());
        match first.get(&operation) {
            Some(other) if same_operation(other, &document, &operation) => {
                left_out.push(LeftOut {
                    page: page.name.clone(),
                    why: Why::SameAs(other.name.clone()),
                });
            }
            Some(other) => found.push(on_two_pages(heading, &other.name, &page.name)),
            None => {
                first.insert(operation, document);
                kept.push((*page).clone());
            }
        }
    }
    outcome(kept, found)
}

fn same_operation(one: &Document, other: &Document, (path, method): &(String, String)) -> bool {
    let pointer = join_pointer(&join_pointer("/paths", path), method);
    alike(&one.value, &other.value, &pointer)
}

/// The document that a page is of; nothing where the source is not a page.
pub fn edition(source: &Source) -> Outcome<Option<Edition>> {
    let first = headings(source)?.into_iter().next();
    Ok(first.map(|heading| heading.edition))
}

/// Reports pages that are not of the document that the first page is of.
pub fn of_one_document(sources: &[Source]) -> Outcome<()> {
    let mut first: Option<(&str, Edition)> = None;
    let mut found = Vec::new();
    for source in sources {
        // What cannot be read is reported by whoever reads it.
        let Some(edition) = edition(source).ok().flatten() else {
            continue;
        };
        match &first {
            None => first = Some((&source.name, edition)),
            Some((_, expected)) if *expected == edition => {}
            Some((name, expected)) => {
                found.push(several(&source.name, &edition, name, expected));
            }
        }
    }
    outcome((), found)
}

fn several(page: &str, edition: &Edition, first: &str, expected: &Edition) -> Diagnostic {
    Diagnostic::new(
        &SEVERAL_DOCUMENTS,
        page,
        Place::File,
        format!("expected a page of {expected}, as {first} is, found one of {edition}"),
        "name the pages of one document only, or choose a version with `update --api-version`",
    )
}

fn on_two_pages(heading: &Heading, first: &str, second: &str) -> Diagnostic {
    let Heading {
        edition,
        method,
        path,
    } = heading;
    Diagnostic::new(
        &OPERATION_ON_TWO_PAGES,
        second,
        Place::Pointer(join_pointer(
            &join_pointer("/paths", path),
            &method.to_ascii_lowercase(),
        )),
        format!("{method} {path} of {edition} is on {first} too, and differs there"),
        "find out which page is right, and name the pages without the other",
    )
}

fn no_page(wanted: &Edition, left_out: &[LeftOut]) -> Diagnostic {
    let mut there: Vec<String> = left_out
        .iter()
        .filter_map(|one| match &one.why {
            Why::Of(edition) => Some(edition.to_string()),
            Why::SameAs(_) | Why::NoDocument => None,
        })
        .collect();
    there.sort();
    there.dedup();
    let others = if there.is_empty() {
        "none has a document".to_owned()
    } else {
        format!("there are pages of {}", there.join(", "))
    };
    Diagnostic::new(
        &NO_PAGE,
        "the pages",
        Place::File,
        format!("expected a page of {wanted}, but {others}"),
        "choose one of the versions that there are with --api-version",
    )
}
