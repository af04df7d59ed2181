//! The Rust verdict from what is affected, held against the verdict from the
//! whole crates.

use build_tools::bump::{self, Bump, SurfaceChange};
use build_tools::diff::{Prepared, affected_code, surface_of};
use build_tools::ingest::Document;
use build_tools::surface::Surface;

/// How a pair of documents was judged.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// What is affected was enough.
    Part,
    /// It was not, and the whole crates are taken.
    Whole,
    /// Nothing can be generated.
    None,
}

/// One side, generated as a whole.
pub(crate) struct Whole {
    prepared: Prepared,
    code: String,
    surface: Surface,
}

impl Whole {
    pub(crate) fn of(document: &Document) -> Option<Self> {
        let prepared = Prepared::new(document, None).ok()?;
        let code = prepared.code().ok()?;
        let surface = surface_of(&code);
        Some(Self {
            prepared,
            code,
            surface,
        })
    }

    /// Fails where both ways lead to another result.
    pub(crate) fn judge_both_ways(&self, name: &str, revision: &Document) -> Way {
        let Some(revision) = Self::of(revision) else {
            return Way::None;
        };
        let Some(part) = affected_code([&self.prepared, &revision.prepared]) else {
            return Way::Whole;
        };
        let [old, new] = part.each_ref().map(|code| surface_of(code));
        assert!(old.items.len() <= self.surface.items.len(), "{name}");
        let part = verdict([&old, &new], [&part[0], &part[1]]);
        let surfaces = [&self.surface, &revision.surface];
        let whole = verdict(surfaces, [&self.code, &revision.code]);
        assert_eq!(part, whole, "{name}");
        Way::Part
    }
}

fn verdict(surfaces: [&Surface; 2], codes: [&str; 2]) -> (Bump, Vec<SurfaceChange>) {
    let differences = bump::compare(surfaces[0], surfaces[1]);
    (bump::verdict(&differences, codes[0], codes[1]), differences)
}
