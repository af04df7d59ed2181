//! Runs the generator on an effective document.
//!
//! The generator panics on several constructs that are legal OpenAPI. For the
//! published client they are refused, with what to correct; for any other
//! document they are written in another way or left out, with a report.

mod adapt;
mod affected;
mod any;
mod audit;
mod boxes;
mod check;
mod keep;
mod lower;
mod outside;
pub mod plan;
pub mod tables;

pub use affected::{Kept, Part, kept};
pub use any::{Generated, Lowered, lowered, of_lowered, of_part};
pub use audit::modules;
pub use lower::MARKER_CRATE;
pub(crate) use lower::{BOXED, PLAIN};

use crate::profile::Profile;
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::{self, Document};
use api_document::rule::Rule;
use progenitor::{CrateVers, GenerationSettings, Generator, HooksMode, InterfaceStyle};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

rules! {
    pub(crate) RULES:

    GENERATOR_REFUSED: Error {
        code: "generator-refused",
        meaning: "The generator cannot take the document.",
        why: "It gave an error, or stopped in its tracks, which is caught.",
        help: "Correct the construct it names in the overlay.",
    }
}

/// The rules of this stage.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    [check::RULES, adapt::RULES, RULES].into_iter().flatten()
}

/// Generates a client from an effective document, as progenitor makes it.
pub fn generate(effective: &Document, profile: Profile) -> Outcome<Generated> {
    if profile == Profile::StandAlone {
        return of_lowered(effective, lowered(effective)?);
    }
    check::supported(effective)?;
    let lowered = Document {
        name: effective.name.clone(),
        value: lower::lower(&effective.value, profile),
    };
    let parsed = ingest::validate(&lowered)?;
    let settings = settings(profile);
    let result = catch_panic(|| Generator::new(&settings).generate_tokens(&parsed));
    let tokens = match result {
        Ok(Ok(tokens)) => tokens,
        Ok(Err(error)) => return Err(refused(effective, &error.to_string()).into()),
        Err(panic) => return Err(refused(effective, &panic).into()),
    };
    let file = syn::parse2(tokens)
        .map_err(|error| refused(effective, &format!("its output does not parse: {error}")))?;
    Ok(Generated {
        file,
        plan: plan::Plan::default(),
        notes: Vec::new(),
        warnings: Vec::new(),
    })
}

/// How the generator is set up.
pub fn settings(profile: Profile) -> GenerationSettings {
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_hooks(match profile {
            Profile::Library => HooksMode::Expected,
            Profile::StandAlone => HooksMode::Optional,
        })
        .with_derive("PartialEq")
        .with_crate(MARKER_CRATE, CrateVers::Any, None);
    for (format, name) in [
        (lower::SECRET_FORMAT, "Secret"),
        (lower::SECRET_JSON_FORMAT, "SecretJson"),
    ] {
        let schema = schemars08::schema::SchemaObject {
            instance_type: Some(schemars08::schema::InstanceType::String.into()),
            format: Some(format.to_owned()),
            ..Default::default()
        };
        settings.with_conversion(
            schema,
            format!("::{MARKER_CRATE}::{name}"),
            std::iter::empty(),
        );
    }
    settings
}

/// The document that the generator is given, as it takes it.
pub fn input(effective: &Document, profile: Profile) -> Outcome<openapiv3::OpenAPI> {
    let value = match profile {
        Profile::Library => lower::lower(&effective.value, profile),
        Profile::StandAlone => lowered(effective)?.document,
    };
    ingest::parse(&value).map_err(|why| refused(effective, &why).into())
}

fn refused(document: &Document, why: &str) -> Diagnostic {
    Diagnostic {
        rule: &GENERATOR_REFUSED,
        file: document.name.clone(),
        place: Place::File,
        message: format!("the generator cannot take this document: {why}"),
        help: "correct the construct it names in the overlay".to_owned(),
    }
}

/// Runs `work`, turning a panic into its message.
///
/// The hook that was there would print the panic beside the diagnostic, so it
/// is passed over in the threads that are at such work.
fn catch_panic<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static QUIETED: Once = Once::new();
    thread_local! {
        static QUIET: Cell<bool> = const { Cell::new(false) };
    }
    QUIETED.call_once(|| {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                hook(panic);
            }
        }));
    });
    let before = QUIET.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    QUIET.set(before);
    result.map_err(|payload| {
        let text = payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| payload.downcast_ref::<&str>().copied());
        text.unwrap_or("it stopped without a message").to_owned()
    })
}
