//! The supplement and the overlay that fit a new document.

use crate::project::{Expected, Inputs};
use api_document::correspondence::renamed;
use api_document::diagnostic::{Diagnostic, Outcome, Place, outcome};
use api_document::ingest::{Document, Source};
use api_document::overlay::OVERLAY_STALE;
use api_document::overlay::{self, Overlay, Stale, Supplement};
use api_document::schema::{components, reference_to};

/// A supplement and an overlay with their texts, and notes on what became of their
/// actions.
pub(super) struct Fitting {
    pub(super) supplement: Supplement,
    pub(super) overlay: Overlay,
    pub(super) texts: [Source; 2],
    pub(super) notes: Vec<String>,
    /// Whether upstream made an action stale, or one is dropped.
    pub(super) expired: bool,
}

impl Fitting {
    /// Those that there are, where `drop_stale` without the actions that upstream
    /// made stale. A stale addition expires by itself; a stale correction is an
    /// error, since it may have to follow what upstream renamed.
    pub(super) fn of(base: &Expected, document: &Document, drop_stale: bool) -> Outcome<Self> {
        let Inputs {
            supplement,
            overlay,
            ..
        } = &base.inputs;
        let mut notes = Vec::new();
        let before = Supplement::parse(supplement)?;
        let text = retarget(
            supplement,
            &before,
            [&base.build.document, document],
            &mut notes,
        );
        let mut fitting = Supplement::parse(&text)?;
        let expired = fitting.stale(document);
        let known = before.stale(&base.build.document);
        // What is dropped is told once.
        let newly = expired
            .iter()
            .filter(|one| !(drop_stale || known.contains(one)));
        notes.extend(
            newly.map(|one| format!("{}: {} is stale: {}", text.name, one.target, one.why)),
        );
        let mut corrections = overlay::parse(overlay)?;
        let stale = overlay::stale(&fitting.apply(document)?, &corrections);
        let mut texts = [text, overlay.clone()];
        if drop_stale {
            for (text, stale) in texts.iter_mut().zip([&expired, &stale]) {
                *text = without(text, stale, &mut notes)?;
            }
            fitting = Supplement::parse(&texts[0])?;
            corrections = overlay::parse(&texts[1])?;
        } else {
            outcome((), stale_actions(overlay, &stale))?;
        }
        Ok(Self {
            supplement: fitting,
            overlay: corrections,
            expired: expired != known || drop_stale && !(expired.is_empty() && stale.is_empty()),
            texts,
            notes,
        })
    }
}

/// The supplement, where it refers to a schema that the new document has under
/// another name, with that name.
fn retarget(
    source: &Source,
    supplement: &Supplement,
    [old, new]: [&Document; 2],
    notes: &mut Vec<String>,
) -> Source {
    let borrowed = supplement.borrowed();
    let has = |name: &str| components(&new.value).is_some_and(|all| all.contains_key(name));
    let mut text = String::from_utf8_lossy(&source.bytes).into_owned();
    for (from, to) in renamed(old, new) {
        if borrowed.contains(&from) && !has(&from) {
            text = turn(&text, &from, &to);
            notes.push(format!("{}: schema {from} is {to} now", source.name));
        }
    }
    Source {
        name: source.name.clone(),
        bytes: text.into_bytes(),
    }
}

/// The text with each reference to one schema turned to another.
fn turn(text: &str, from: &str, to: &str) -> String {
    let reference = reference_to(from);
    let mut parts = text.split(&reference);
    let mut turned = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let goes_on = part.starts_with(|c: char| c.is_alphanumeric() || "._-~/%".contains(c));
        turned.push_str(&if goes_on {
            reference.clone()
        } else {
            reference_to(to)
        });
        turned.push_str(part);
    }
    turned
}

fn without(source: &Source, stale: &[Stale], notes: &mut Vec<String>) -> Outcome<Source> {
    if stale.is_empty() {
        return Ok(source.clone());
    }
    notes.extend(stale.iter().map(|Stale { index, target, why }| {
        format!(
            "dropped action {index} of {} (`{target}`): {why}",
            source.name
        )
    }));
    overlay::without(source, stale)
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
