//! Takes the parts of a stand-alone crate through the last stages: of each that is done
//! its text is left, and nothing else.

use crate::plan::Plan;
use crate::render::{self, Printed};
use crate::rewrite::{Facts, Seen, SeenTypes, rewrite_batch, rewrite_type};
use crate::run::{Batch, Stages, Whole};
use crate::target::Target;
use std::collections::{BTreeMap, BTreeSet};
use syn::Item;

/// Rewrites and prints parts.
pub(crate) struct Printing(pub(crate) Target);

/// The text of a type. Its parts do not stay together in the code.
#[derive(Debug, PartialEq)]
pub(crate) struct TypeText {
    opened: String,
    own: String,
    entrance: String,
    builder: String,
    added: [String; 3],
    facts: Facts,
}

impl Stages for Printing {
    /// What a batch does not parse for, if it does not.
    type Operations = Result<(Printed, Seen), String>;
    type Type = TypeText;

    fn operations(&self, batch: Batch, whole: &Whole<'_>) -> Self::Operations {
        let mut builders = String::new();
        let mut take = |items| builders.push_str(&render::inside(items));
        let (methods, seen) = rewrite_batch(batch, whole, self.0, &mut take)?;
        let printed = Printed {
            methods: render::methods(methods),
            builders,
            ..Printed::default()
        };
        Ok((printed, seen))
    }

    fn of_type(
        &self,
        items: Vec<Item>,
        beside: &BTreeSet<String>,
        whole: &Whole<'_>,
    ) -> Self::Type {
        let done = rewrite_type(items, beside, whole, self.0);
        TypeText {
            opened: render::inside(done.opened),
            own: render::inside(done.own),
            entrance: render::inside(done.entrance),
            builder: render::inside_two(done.builder),
            added: done.added.map(render::inside),
            facts: done.facts,
        }
    }
}

/// All batches of operations as one.
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

/// Adds all types to the text.
pub(crate) fn add_types(
    text: &mut Printed,
    types: BTreeMap<String, TypeText>,
    seen: &mut Seen,
    plan: &Plan,
) -> Result<SeenTypes, String> {
    let facts = types.iter().map(|(name, one)| (name, &one.facts));
    let all = SeenTypes::of(&facts.collect(), seen.named(plan))?;
    let mut added = [const { String::new() }; 3];
    let mut own = String::new();
    for (name, one) in types {
        text.types.push_str(&one.opened);
        own.push_str(&one.own);
        if all.built.contains(&name) {
            own.push_str(&one.entrance);
            text.of_types.push_str(&one.builder);
        }
        for (all, one) in added.iter_mut().zip(&one.added) {
            all.push_str(one);
        }
    }
    text.types.push_str(&own);
    text.behind_types = added.concat();
    Ok(all)
}
