//! Takes the operations of a stand-alone crate through the last stages in batches:
//! of each that is done its text is left, and nothing else.

use crate::render::{self, Printed};
use crate::rewrite::{Seen, rewrite_batch};
use crate::run::{Batch, Whole};
use crate::target::Target;

/// Rewrites and prints a batch, or says what of it does not parse.
pub(crate) fn print(
    batch: Batch,
    whole: &Whole<'_>,
    target: Target,
) -> Result<(Printed, Seen), String> {
    let mut builders = String::new();
    let mut take = |items| builders.push_str(&render::inside(items));
    let (methods, seen) = rewrite_batch(batch, whole, target, &mut take)?;
    let printed = Printed {
        methods: render::methods(methods),
        builders,
        ..Printed::default()
    };
    Ok((printed, seen))
}

/// All batches as one.
pub(crate) fn joined(
    batches: Vec<Result<(Printed, Seen), String>>,
) -> Result<(Printed, Seen), String> {
    let (mut text, mut all) = (Printed::default(), Seen::default());
    for batch in batches {
        let (printed, seen) = batch?;
        text.methods.push_str(&printed.methods);
        text.builders.push_str(&printed.builders);
        all.add(seen);
    }
    Ok((text, all))
}
