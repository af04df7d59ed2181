//! Places on the network that may have the document, tried in order.

use super::gathered::{Gathered, counted};
use super::links::{Links, links};
use crate::workspace::DOCUMENT;
use crate::workspace::fetch::{Fetched, Fetcher, Step, address_of, fetch_all};
use api_document::diagnostic::{Diagnostic, Diagnostics, Outcome, Place, outcome};
use api_document::edition::Edition;
use api_document::index;
use api_document::ingest::{self, Source, api_version};
use api_document::pages::{NO_PAGE, select};
use reqwest::Url;
use std::sync::Arc;

rules! {
    pub(crate) RULES:

    NOT_AN_ADDRESS: Error {
        code: "not-an-address",
        meaning: "An index is not named by its address.",
        why: "The links of an index lead on from its address.",
        help: "Give an https address; name files without `--index`.",
    }

    OTHER_VERSION: Error {
        code: "other-version",
        meaning: "A document is of another version than the one that is wanted.",
        why: "Another version of the API is another contract; it is taken in when somebody \
              chooses it.",
        help: "Choose a version with `--api-version`.",
    }

    NO_REFERENCE: Error {
        code: "no-reference",
        meaning: "An index has no link to a page on its own host.",
        why: "The pages are found by the links of the index.",
        help: "Give the address of the site's `llms.txt`, or of the whole document.",
    }
}

/// What a place turned out to be.
enum Tried {
    Found(Gathered),
    /// It does not have the document; another place may.
    NotHere(Diagnostics),
}

/// Gathers a version of the document from the first of some places that has it.
///
/// A place that cannot be reached, or has something else, is passed over, with
/// a note. One that has the document has to give all of it.
pub async fn gather(
    fetcher: &Arc<Fetcher>,
    places: &[&str],
    version: &str,
    progress: &dyn Fn(&Step<'_>),
) -> Outcome<Gathered> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for place in places {
        match at(fetcher, place, version, progress).await? {
            Tried::Found(gathered) => return Ok(with_passed_over(gathered, &found)),
            Tried::NotHere(why) => found.extend(why.iter().cloned()),
        }
    }
    outcome((), found)?;
    Err(not_an_address("the list of places").into())
}

fn with_passed_over(gathered: Gathered, found: &[Diagnostic]) -> Gathered {
    let passed = found
        .iter()
        .map(|one| format!("passed over {}: {}", one.file, one.message));
    Gathered {
        notes: passed.chain(gathered.notes).collect(),
        ..gathered
    }
}

async fn at(
    fetcher: &Arc<Fetcher>,
    place: &str,
    version: &str,
    progress: &dyn Fn(&Step<'_>),
) -> Outcome<Tried> {
    let Some(url) = address_of(place) else {
        return Err(not_an_address(place).into());
    };
    let answer = match fetcher.get(&url).await {
        Ok(answer) => answer,
        Err(why) => return Ok(Tried::NotHere(why)),
    };
    match ingest::is_whole(&answer.source) {
        Ok(true) => whole(&url, answer, version),
        Ok(false) => indexed(fetcher, &url, &answer, version, progress).await,
        Err(why) => Ok(Tried::NotHere(why)),
    }
}

fn whole(url: &Url, answer: Fetched, version: &str) -> Outcome<Tried> {
    // A document that is there but cannot be read is nothing to pass over.
    ingest::read(&answer.source)?;
    if let Some(other) = other_version(&answer.source, version) {
        return Ok(Tried::NotHere(other.into()));
    }
    let name = &answer.source.name;
    let mut notes = vec![format!("{name} has the whole document")];
    notes.extend(redirected(url, &answer.from));
    Ok(Tried::Found(Gathered {
        sources: vec![answer.source],
        notes,
    }))
}

async fn indexed(
    fetcher: &Arc<Fetcher>,
    url: &Url,
    answer: &Fetched,
    version: &str,
    progress: &dyn Fn(&Step<'_>),
) -> Outcome<Tried> {
    let index = &answer.source;
    let targets = match index::links(index) {
        Ok(targets) => targets,
        Err(why) => return Ok(Tried::NotHere(why)),
    };
    let Links { pages, notes } = links(url, &answer.from, &targets);
    if pages.is_empty() {
        return Ok(Tried::NotHere(no_reference(&index.name).into()));
    }
    let answers = fetch_all(fetcher, &pages, progress).await?;
    let mut moved: Vec<String> = redirected(url, &answer.from).into_iter().collect();
    for (page, answer) in pages.iter().zip(&answers) {
        moved.extend(redirected(page, &answer.from));
    }
    let sources: Vec<Source> = answers.into_iter().map(|answer| answer.source).collect();
    let wanted = Edition::new(DOCUMENT, version);
    let gathered = match select(&sources, &wanted) {
        Ok(selection) => Gathered::of(selection, &wanted),
        Err(why) if why.iter().all(|one| *one.rule == NO_PAGE) => {
            return Ok(Tried::NotHere(about(&index.name, &why)?));
        }
        Err(why) => return Err(why),
    };
    let read = format!(
        "{} has {} of {DOCUMENT} {version}",
        index.name,
        counted(gathered.sources.len())
    );
    let all = [vec![read], moved, notes, gathered.notes];
    Ok(Tried::Found(Gathered {
        sources: gathered.sources,
        notes: all.concat(),
    }))
}

/// The same diagnostics, of the index that the pages are from.
fn about(index: &str, why: &Diagnostics) -> Outcome<Diagnostics> {
    let found = why.iter().map(|one| Diagnostic {
        file: index.to_owned(),
        ..one.clone()
    });
    match outcome((), found.collect()) {
        Err(found) => Ok(found),
        Ok(()) => Err(no_reference(index).into()),
    }
}

/// A note where another host answered.
fn redirected(asked: &Url, from: &Url) -> Option<String> {
    let moved = asked.origin() != from.origin();
    moved.then(|| format!("{asked} was answered by {from}"))
}

/// Says that a whole document is of another version, or of none.
pub(super) fn other_version(source: &Source, version: &str) -> Option<Diagnostic> {
    let document = ingest::read(source).ok()?;
    let stated = api_version(&document);
    if stated == Some(version) {
        return None;
    }
    let stated = stated.map_or("none".to_owned(), |stated| format!("`{stated}`"));
    Some(Diagnostic {
        rule: &OTHER_VERSION,
        file: source.name.clone(),
        place: Place::Pointer("/info/version".to_owned()),
        message: format!("expected version `{version}`, found {stated}"),
        help: "choose a version with --api-version".to_owned(),
    })
}

fn no_reference(file: &str) -> Diagnostic {
    Diagnostic {
        rule: &NO_REFERENCE,
        file: file.to_owned(),
        place: Place::File,
        message: "expected links to pages on its own host, found none".to_owned(),
        help: "give the address of the site's `llms.txt`, or of the whole document".to_owned(),
    }
}

fn not_an_address(place: &str) -> Diagnostic {
    Diagnostic {
        rule: &NOT_AN_ADDRESS,
        file: place.to_owned(),
        place: Place::File,
        message: "expected an https address".to_owned(),
        help: "give the address of an index or of a whole document; name files without --index"
            .to_owned(),
    }
}
