//! Compares two documents: what changed on the wire, and for Rust code.

pub mod explained;
mod composed;
mod index;
mod meanings;
mod named;
mod owner;
mod parallel;
pub mod report;
mod verdicts;

pub use named::Named;
pub use verdicts::{Judged, Verdict};

use api_compare::{Change, Level};
use api_document::diagnostic::{Diagnostic, Diagnostics, Outcome};
use api_document::downgrade::{Downgraded, downgrade};
use api_document::ingest::{self, Document, Source};
use api_document::overlay::{self, Overlay};
use api_generate::lower::Lowered;
use api_generate::normalise::{Types, is_by_framework};
use api_generate::run::{self, partial};
use api_generate::{Corrected, pipeline};
use api_generate::{Held, Target, on_wire, on_wire_beside};
use parallel::{beside, join, rendezvous};
use report::{Compared, Report};
use rust_surface::{Bump, Code, Digest, Surface};
use std::any::Any;
use std::borrow::Cow;
use std::sync::Arc;
use syn::File;

/// How the clients read an enum's value that they do not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enums {
    /// As unknown, as the clients do that are generated here.
    Open,
    /// Not at all.
    Closed,
}

/// What a comparison came to.
#[derive(Debug)]
pub struct Difference {
    /// The report, for any format.
    pub report: Report,
    /// Why no code could be generated for one of the sides: the Rust verdict
    /// then follows the wire verdict.
    pub not_generated: Option<Diagnostics>,
    /// What there is to doubt in the documents, is not followed or was left out for a fault of
    /// its own, and the actions of the overlay that do nothing on either side, where it lets them.
    pub warnings: Vec<Diagnostic>,
    /// What it was made of. To give back so many parts takes as long as other work, so
    /// that a process which ends with the comparison leaves all of it to the system.
    pub made_of: Box<dyn Any + Send>,
}

/// Compares `revision` with `base`, for clients whose enums are as `enums` says;
/// `accept` removes accepted changes.
pub fn diff(
    base: &Source,
    revision: &Source,
    overlay: Option<&Overlay>,
    enums: Enums,
    accept: impl FnOnce(Vec<Judged>) -> Outcome<Vec<Judged>>,
) -> Outcome<Difference> {
    let [old, new] = join([base, revision], ingest::repaired);
    let (old, mut warnings) = old?;
    let (new, more) = new?;
    warnings.extend(more);
    let documents = [old, new];
    warnings.extend(overlay.map_or_else(Vec::new, |overlay| idle(&documents, overlay)));
    let downgraded = join(documents.each_ref(), downgrade);
    warnings.extend(downgraded.iter().flat_map(|side| side.warnings.clone()));
    let plain = downgraded.each_ref().map(|side| side.document.as_ref());
    let changes = || {
        let mut changes = api_compare::compare(plain[0], plain[1]);
        if enums == Enums::Open {
            api_compare::judge_for_open_enums(&mut changes);
        }
        changes
    };
    // Neither is needed for the other until both are there.
    let (changes, crates) = beside(changes, || Crates::new(&documents, &downgraded, overlay));
    let (mut verdict, not_generated) = match &crates {
        Ok(Some(crates)) => (crates.judge(changes, plain), None),
        Ok(None) => (Verdict::default(), None),
        Err(found) => (follow_the_wire(changes), Some(found.clone())),
    };
    // Where nothing changed, what is only in another order in the code is
    // no change either.
    if verdict.changes.is_empty() && verdict.bump == Bump::Patch {
        verdict.bump = Bump::None;
    }
    for judged in &mut verdict.changes {
        as_written(&mut judged.change, &downgraded);
    }
    verdict.changes = accept(verdict.changes)?;
    let [old, new] = &documents;
    let [base, revision] = join([&(old, base), &(new, revision)], |(document, source)| {
        Compared::new(document, &source.bytes)
    });
    let prepared = crates.ok().flatten().map(|crates| crates.prepared);
    let newer = downgraded.map(|side| match side.document {
        Cow::Owned(newer) => Some(newer),
        Cow::Borrowed(_) => None,
    });
    Ok(Difference {
        report: Report::new(base, revision, verdict),
        not_generated,
        warnings,
        made_of: Box::new((prepared, newer, documents)),
    })
}

fn idle(documents: &[Document; 2], overlay: &Overlay) -> Vec<Diagnostic> {
    let [mut idle, other] = documents
        .each_ref()
        .map(|document| overlay::idle(document, overlay));
    idle.retain(|one| other.iter().any(|other| other.place == one.place));
    idle
}

/// Gives a change the place of the document it is in, as that was written.
pub fn as_written(change: &mut Change, sides: &[Downgraded<'_>; 2]) {
    let [base, revision] = sides;
    let is_new = revision.document.value.pointer(&change.pointer).is_some();
    let side = if is_new { revision } else { base };
    change.pointer = side.origins.of(&change.pointer);
}

/// What is known of the crates of both sides.
struct Crates {
    prepared: [Prepared; 2],
    surfaces: Surfaces,
    named: [Named; 2],
}

impl Crates {
    /// Generates both; nothing where they are sure to be the same.
    fn new(
        documents: &[Document; 2],
        downgraded: &[Downgraded<'_>; 2],
        overlay: Option<&Overlay>,
    ) -> Outcome<Option<Self>> {
        let [base, revision] = documents;
        let plain = downgraded.each_ref().map(|side| side.document.as_ref());
        // An overlay is for the documents as written, and may fit one of them only.
        let is_raised = overlay.is_none() && plain[0].value == plain[1].value;
        if base.value == revision.value || is_raised {
            return Ok(None);
        }
        let prepared = prepared([base, revision], downgraded, overlay)?;
        let sides = prepared.each_ref();
        let (surfaces, named) = if let Some(surfaces) = affected(sides) {
            let [base, revision] = sides;
            let turned = [&(base, revision), &(revision, base)];
            (
                surfaces,
                join(turned, |(own, other)| own.named_beside(other)),
            )
        } else {
            (whole(sides)?, join(sides, Prepared::named))
        };
        Ok(Some(Self {
            prepared,
            surfaces,
            named,
        }))
    }

    fn judge(&self, changes: Vec<Change>, documents: [&Document; 2]) -> Verdict {
        judge(changes, documents, self.named.each_ref(), &self.surfaces)
    }
}

/// Both sides, made to fit the generator.
///
/// Where rules name the revision, they leave the names of the base to what they
/// name on the wire, as an update does.
fn prepared(
    documents: [&Document; 2],
    downgraded: &[Downgraded<'_>; 2],
    overlay: Option<&Overlay>,
) -> Outcome<[Prepared; 2]> {
    let prepare = |(written, plain): &(&Document, &Downgraded<'_>), names: &Held| match overlay {
        // It is for the documents as written.
        Some(_) => Prepared::new(written, overlay, names),
        None => Prepared::new(&plain.document, None, names)
            .map_err(|found| plain.origins.faults_as_written(found)),
    };
    let none = Held::default();
    let [old, new] = downgraded;
    let [base, revision] = [(documents[0], old), (documents[1], new)];
    if !documents.into_iter().all(is_by_framework) {
        let [old, new] = join([&base, &revision], |side| prepare(side, &none));
        return Ok([old?, new?]);
    }
    let base = prepare(&base, &none)?;
    let revision = prepare(&revision, &base.names)?;
    Ok([base, revision])
}

/// Two surfaces, at least as far as they are not the same.
#[derive(Debug)]
pub struct Surfaces {
    /// That of the base and that of the revision.
    pub pair: [Surface; 2],
    /// Whether the codes they were read from have the same items.
    pub same_code: bool,
}

impl Surfaces {
    fn new(sides: [(Surface, bool); 2]) -> Self {
        let [(old, same_code), (new, _)] = sides;
        Self {
            pair: [old, new],
            same_code,
        }
    }
}

/// One side, made to fit the generator.
#[derive(Debug)]
pub struct Prepared {
    /// The effective document.
    pub effective: Document,
    /// What the generator would be given.
    pub lowered: Lowered,
    /// What its schemas are called in the effective document.
    types: Types,
    /// The record of these names.
    pub names: Held,
}

impl Prepared {
    /// Corrects and lowers a document; `earlier` are the names of another.
    pub fn new(document: &Document, overlay: Option<&Overlay>, earlier: &Held) -> Outcome<Self> {
        let Corrected {
            effective,
            types,
            names,
            ..
        } = pipeline::correct_named(document, overlay, earlier, Target::Standalone)?;
        let lowered = pipeline::lowered(&effective, Target::Standalone)?;
        Ok(Self {
            effective,
            lowered,
            types,
            names,
        })
    }

    /// What its operations and schemas are called.
    pub fn named(&self) -> Named {
        Named::new(&self.types, on_wire(&self.effective, &self.lowered))
    }

    /// The same, as far as the comparison of these two asks for it.
    fn named_beside(&self, other: &Self) -> Named {
        let on_wire = on_wire_beside(&self.effective, &self.lowered, &other.lowered);
        Named::new(&self.types, on_wire)
    }

    /// The whole code.
    pub fn code(&self) -> Outcome<File> {
        let generated = run::generate(&self.effective, self.lowered.clone())?;
        pipeline::file(generated, &self.effective)
    }
}

/// The surfaces without all that is sure to be the same in both: nearly all is
/// not even generated. Nothing where it is not sure what is the same.
pub fn affected(sides: [&Prepared; 2]) -> Option<Surfaces> {
    let [base, revision] = sides;
    let kept = partial::kept(&base.lowered, &revision.lowered);
    let (old, new) = rendezvous(sides, |side, exchange| {
        let generated = partial::of_part(&kept.part(&side.lowered))?;
        let modules = run::modules(&generated.code.file);
        let code = Code::of(pipeline::file(generated, &side.effective).ok()?);
        let own = (modules.clone(), code.digest().clone());
        let (others, other) = exchange.swap(own)?;
        (modules == others).then(|| without_same(code, &other))
    });
    Some(Surfaces::new([old?, new??]))
}

/// The surfaces of the whole codes, without what is the same in both.
pub fn whole(sides: [&Prepared; 2]) -> Outcome<Surfaces> {
    let (old, new) = rendezvous(sides, |side, exchange| {
        let code = Code::of(side.code()?);
        let other = exchange.swap(code.digest().clone());
        Outcome::Ok(other.map(|other| without_same(code, &other)))
    });
    if let (Some(old), Some(new)) = (old?, new.transpose()?.flatten()) {
        return Ok(Surfaces::new([old, new]));
    }
    // There was no second thread.
    let codes = [Code::of(sides[0].code()?), Code::of(sides[1].code()?)];
    let digests = codes.each_ref().map(|code| code.digest().clone());
    let [old, new] = codes;
    Ok(Surfaces::new([
        without_same(old, &digests[1]),
        without_same(new, &digests[0]),
    ]))
}

fn without_same(code: Code, other: &Digest) -> (Surface, bool) {
    let same = code.digest() == other;
    (code.surface_beside(other), same)
}

/// The verdict of two crates, by their surfaces and by what their names stand for,
/// and that of each change: what it did to them.
pub fn judge(
    changes: Vec<Change>,
    documents: [&Document; 2],
    named: [&Named; 2],
    surfaces: &Surfaces,
) -> Verdict {
    let [old, new] = &surfaces.pair;
    let on_wire = named.map(Named::on_wire);
    let mut differences = rust_surface::compare(old, new);
    meanings::name_successors(&mut differences, on_wire);
    differences.extend(meanings::moved(on_wire));
    let bump = rust_surface::verdict(&differences, surfaces.same_code);
    let (changes, alone) =
        verdicts::assign(changes, &differences, documents, named, bump > Bump::None);
    Verdict {
        bump,
        changes,
        alone,
    }
}

/// Without generated code the most that a change of its level could do.
fn follow_the_wire(changes: Vec<Change>) -> Verdict {
    let bump = |level| match level {
        Level::None => Bump::None,
        Level::Docs => Bump::Patch,
        Level::NonBreaking => Bump::Minor,
        Level::Breaking => Bump::Major,
    };
    let changes: Vec<Judged> = changes
        .into_iter()
        .map(|change| Judged {
            bump: bump(change.level),
            change,
            items: Arc::default(),
        })
        .collect();
    Verdict {
        bump: changes.iter().map(|one| one.bump).max().unwrap_or_default(),
        changes,
        alone: Vec::new(),
    }
}
