//! Calls the generator, and catches its panics.

use super::audit::Unusable;
use super::code::{Batch, Code};
use super::types::{Type, types};
use crate::marker::{MARKER_CRATE, SECRET_FORMAT, SECRET_JSON_FORMAT};
use crate::target::Target;
use crate::uses::Use;
use api_document::ingest;
use proc_macro2::TokenStream;
use progenitor::{CrateVers, GenerationSettings, Generator, InterfaceStyle};
use serde_json::Value;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use syn::File;

/// What the generator gives.
pub(super) struct Output<C = Code> {
    pub(super) code: C,
    /// The crates it uses. Those for patterns, pagination and web sockets never
    /// are: validation keywords and extensions are taken out before.
    pub(super) uses: BTreeSet<Use>,
}

/// The same, with what of its types cannot stay.
pub(super) type Audited<C> = (Output<C>, Vec<Unusable>);

/// Runs the generator, or says why it refuses the document.
pub(super) fn run(document: &Value, target: Target) -> Result<Output, String> {
    let (tokens, uses) = tokens(document, target)?;
    let code = Code::parse(tokens).map_err(|error| unparsed(&error))?;
    Ok(Output { code, uses })
}

/// All code that the generator makes of a document, or why it refuses that.
pub(crate) fn whole(document: &Value, target: Target) -> Result<File, String> {
    let output = run(document, target)?;
    output.code.whole().map_err(|error| unparsed(&error))
}

/// Runs the generator for the types of a document.
///
/// In its other style it makes no builders of types, which are most of their code. Of the
/// types that are `named` it makes nothing: that there are types of these names is enough.
pub(super) fn run_types<'n>(
    document: &Value,
    named: impl Iterator<Item = &'n String>,
    target: Target,
) -> Result<Output<Vec<Type>>, String> {
    let mut settings = settings(target);
    settings.with_interface(InterfaceStyle::Positional);
    for name in named {
        settings.with_replacement(name, name, std::iter::empty());
    }
    let (tokens, uses) = tokens_as(document, &settings)?;
    let code = types(tokens);
    Ok(Output { code, uses })
}

/// Runs the generator for the operations of a document alone.
pub(super) fn run_batch(document: &Value, target: Target) -> Result<Output<Batch>, String> {
    let (tokens, uses) = tokens(document, target)?;
    let code = Batch::parse(tokens).map_err(|error| unparsed(&error))?;
    Ok(Output { code, uses })
}

pub(super) fn unparsed(error: &syn::Error) -> String {
    format!("its output does not parse: {error}")
}

/// The generator's code as tokens, and the crates it uses. What the generator knows
/// of the document, which is more than the document, is given back before the
/// tokens are parsed.
fn tokens(document: &Value, target: Target) -> Result<(TokenStream, BTreeSet<Use>), String> {
    tokens_as(document, &settings(target))
}

fn tokens_as(
    document: &Value,
    settings: &GenerationSettings,
) -> Result<(TokenStream, BTreeSet<Use>), String> {
    let parsed = ingest::parse(document)?;
    let mut generator = Generator::new(settings);
    let tokens =
        catch_panic(|| generator.generate_tokens(&parsed))?.map_err(|error| error.to_string())?;
    let types = generator.get_type_space();
    let crates = [
        (types.uses_chrono(), Use::Chrono),
        (types.uses_uuid(), Use::Uuid),
    ];
    let uses = crates
        .into_iter()
        .filter_map(|(used, it)| used.then_some(it));
    Ok((tokens, uses.collect()))
}

/// How the generator is set up.
pub fn settings(target: Target) -> GenerationSettings {
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_hooks(target.settings().hooks)
        .with_derive("PartialEq")
        .with_crate(MARKER_CRATE, CrateVers::Any, None);
    for (format, name) in [
        (SECRET_FORMAT, "Secret"),
        (SECRET_JSON_FORMAT, "SecretJson"),
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
