//! Takes in a new document: what the whole tree becomes, and what that means.
//!
//! [`plan`] is a pure function from the tree as it is and the new sources to
//! the tree as it should be. `compile` tries the result, and
//! [`Transaction`] puts it in place.

mod compile;
mod entry;
mod naming;
mod pull_request;

pub use compile::compile;
pub use pull_request::{PullRequest, pull_request};

use crate::diff::Named;
use crate::diff::report::{Compared, Report};
use crate::diff::{self, Judged, Surfaces};
use crate::project::release::{self, changelog};
use crate::project::{self, Build, Inputs};
use crate::workspace::{Transaction, document_file};
use api_document::diagnostic::{Diagnostic, Outcome, Place, outcome};
use api_document::ingest::{self, Document, Source, to_canonical_json};
use api_document::overlay::{self, Stale};
use api_generate::stand_alone::Files;
use rust_surface::bump::{self, Bump};
use semver::Version;

/// What taking in the new sources comes to.
#[derive(Debug)]
pub struct Update {
    /// What changed in the document.
    pub report: Report,
    /// The new document, as it is vendored.
    pub document: Source,
    /// What else there is to say, a line each.
    pub notes: Vec<String>,
    /// What to write; nothing if nothing changed.
    pub transaction: Option<Transaction>,
}

/// Plans an update of the tree that `current` describes to new `sources`.
pub fn plan(current: &Inputs, sources: &[Source], drop_stale: bool) -> Outcome<Update> {
    let base = project::expected(current)?;
    let pages = naming::as_pages(sources)?;
    let document = ingest::ingest(&pages)?;
    let mut notes = Vec::new();
    let overlay = fitting_overlay(current, &document, drop_stale, &mut notes)?;
    let mut next = Inputs {
        document: vendored(&base, &document)?,
        pages,
        overlay,
        ..current.clone()
    };
    let made = project::expected(&next)?;
    let report = judge([&base, &made], [current, &next])?;
    if report.changes.is_empty() && report.summary.bump == Bump::None {
        let notes = vec!["nothing changed: nothing is written".to_owned()];
        return Ok(Update {
            report,
            document: next.document,
            notes,
            transaction: None,
        });
    }
    notes.push(about_the_date(&report, &next.document.name));
    notes.extend(about_the_pages(current, &next));
    let version = release::raised(&base.version, report.summary.bump);
    let version = release::for_api(&version, &next.document.name, &report.revision.version)?;
    next.changelog = new_changelog(current, &version, &report);
    let made = project::expected(&next)?;
    notes.push(about_the_version(&base.version, &made.version));
    let transaction = transaction(&files(current, &base), files(&next, &made));
    Ok(Update {
        report,
        document: next.document,
        notes,
        transaction: Some(transaction),
    })
}

/// The overlay as it is, or without the actions that upstream made stale.
fn fitting_overlay(
    current: &Inputs,
    document: &Document,
    drop_stale: bool,
    notes: &mut Vec<String>,
) -> Outcome<Source> {
    let source = &current.overlay;
    let stale = overlay::stale(document, &overlay::parse(source)?);
    if stale.is_empty() {
        return Ok(source.clone());
    }
    if !drop_stale {
        return outcome(source.clone(), stale_actions(source, &stale));
    }
    for Stale { index, target, why } in &stale {
        notes.push(format!(
            "dropped overlay action {index} (`{target}`): {why}"
        ));
    }
    overlay::without(source, &stale)
}

fn stale_actions(source: &Source, stale: &[Stale]) -> Vec<Diagnostic> {
    let found = stale.iter().map(|Stale { index, target, why }| Diagnostic {
        code: "overlay-stale",
        file: source.name.clone(),
        place: Place::Pointer(format!("/actions/{index}")),
        message: format!("`{target}`: {why}"),
        remedy: "correct the target if upstream renamed what it is about; else run the same \
                 command with --drop-stale, which deletes the action"
            .to_owned(),
    });
    found.collect()
}

/// The new document as the file it is vendored in.
fn vendored(base: &Build, document: &Document) -> Outcome<Source> {
    let api_version = ingest::api_version(document).unwrap_or_default();
    release::for_api(&base.version, &document.name, api_version)?;
    Ok(Source {
        name: document_file(api_version),
        bytes: to_canonical_json(&document.value).into_bytes(),
    })
}

/// Both verdicts: on the documents as upstream has them, and on the surfaces
/// of the whole crate.
fn judge([base, next]: [&Build; 2], inputs: [&Inputs; 2]) -> Outcome<Report> {
    let changes = api_compare::compare(&base.document, &next.document);
    let named = [base, next].map(|tree| Named::new(&tree.made.corrected, &tree.made.effective));
    let (bump, bumps) = diff::judge(
        &changes,
        [&base.document, &next.document],
        [&named[0], &named[1]],
        &Surfaces {
            pair: [base.surface.clone(), next.surface.clone()],
            same_code: bump::same_code(&base.made.code, &next.made.code),
        },
    );
    let side =
        |tree: &Build, inputs: &Inputs| Compared::new(&tree.document, &inputs.document.bytes);
    Ok(Report::new(
        side(base, inputs[0]),
        side(next, inputs[1]),
        bump,
        Judged::each(changes, bumps),
    ))
}

/// The crate's users are told what changes for them; without a new version
/// there is nothing to tell.
fn new_changelog(current: &Inputs, version: &Version, report: &Report) -> Source {
    let text = String::from_utf8_lossy(&current.changelog.bytes);
    if report.summary.bump == Bump::None {
        return current.changelog.clone();
    }
    let text = changelog::with_entry(&text, version, &entry::entry(report));
    Source {
        name: current.changelog.name.clone(),
        bytes: text.into_bytes(),
    }
}

fn about_the_date(report: &Report, document: &str) -> String {
    let (old, new) = (&report.base.version, &report.revision.version);
    if old == new {
        return format!("drift: upstream changed {new} without a new version date");
    }
    let direction = if new < old { "an older" } else { "a new" };
    format!("{direction} version of the API: {old} became {new}; the document is now {document}")
}

/// Sources of record that were not named again.
fn about_the_pages(current: &Inputs, next: &Inputs) -> Vec<String> {
    let gone = current
        .pages
        .iter()
        .filter(|page| !next.pages.iter().any(|other| other.name == page.name));
    gone.map(|page| format!("{} is no longer a source", page.name))
        .collect()
}

fn about_the_version(old: &Version, new: &Version) -> String {
    if old == new {
        return format!("the crate's code is the same: its version stays {old}");
    }
    format!("the crate goes from {old} to {new}")
}

/// Every file that an update may touch.
fn files(inputs: &Inputs, tree: &Build) -> Files {
    let text = |source: &Source| String::from_utf8_lossy(&source.bytes).into_owned();
    let sources = inputs
        .pages
        .iter()
        .chain([&inputs.document, &inputs.overlay]);
    let mut files: Files = sources
        .map(|source| (source.name.clone(), text(source)))
        .collect();
    files.extend(tree.outputs.clone());
    files.extend(tree.snapshots.clone());
    files
}

fn transaction(old: &Files, new: Files) -> Transaction {
    let remove = old.keys().filter(|file| !new.contains_key(*file));
    Transaction {
        remove: remove.cloned().collect(),
        write: new
            .into_iter()
            .filter(|(file, text)| old.get(file) != Some(text))
            .collect(),
    }
}
