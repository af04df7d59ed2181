//! The overlay that fits a new document.

use api_document::diagnostic::{Diagnostic, Outcome, Place, outcome};
use api_document::ingest::{Document, Source};
use api_document::overlay::OVERLAY_STALE;
use api_document::overlay::{self, Overlay, Stale};

/// An overlay, its text, and notes on the actions dropped from it.
pub(super) struct Fitting {
    pub(super) overlay: Overlay,
    pub(super) source: Source,
    pub(super) notes: Vec<String>,
}

impl Fitting {
    /// The overlay as it is, or without the actions that upstream made stale.
    pub(super) fn of(source: &Source, document: &Document, drop_stale: bool) -> Outcome<Self> {
        let overlay = overlay::parse(source)?;
        let stale = overlay::stale(document, &overlay);
        if !(stale.is_empty() || drop_stale) {
            outcome((), stale_actions(source, &stale))?;
        }
        if stale.is_empty() {
            return Ok(Self {
                overlay,
                source: source.clone(),
                notes: Vec::new(),
            });
        }
        let source = overlay::without(source, &stale)?;
        let dropped = |Stale { index, target, why }: &Stale| {
            format!("dropped overlay action {index} (`{target}`): {why}")
        };
        Ok(Self {
            overlay: overlay::parse(&source)?,
            source,
            notes: stale.iter().map(dropped).collect(),
        })
    }
}

fn stale_actions(source: &Source, stale: &[Stale]) -> Vec<Diagnostic> {
    let found = stale.iter().map(|Stale { index, target, why }| Diagnostic {
        rule: &OVERLAY_STALE,
        file: source.name.clone(),
        place: Place::Pointer(format!("/actions/{index}")),
        message: format!("`{target}`: {why}"),
        help: "correct the target if upstream renamed what it is about; else run the same \
               command with --drop-stale, which deletes the action"
            .to_owned(),
    });
    found.collect()
}
