//! Sources that were named one by one.

use super::gathered::Gathered;
use super::place::other_version;
use crate::workspace::DOCUMENT;
use api_document::diagnostic::{Outcome, outcome};
use api_document::edition::Edition;
use api_document::ingest::Source;
use api_document::pages::{self, edition, select};

/// The sources of one document. Pages have to be of one document and version,
/// or those of `version` are chosen; whole documents have to be of it.
pub fn named(sources: Vec<Source>, version: Option<&str>) -> Outcome<Gathered> {
    let mut pages = Vec::new();
    let mut others = Vec::new();
    let mut first = None;
    for source in sources {
        match edition(&source).ok().flatten() {
            Some(edition) => {
                first.get_or_insert(edition);
                pages.push(source);
            }
            // Whatever it is, reading it says more.
            None => others.push(source),
        }
    }
    if let Some(version) = version {
        let found = others.iter().filter_map(|one| other_version(one, version));
        outcome((), found.collect())?;
    } else {
        pages::of_one_document(&pages)?;
    }
    let Some(first) = first else {
        return Ok(Gathered {
            sources: others,
            notes: Vec::new(),
        });
    };
    let wanted = Edition::new(DOCUMENT, version.unwrap_or(&first.version));
    let mut gathered = Gathered::of(select(&pages, &wanted)?, &wanted);
    gathered.sources.extend(others);
    Ok(gathered)
}
