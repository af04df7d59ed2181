//! Plans the workspace after an update, and its report.

use super::effects::{Section, actions, effects};
use super::entry;
use super::examples;
use super::fitting::Fitting;
use super::naming;
use super::notes::{about_the_date, about_the_pages, about_the_version};
use crate::diff::report::{Compared, Report};
use crate::diff::{self, Named, Surfaces};
use crate::project::release::{self, changelog};
use crate::project::{Build, Expected, Inputs};
use crate::workspace::{Transaction, document_file};
use api_document::diagnostic::Outcome;
use api_document::downgrade::downgrade;
use api_document::ingest::{self, Document, Source, to_canonical_json};
use api_generate::package::Files;
use rust_surface::Bump;
use semver::Version;

/// The outcome of an update.
#[derive(Debug)]
pub struct Update {
    /// What changed in the document.
    pub report: Report,
    /// The new document, as it is vendored.
    pub document: Source,
    /// Further notes, a line each.
    pub notes: Vec<String>,
    /// What is new beyond the wire.
    pub effects: Vec<Section>,
    /// What to write; nothing if nothing changed.
    pub transaction: Option<Transaction>,
}

/// Plans an update of the workspace that `base` describes to new `sources`.
///
/// Each thing is made once: the base is given, the new document is read once
/// and built once, and a new version is only written into texts.
pub fn plan(base: &Expected, sources: &[Source], drop_stale: bool) -> Outcome<Update> {
    let pages = naming::as_pages(sources)?;
    let document = ingest::ingest(&pages)?;
    let fitting = Fitting::of(base, &document, drop_stale)?;
    let (document, vendored) = vendor(&base.version, document)?;
    let Fitting {
        supplement,
        overlay,
        ..
    } = &fitting;
    let names = &base.build.made.names;
    let build = Build::of(document, supplement, overlay, names, &base.inputs.client)?;
    let report = judge([&base.build, &build], [&base.inputs.document, &vendored]);
    let unchanged = report.changes.is_empty() && report.summary.bump == Bump::None;
    if unchanged && !fitting.expired {
        return Ok(Update {
            report,
            document: vendored,
            notes: vec!["nothing changed: nothing is written".to_owned()],
            effects: Vec::new(),
            transaction: None,
        });
    }
    let mut effects = effects(&base.build, &build);
    let mut notes = fitting.notes;
    effects.extend(actions(&mut notes));
    notes.push(about_the_date(&report, &vendored.name));
    notes.extend(about_the_pages(&base.inputs.pages, &pages));
    let [supplement, overlay] = fitting.texts;
    let effective = [&base.build, &build].map(|build| &build.made.effective);
    let examples = examples::remaining(&base.inputs.examples, effective);
    notes.extend(examples.notes);
    let inputs = Inputs {
        changelog: new_changelog(base, &report, &vendored.name)?,
        document: vendored.clone(),
        pages,
        supplement,
        overlay,
        examples: examples.files,
        ..base.inputs.clone()
    };
    let next = Expected::new(inputs, build)?;
    notes.push(about_the_version(&base.version, &next.version));
    Ok(Update {
        report,
        document: vendored,
        notes,
        effects,
        transaction: Some(transaction(&files(base), files(&next))),
    })
}

/// The new document under its name in the workspace, and the file it is
/// vendored in.
fn vendor(version: &Version, document: Document) -> Outcome<(Document, Source)> {
    let api_version = ingest::api_version(&document).unwrap_or_default();
    release::for_api(version, &document.name, api_version)?;
    let name = document_file(api_version);
    let bytes = to_canonical_json(&document.value).into_bytes();
    let document = Document {
        name: name.clone(),
        ..document
    };
    Ok((document, Source { name, bytes }))
}

/// Both verdicts: on the documents as upstream has them, with what is known from
/// elsewhere, and on the surfaces of the whole crate.
fn judge(builds: [&Build; 2], vendored: [&Source; 2]) -> Report {
    let [base, next] = builds;
    let downgraded = builds.map(|build| downgrade(&build.supplemented));
    let documents = downgraded.each_ref().map(|side| side.document.as_ref());
    let mut changes = api_compare::compare(documents[0], documents[1]);
    api_compare::judge_for_open_enums(&mut changes);
    let named = builds.map(|build| Named::new(&build.made.types, build.made.on_wire.clone()));
    let surfaces = Surfaces {
        pair: builds.map(|build| build.surface.clone()),
        same_code: rust_surface::same_code(&base.made.code, &next.made.code),
    };
    let mut verdict = diff::judge(changes, documents, named.each_ref(), &surfaces);
    for judged in &mut verdict.changes {
        diff::as_written(&mut judged.change, &downgraded);
    }
    Report::new(
        Compared::new(&base.document, &vendored[0].bytes),
        Compared::new(&next.document, &vendored[1].bytes),
        verdict,
    )
}

/// The changelog with an entry for the crate's users; without a new version
/// there is nothing to report.
fn new_changelog(base: &Expected, report: &Report, document: &str) -> Outcome<Source> {
    let current = &base.inputs.changelog;
    let version = release::raised(&base.version, report.summary.bump);
    let version = release::for_api(&version, document, &report.revision.version)?;
    if report.summary.bump == Bump::None {
        return Ok(current.clone());
    }
    let text = String::from_utf8_lossy(&current.bytes);
    let text = changelog::with_entry(&text, &version, &entry::entry(report));
    Ok(Source {
        name: current.name.clone(),
        bytes: text.into_bytes(),
    })
}

/// Every file that an update may touch.
fn files(expected: &Expected) -> Files {
    let inputs = &expected.inputs;
    let text = |source: &Source| String::from_utf8_lossy(&source.bytes).into_owned();
    let sources =
        inputs
            .pages
            .iter()
            .chain([&inputs.document, &inputs.supplement, &inputs.overlay]);
    let mut files: Files = sources
        .map(|source| (source.name.clone(), text(source)))
        .collect();
    files.extend(inputs.examples.clone());
    files.extend(expected.outputs.clone());
    files.extend(expected.snapshots.clone());
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
