//! Compares two documents: what changed on the wire, and for Rust code.

use crate::bump::{self, Bump};
use crate::chain;
use crate::compare::{self, Change, Level};
use crate::diagnostic::{Diagnostics, Outcome};
use crate::ingest::{self, Document, Source};
use crate::normalise;
use crate::overlay::{self, Overlay};
use crate::profile::Profile;
use crate::report::{Report, Side};
use crate::surface::{self, Surface};

/// What a comparison came to.
#[derive(Debug)]
pub struct Difference {
    /// The report, for any format.
    pub report: Report,
    /// Why no code could be generated for one of the sides: the Rust verdict
    /// then follows the wire verdict.
    pub not_generated: Option<Diagnostics>,
}

/// Compares `revision` with `base`; `accept` takes changes out that somebody
/// has accepted.
pub fn diff(
    base: &Source,
    revision: &Source,
    overlay: Option<&Overlay>,
    accept: impl FnOnce(Vec<Change>) -> Outcome<Vec<Change>>,
) -> Outcome<Difference> {
    let documents = [ingest::any(base)?, ingest::any(revision)?];
    let mut changes = compare::compare(&documents[0], &documents[1]);
    let (bump, not_generated) = match rust_verdict(&documents, overlay, &mut changes) {
        Ok(bump) => (bump, None),
        Err(diagnostics) => (follow_the_wire(&mut changes), Some(diagnostics)),
    };
    // Where nothing changed, what only stands in another order in the code is
    // no change either.
    let bump = match bump {
        Bump::Patch if changes.is_empty() => Bump::None,
        other => other,
    };
    let changes = accept(changes)?;
    let sides = [
        Side::new(&documents[0], &base.bytes),
        Side::new(&documents[1], &revision.bytes),
    ];
    let [base, revision] = sides;
    Ok(Difference {
        report: Report::new(base, revision, bump, changes),
        not_generated,
    })
}

/// Generates a crate from each side and compares their surfaces.
fn rust_verdict(
    documents: &[Document; 2],
    overlay: Option<&Overlay>,
    changes: &mut [Change],
) -> Outcome<Bump> {
    let [base, revision] = documents;
    if base.value == revision.value {
        return Ok(Bump::None);
    }
    let make = |document| chain::make(document, overlay, Profile::StandAlone, "cargo xtask diff");
    let (old, new) = (make(base)?.code, make(revision)?.code);
    let surface = |code: &str| {
        syn::parse_file(code)
            .map(|file| surface::of_file(&file))
            .unwrap_or_default()
    };
    let as_in_code = |document| named(document, overlay, Profile::StandAlone);
    let named = [as_in_code(base)?, as_in_code(revision)?];
    Ok(judge(
        changes,
        [&named[0], &named[1]],
        [&surface(&old), &surface(&new)],
        [&old, &new],
    ))
}

/// A document with the names that its code has, by which a change finds its
/// place there.
pub fn named(
    document: &Document,
    overlay: Option<&Overlay>,
    profile: Profile,
) -> Outcome<Document> {
    let mut named = match overlay {
        Some(overlay) => overlay::apply(document, overlay)?.0,
        None => document.clone(),
    };
    normalise::name_operations(&mut named, profile)?;
    Ok(named)
}

/// The verdict of two crates, by their surfaces and their codes; each change
/// gets what it did to them.
pub fn judge(
    changes: &mut [Change],
    documents: [&Document; 2],
    surfaces: [&Surface; 2],
    codes: [&str; 2],
) -> Bump {
    let differences = bump::compare(surfaces[0], surfaces[1]);
    let verdict = bump::verdict(&differences, codes[0], codes[1]);
    bump::attribute(changes, &differences, documents, verdict > Bump::None);
    verdict
}

/// Without generated code the most that a change of its level could do.
fn follow_the_wire(changes: &mut [Change]) -> Bump {
    for change in changes.iter_mut() {
        change.bump = Some(match change.level {
            Level::None => Bump::None,
            Level::Docs => Bump::Patch,
            Level::NonBreaking => Bump::Minor,
            Level::Breaking => Bump::Major,
        });
    }
    changes
        .iter()
        .filter_map(|change| change.bump)
        .max()
        .unwrap_or_default()
}
