//! The Rust verdict from what is affected, held against the verdict from the
//! whole crates.

use api_document::ingest::Document;
use api_generate::Held;
use build_tools::diff::{self, Prepared, Surfaces};
use rust_surface::{Bump, Code, Surface, SurfaceChange};

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
    code: syn::File,
    surface: Surface,
}

impl Whole {
    pub(crate) fn of(document: &Document) -> Option<Self> {
        let prepared = Prepared::new(document, None, &Held::default()).ok()?;
        let code = prepared.code().ok()?;
        let surface = rust_surface::of_file(&code);
        Some(Self {
            prepared,
            code,
            surface,
        })
    }

    /// The surfaces of both whole crates without what is the same in both.
    fn beside(&self, revision: &Self) -> Surfaces {
        let codes = [self, revision].map(|side| Code::of(side.code.clone()));
        let [old, new] = codes.each_ref().map(|code| code.digest().clone());
        let same_code = old == new;
        let [base, revision] = codes;
        Surfaces {
            pair: [base.surface_beside(&new), revision.surface_beside(&old)],
            same_code,
        }
    }

    /// Fails where both ways lead to another result.
    pub(crate) fn judge_both_ways(&self, name: &str, revision: &Document) -> Way {
        match Self::of(revision) {
            Some(revision) => self.judge_beside(name, &revision),
            None => Way::None,
        }
    }

    /// As [`judge_both_ways`](Self::judge_both_ways), of a revision generated already.
    pub(crate) fn judge_beside(&self, name: &str, revision: &Self) -> Way {
        let sides = [&self.prepared, &revision.prepared];
        let everything = verdict(&Surfaces {
            pair: [self.surface.clone(), revision.surface.clone()],
            same_code: self.code == revision.code,
        });
        assert_alike(name, &verdict(&self.beside(revision)), &everything);
        let Some(part) = diff::affected(sides) else {
            return Way::Whole;
        };
        assert!(
            part.pair[0].items.len() <= self.surface.items.len(),
            "{name}"
        );
        assert_alike(name, &verdict(&part), &everything);
        Way::Part
    }
}

fn verdict(surfaces: &Surfaces) -> (Bump, Vec<SurfaceChange>) {
    let [old, new] = &surfaces.pair;
    let differences = rust_surface::compare(old, new);
    (
        rust_surface::verdict(&differences, surfaces.same_code),
        differences,
    )
}

/// Shows what is in one verdict only: they are long.
fn assert_alike(name: &str, one: &(Bump, Vec<SurfaceChange>), whole: &(Bump, Vec<SurfaceChange>)) {
    let only = |these: &[SurfaceChange], others: &[SurfaceChange]| -> Vec<String> {
        let own = these.iter().filter(|change| !others.contains(change));
        own.map(|change| format!("{change:?}")).collect()
    };
    let more = only(&one.1, &whole.1);
    let less = only(&whole.1, &one.1);
    assert!(
        one == whole,
        "{name}: {} and {}\n{more:#?}\n{less:#?}",
        one.0,
        whole.0
    );
}
