//! The pipeline from a document to generated code, without any file.

use crate::lower::{Lowered, lower};
use crate::normalise::{Given, Held, Types};
use crate::on_wire::{OnWire, on_wire};
use crate::parts::Printing;
use crate::plan::Brackets;
use crate::render::Printed;
use crate::rewrite::{Rewritten, UNEXPECTED_GENERATOR_OUTPUT};
use crate::rewrite::{rewrite, rewrite_around, unexpected};
use crate::run::{Generated, generate, generate_in_parts, refused};
use crate::simplify::simplify;
use crate::target::{Target, Transport};
use crate::uses::Use;
use crate::without_brackets::without_brackets;
use crate::{digest, folder, normalise, paging, parts, render, run, templates};
use api_document::diagnostic::{Diagnostic, Outcome, Place, outcome};
use api_document::downgrade::{Downgraded, OLDER_KEYWORD, Origins, downgrade};
use api_document::ingest::{Document, to_canonical_json};
use api_document::overlay::{self, Overlay};
use api_document::schema;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use syn::File;

/// A document after its corrections.
#[derive(Debug)]
pub struct Corrected {
    /// Where its parts stand before they were brought to that form.
    pub origins: Origins,
    /// What that form does not follow.
    pub warnings: Vec<Diagnostic>,
    /// The effective document: that after the rules.
    pub effective: Document,
    /// The effective document with limits and defaults, for the published
    /// client's simulator.
    pub served: Option<Document>,
    /// What the schemas of the corrected document are called in the effective
    /// one, where that is another name.
    pub types: Types,
    /// The names of earlier runs and of this one.
    pub names: Held,
    /// What the overlay and the rules did, for people.
    pub report: String,
}

/// What becomes of one document.
#[derive(Debug)]
pub struct Made {
    /// The effective document.
    pub effective: Document,
    /// What the schemas of the corrected document are called in the effective
    /// one, where that is another name.
    pub types: Types,
    /// The names of earlier runs and of this one.
    pub names: Held,
    /// The document that the simulator of the published client serves, as
    /// compact text; empty for another target.
    pub served_text: String,
    /// The generated code.
    pub code: String,
    /// The same as files of a folder, for the published client.
    pub files: BTreeMap<String, String>,
    /// What stands behind the names of the published client; empty for another target.
    pub on_wire: OnWire,
    /// What the overlay and the rules did, for people.
    pub report: String,
    /// What the document has and the code has not.
    pub warnings: Vec<Diagnostic>,
    /// What the code takes from beside itself.
    pub uses: BTreeSet<Use>,
    /// The methods of the client that take credentials.
    pub setters: Vec<String>,
}

impl Made {
    /// The effective document as text.
    pub fn effective_text(&self) -> String {
        to_canonical_json(&self.effective.value)
    }
}

/// Takes a document through all stages.
pub fn make(
    document: &Document,
    overlay: Option<&Overlay>,
    target: Target,
    command: &str,
) -> Outcome<Made> {
    make_named(document, overlay, &Held::default(), target, command)
}

/// As [`make`], with the names of earlier runs.
pub fn make_named(
    document: &Document,
    overlay: Option<&Overlay>,
    names: &Held,
    target: Target,
    command: &str,
) -> Outcome<Made> {
    make_watched(document, overlay, names, target, command, &mut |_, _| {})
}

/// Calls with the name of a stage and its value as text.
pub(crate) type Watch<'w> = &'w mut dyn FnMut(&'static str, &dyn Fn() -> String);

/// As [`make`], and calls `watch` with the value after each stage.
pub(crate) fn make_watched(
    document: &Document,
    overlay: Option<&Overlay>,
    names: &Held,
    target: Target,
    command: &str,
    watch: Watch<'_>,
) -> Outcome<Made> {
    watch("document.json", &|| to_canonical_json(&document.value));
    let Corrected {
        origins,
        mut warnings,
        effective,
        served,
        types,
        names,
        mut report,
    } = correct_watched(document, overlay, names, target, watch)?;
    watch("effective.json", &|| to_canonical_json(&effective.value));
    let Coded {
        rewritten,
        operations,
        lowered,
        brackets,
        on_wire,
        notes,
        warnings: lacking,
    } = coded(&effective, target, watch).map_err(|found| {
        let written = types.as_written(found.iter().cloned().collect());
        origins.faults_as_written(outcome((), written).err().unwrap_or(found))
    })?;
    let Rewritten {
        file,
        uses,
        setters,
        notes: more,
    } = rewritten;
    for note in notes.iter().chain(&more) {
        let _ = writeln!(report, "rule: {note}");
    }
    let lacking = types.as_written(lacking).into_iter();
    warnings.extend(lacking.map(|one| origins.as_written(one)));
    // Of a stand-alone crate nobody has the effective document; what is lowered
    // is the same however a thing was said.
    let source = match target.settings().transport {
        Transport::Own => (
            "effective document",
            digest::sha256(to_canonical_json(&effective.value).as_bytes()),
        ),
        Transport::Generated => ("lowered document", lowered),
    };
    let header = render::header(command, source);
    let (code, files) = match target.settings().transport {
        Transport::Own => {
            let code = render::render(&file, None);
            (code, folder::files(file, brackets, &header))
        }
        Transport::Generated => (render::printed(file, &operations), BTreeMap::new()),
    };
    watch("rewritten.rs", &|| code.clone());
    let code = header + &render::plain(code, brackets);
    watch("rendered.rs", &|| code.clone());
    Ok(Made {
        effective,
        types,
        names,
        on_wire,
        served_text: served.map_or_else(String::new, |served| format!("{}\n", served.value)),
        code,
        files,
        report,
        warnings,
        uses,
        setters,
    })
}

/// The code of an effective document, and what was done to get it.
struct Coded {
    rewritten: Rewritten,
    /// The text of the operations and types that are not in there.
    operations: Printed,
    /// The digest of what the generator was given, for a stand-alone crate.
    lowered: String,
    brackets: Option<Brackets>,
    on_wire: OnWire,
    notes: Vec<String>,
    warnings: Vec<Diagnostic>,
}

impl Coded {
    fn new<O>(
        generated: Generated<O>,
        rewrite: impl FnOnce(Generated<O>) -> Outcome<(Rewritten, Printed, String)>,
    ) -> Outcome<Self> {
        let (notes, warnings) = (generated.notes.clone(), generated.warnings.clone());
        let brackets = generated.plan.brackets;
        let (rewritten, operations, lowered) = rewrite(generated)?;
        Ok(Self {
            rewritten,
            operations,
            lowered,
            brackets,
            on_wire: OnWire::default(),
            notes,
            warnings,
        })
    }
}

/// What the generator makes of an effective document, rewritten.
fn coded(effective: &Document, target: Target, watch: Watch<'_>) -> Outcome<Coded> {
    let simplified = simplify(effective, target).map_err(|why| refused(effective, &why))?;
    watch("simplified.json", &|| {
        to_canonical_json(&simplified.document)
    });
    let lowered = lower(simplified);
    watch("lowered.json", &|| to_canonical_json(&lowered.document));
    match target.settings().transport {
        Transport::Own => {
            let on_wire = on_wire(effective, &lowered);
            let generated = generate(effective, lowered)?;
            watch("generated.rs", &|| whole(&generated.lowered, target));
            let coded = Coded::new(generated, |generated| {
                let rewritten = rewrite(generated, effective)?;
                Ok((rewritten, Printed::default(), String::new()))
            })?;
            Ok(Coded { on_wire, ..coded })
        }
        Transport::Generated => {
            let generated = generate_in_parts(effective, lowered, &Printing(target))?;
            watch("generated.rs", &|| whole(&generated.lowered, target));
            let unexpected = |why: String| unexpected(effective, &why);
            Coded::new(generated, |generated| {
                let (generated, parts) = generated.without_operations();
                let (mut text, mut seen) = parts::joined(parts.operations).map_err(unexpected)?;
                let types = parts::add_types(&mut text, parts.types, &mut seen, &generated.plan)
                    .map_err(unexpected)?;
                let rewritten = rewrite_around(generated, effective, seen, &types);
                Ok((rewritten, text, parts.digest))
            })
        }
    }
}

/// The text of all code that the generator makes of a document.
fn whole(lowered: &Value, target: Target) -> String {
    let file = run::whole(lowered, target);
    file.map_or_else(|why| why, |file| render::render(&file, None))
}

/// Makes an effective document fit the generator.
pub fn lowered(effective: &Document, target: Target) -> Outcome<Lowered> {
    let simplified = simplify(effective, target).map_err(|why| refused(effective, &why))?;
    Ok(lower(simplified))
}

/// Rewrites what the generator made of an effective document, and gives it as
/// it would be read back from the printed code, with the macro of the enums beside it.
///
/// Names of the wire that would be one name in Rust are told apart by what is
/// added in [`crate::plan::Brackets`]. The generator takes a name from one place
/// only and has no setting to call it otherwise, so what was added is in the
/// literals of its code too, and is taken out of them.
pub fn file(generated: Generated, effective: &Document) -> Outcome<File> {
    let brackets = generated.plan.brackets;
    let Rewritten { mut file, uses, .. } = rewrite(generated, effective)?;
    let has_text_enums = uses.contains(&Use::TextEnum);
    let misread = |error: syn::Error| Diagnostic {
        rule: &UNEXPECTED_GENERATOR_OUTPUT,
        file: effective.name.clone(),
        place: Place::File,
        message: format!("the rewritten code does not parse: {error}"),
        help: "rename the property or value with an odd name in the overlay".to_owned(),
    };
    if let Some(brackets) = brackets {
        file.items = without_brackets(file.items, brackets).map_err(misread)?;
    }
    if has_text_enums {
        let text_enum = syn::parse_file(templates::TEXT_ENUM.text).map_err(misread)?;
        file.items.extend(text_enum.items);
    }
    Ok(file)
}

/// Applies the overlay, once, and then the rules.
pub fn correct(
    document: &Document,
    overlay: Option<&Overlay>,
    target: Target,
) -> Outcome<Corrected> {
    correct_named(document, overlay, &Held::default(), target)
}

/// As [`correct`], with the names of earlier runs.
pub fn correct_named(
    document: &Document,
    overlay: Option<&Overlay>,
    names: &Held,
    target: Target,
) -> Outcome<Corrected> {
    correct_watched(document, overlay, names, target, &mut |_, _| {})
}

fn correct_watched(
    document: &Document,
    overlay: Option<&Overlay>,
    names: &Held,
    target: Target,
    watch: Watch<'_>,
) -> Outcome<Corrected> {
    let mut report = String::new();
    let corrected = match overlay {
        Some(overlay) => {
            let (corrected, applied) = overlay::apply(document, overlay)?;
            report.push_str(&overlay::describe(&applied));
            Cow::Owned(corrected)
        }
        None => Cow::Borrowed(document),
    };
    watch("corrected.json", &|| to_canonical_json(&corrected.value));
    let Downgraded {
        document: downgraded,
        origins,
        warnings,
    } = downgrade(&corrected);
    let newer = match downgraded {
        Cow::Owned(newer) => Some(newer),
        Cow::Borrowed(_) => None,
    };
    if let Some(newer) = &newer {
        watch("downgraded.json", &|| to_canonical_json(&newer.value));
    }
    let corrected = newer.map_or(corrected, Cow::Owned);
    if target.settings().strict {
        let lost = warnings.iter().filter(|one| one.rule != &OLDER_KEYWORD);
        outcome((), lost.cloned().collect())?;
    }
    let given = Given {
        operations: renamed(document, &corrected),
        held: Some(names),
    };
    let mut normalised = normalise::normalise_named(&corrected, target, &given)
        .map_err(|found| origins.faults_as_written(found))?;
    let is_published = target.settings().transport == Transport::Own;
    let served = is_published.then(|| normalise::served(&corrected, &given));
    if is_published {
        let paged = paging::notes(&normalised.document);
        normalised.notes.extend(paged);
    }
    for note in &normalised.notes {
        let _ = writeln!(report, "rule: {note}");
    }
    Ok(Corrected {
        origins,
        warnings,
        effective: normalised.document,
        served: served.transpose()?,
        types: normalised.types,
        names: normalised.names,
        report,
    })
}

/// The operations that the overlay names, by method and path.
fn renamed(document: &Document, corrected: &Document) -> BTreeSet<String> {
    let ids = |document: &Document| -> BTreeMap<String, String> {
        let named = schema::operations(&document.value).into_iter();
        named
            .map(|operation| (operation.location(), operation.id().to_owned()))
            .collect()
    };
    let before = ids(document);
    let after = ids(corrected).into_iter();
    after
        .filter(|(location, id)| before.get(location).is_some_and(|before| before != id))
        .map(|(location, _)| location)
        .collect()
}
