//! Compares two documents: what changed on the wire, and for Rust code.

use crate::bump::{self, Bump, Named};
use crate::chain;
use crate::compare::{self, Change, Level};
use crate::diagnostic::{Diagnostics, Outcome};
use crate::generate::{self, Generated, Lowered};
use crate::ingest::{self, Document, Source};
use crate::normalise;
use crate::overlay::{self, Overlay};
use crate::profile::Profile;
use crate::report::{Report, Side};
use crate::surface::{self, Surface};
use crate::threads::both;

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
    let [old, new] = both([base, revision], ingest::any);
    let documents = [old?, new?];
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
    let [old, new] = both([base, revision], |document| {
        Prepared::new(document, overlay)
    });
    let prepared = [old?, new?];
    let sides = prepared.each_ref();
    let named = sides.map(|side| &side.named);
    let codes = match affected_code(sides) {
        Some(codes) => codes,
        None => whole_code(sides)?,
    };
    let [old, new] = both(codes.each_ref(), |code| surface_of(code));
    Ok(judge(
        changes,
        [base, revision],
        named,
        [&old, &new],
        codes.each_ref().map(String::as_str),
    ))
}

/// One side, made to fit the generator.
#[derive(Debug)]
pub struct Prepared {
    /// The effective document.
    pub effective: Document,
    /// What the generator would be given.
    pub lowered: Lowered,
    /// What its operations and schemas are called.
    pub named: Named,
}

impl Prepared {
    /// Corrects and lowers a document.
    pub fn new(document: &Document, overlay: Option<&Overlay>) -> Outcome<Self> {
        let (effective, _) = chain::correct(document, overlay, Profile::StandAlone)?;
        let named = match overlay {
            Some(overlay) => Named::new(&overlay::apply(document, overlay)?.0, &effective),
            None => Named::new(document, &effective),
        };
        Ok(Self {
            lowered: generate::lowered(&effective)?,
            effective,
            named,
        })
    }

    /// The whole code.
    pub fn code(&self) -> Outcome<String> {
        self.print(generate::of_lowered(&self.effective, self.lowered.clone())?)
    }

    fn print(&self, generated: Generated) -> Outcome<String> {
        chain::print(generated, &self.effective, Profile::StandAlone, "diff", "")
    }
}

/// The code of both sides, without all that is sure to be the same in both;
/// nothing where that is not sure.
pub fn affected_code(sides: [&Prepared; 2]) -> Option<[String; 2]> {
    let [base, revision] = sides;
    let [old, new] = generate::parts(&base.lowered, &revision.lowered);
    let pairs = [(base, old), (revision, new)];
    let [old, new] = both(pairs.each_ref(), |(side, part)| {
        let generated = generate::of_part(part)?;
        let modules = generate::modules(&generated.file);
        Some((modules, side.print(generated).ok()?))
    });
    let ((old_modules, old), (new_modules, new)) = (old?, new?);
    (old_modules == new_modules).then_some([old, new])
}

/// The code of both sides.
fn whole_code(sides: [&Prepared; 2]) -> Outcome<[String; 2]> {
    let [old, new] = both(sides, Prepared::code);
    Ok([old?, new?])
}

/// The surface of generated code.
pub fn surface_of(code: &str) -> Surface {
    syn::parse_file(code)
        .map(surface::of_owned_file)
        .unwrap_or_default()
}

/// The names in a document's code, by which a change finds its place there.
pub fn named(document: &Document, overlay: Option<&Overlay>, profile: Profile) -> Outcome<Named> {
    let mut named = match overlay {
        Some(overlay) => overlay::apply(document, overlay)?.0,
        None => document.clone(),
    };
    normalise::name_operations(&mut named, profile)?;
    Ok(Named::new(&named, &named))
}

/// The verdict of two crates, by their surfaces and their codes; each change
/// gets what it did to them.
pub fn judge(
    changes: &mut [Change],
    documents: [&Document; 2],
    named: [&Named; 2],
    surfaces: [&Surface; 2],
    codes: [&str; 2],
) -> Bump {
    let differences = bump::compare(surfaces[0], surfaces[1]);
    let verdict = bump::verdict(&differences, codes[0], codes[1]);
    bump::attribute(
        changes,
        &differences,
        documents,
        named,
        verdict > Bump::None,
    );
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
