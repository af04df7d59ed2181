//! The chain from a document to generated code, without any file.

use crate::generate::Generated;
use crate::polish::UNEXPECTED_GENERATOR_OUTPUT;
use crate::profile::Profile;
use crate::{generate, normalise, polish, render};
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::{Document, to_canonical_json};
use api_document::overlay::{self, Overlay};
use proc_macro2::TokenStream;
use std::borrow::Cow;
use std::fmt::Write as _;
use syn::File;

/// A document after its corrections.
#[derive(Debug)]
pub struct Corrected<'d> {
    /// The document after the overlay, or as it came where there is none.
    pub corrected: Cow<'d, Document>,
    /// The effective document: that after the rules.
    pub effective: Document,
    /// What the overlay and the rules did, for people.
    pub report: String,
}

/// What the chain makes of one document.
#[derive(Debug)]
pub struct Made {
    /// The document after the overlay.
    pub corrected: Document,
    /// The effective document.
    pub effective: Document,
    /// The effective document as text.
    pub effective_text: String,
    /// The generated code.
    pub code: String,
    /// What the overlay and the rules did, for people.
    pub report: String,
    /// What the document has and the code has not.
    pub warnings: Vec<Diagnostic>,
}

/// Corrects, normalises, generates, polishes and prints.
pub fn make(
    document: &Document,
    overlay: Option<&Overlay>,
    profile: Profile,
    command: &str,
) -> Outcome<Made> {
    let Corrected {
        corrected,
        effective,
        mut report,
    } = correct(document, overlay, profile)?;
    let effective_text = to_canonical_json(&effective.value);
    let generated = generate::generate(&effective, profile)?;
    for note in &generated.notes {
        let _ = writeln!(report, "rule: {note}");
    }
    let warnings = generated.warnings.clone();
    let code = print(generated, &effective, profile, command, &effective_text)?;
    Ok(Made {
        corrected: corrected.into_owned(),
        effective,
        effective_text,
        code,
        report,
        warnings,
    })
}

/// Polishes what the generator made of an effective document of any kind, and
/// gives it as it would be read back from the printed code.
pub fn file(generated: Generated, effective: &Document) -> Outcome<File> {
    let profile = Profile::StandAlone;
    if generated.plan.brackets.is_none() {
        return polish::polish(generated, effective, profile);
    }
    let code = print(generated, effective, profile, "", "")?;
    syn::parse_file(&code).map_err(|error| {
        Diagnostic {
            rule: &UNEXPECTED_GENERATOR_OUTPUT,
            file: effective.name.clone(),
            place: Place::File,
            message: format!("the polished code does not parse: {error}"),
            help: "rename the property or value with an odd name in the overlay".to_owned(),
        }
        .into()
    })
}

/// Polishes and prints what the generator made of an effective document.
pub fn print(
    generated: Generated,
    effective: &Document,
    profile: Profile,
    command: &str,
    effective_text: &str,
) -> Outcome<String> {
    let brackets = generated.plan.brackets;
    let file = polish::polish(generated, effective, profile)?;
    let extra = match profile {
        Profile::Library => generate::tables::tables(effective),
        Profile::StandAlone => TokenStream::new(),
    };
    let code =
        render::render(file, extra, command, effective_text).map_err(|error| Diagnostic {
            rule: &UNEXPECTED_GENERATOR_OUTPUT,
            file: effective.name.clone(),
            place: Place::File,
            message: format!("the operation tables do not parse: {error}"),
            help: "rename the operation or schema it names in the overlay".to_owned(),
        })?;
    Ok(match brackets {
        Some(brackets) => brackets.removed(code),
        None => code,
    })
}

/// Applies the overlay, once, and then the rules.
pub fn correct<'d>(
    document: &'d Document,
    overlay: Option<&Overlay>,
    profile: Profile,
) -> Outcome<Corrected<'d>> {
    let mut report = String::new();
    let corrected = match overlay {
        Some(overlay) => {
            let (corrected, applied) = overlay::apply(document, overlay)?;
            describe(&applied, &mut report);
            Cow::Owned(corrected)
        }
        None => Cow::Borrowed(document),
    };
    let (effective, notes) = normalise::normalise(&corrected, profile)?;
    for note in notes {
        let _ = writeln!(report, "rule: {note}");
    }
    Ok(Corrected {
        corrected,
        effective,
        report,
    })
}

fn describe(applied: &[overlay::Applied], report: &mut String) {
    for action in applied {
        let _ = writeln!(report, "{} {}", action.verb, action.target);
        let _ = writeln!(report, "  why: {}", action.description);
        for node in &action.nodes {
            let _ = writeln!(report, "  at:  {node}");
        }
    }
}
