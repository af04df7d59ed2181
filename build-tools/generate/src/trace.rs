//! The value after each stage, for people to look at.

use crate::normalise::Held;
use crate::pipeline::make_watched;
use crate::render::COMMAND;
use crate::target::Target;
use api_document::diagnostic::Diagnostics;
use api_document::ingest::Document;
use api_document::overlay::Overlay;

/// The value after one stage.
#[derive(Debug)]
pub struct Stage {
    /// The name of a file for it, such as `effective.json`.
    pub name: &'static str,
    /// The value as text.
    pub text: String,
}

/// The values after the stages, as far as they came.
#[derive(Debug)]
pub struct Trace {
    /// In the order of the stages.
    pub stages: Vec<Stage>,
    /// Why the stage after the last did not come to an end.
    pub failure: Option<Diagnostics>,
}

/// Takes a document through the stages, and keeps the value after each.
pub fn trace(document: &Document, overlay: Option<&Overlay>, target: Target) -> Trace {
    trace_named(document, overlay, &Held::default(), target)
}

/// As [`trace`], with the names of earlier runs.
pub fn trace_named(
    document: &Document,
    overlay: Option<&Overlay>,
    names: &Held,
    target: Target,
) -> Trace {
    let mut stages = Vec::new();
    let made = make_watched(
        document,
        overlay,
        names,
        target,
        COMMAND,
        &mut |name, text| {
            stages.push(Stage { name, text: text() });
        },
    );
    Trace {
        stages,
        failure: made.err(),
    }
}
