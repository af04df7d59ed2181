//! The passes over the types of both kinds of crates.

use super::helpers::Helpers;
use super::{choices, decoding, json_schema, shadowed, tagged, unions};
use crate::plan::Plan;
use std::collections::BTreeSet;
use syn::Item;

/// The passes over types, of which `names` has all. Gives what goes behind all of them,
/// by the pass that adds it.
pub(super) fn passes(
    types: &mut Vec<Item>,
    names: &BTreeSet<String>,
    plan: &Plan,
    helpers: &mut Helpers,
) -> [Vec<Item>; 3] {
    let chosen = choices::follow(types, plan);
    decoding::accept_more(types);
    shadowed::name_in_full(types, names);
    let united = unions::hold_most(types, helpers);
    let tagged = tagged::keep_unlisted(types, helpers);
    json_schema::derive(types);
    [chosen, united, tagged]
}
