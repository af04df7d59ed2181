//! Rewrites a stand-alone crate: its operations, its types, and the file around them.

use super::helpers::Helpers;
use super::module::module;
use super::one_type::{SeenTypes, TypeItems, rewrite_type};
use super::operation::Seen;
use super::rewritten::Rewritten;
use super::taker::Taker;
use super::{answers, calls, client, docs, json_schema, markers, open_types};
use crate::run::{Batch, Generated, OPERATIONS, Operations, Whole, declared};
use crate::target::Target;
use api_document::ingest::Document;
use api_document::names::type_name;
use api_document::schema::components;
use std::collections::{BTreeMap, BTreeSet};
use syn::{File, ImplItem, Item, parse_quote};

/// The module of the builders of types, among these.
const BUILDERS: &str = "builder";

/// Rewrites all of it as one tree.
pub(super) fn rewrite(
    mut generated: Generated<()>,
    operations: Operations,
    effective: &Document,
) -> Result<Rewritten, String> {
    let target = generated.target;
    let all = components(&generated.lowered).into_iter().flatten();
    let whole = Whole {
        plan: &generated.plan,
        builders: operations.builders(),
        components: all.map(|(name, _)| type_name(name)).collect(),
    };
    let (mut seen, mut done) = (Seen::default(), Vec::new());
    let mut take = |operation| done.extend(operation);
    rewrite_each(operations, &whole, target, &mut seen, &mut take)
        .map_err(|error| error.to_string())?;
    let types = types(&mut generated.code.file, &whole, target);
    let facts = types.iter().map(|(name, items)| (name, &items.facts));
    let named = seen.named(&generated.plan);
    let seen_types = SeenTypes::of(&facts.collect(), named)?;
    let mut rewritten = rewrite_around(generated, effective, seen, &seen_types);
    let items = &mut rewritten.file.items;
    if let Some(builders) = module(items, OPERATIONS) {
        builders.extend(done);
    }
    if let Some(items) = module(items, "types") {
        put_together(items, types, &seen_types);
    }
    Ok(rewritten)
}

/// Takes the types out of a file, and rewrites them.
fn types(file: &mut File, whole: &Whole<'_>, target: Target) -> BTreeMap<String, TypeItems> {
    let mut types: Vec<(String, Vec<Item>)> = Vec::new();
    let mut modules = Vec::new();
    let Some(items) = module(&mut file.items, "types") else {
        return BTreeMap::new();
    };
    for item in std::mem::take(items) {
        match (declared(&item).map(ToString::to_string), types.last_mut()) {
            (Some(name), _) => types.push((name, vec![item])),
            (None, Some((_, items))) if !is_module(&item) => items.push(item),
            _ => modules.push(item),
        }
    }
    *items = modules;
    let names: BTreeSet<String> = types.iter().map(|(name, _)| name.clone()).collect();
    types
        .into_iter()
        .map(|(name, items)| (name, rewrite_type(items, &names, whole, target)))
        .collect()
}

/// Puts types before and behind the modules among which they were.
fn put_together(items: &mut Vec<Item>, types: BTreeMap<String, TypeItems>, seen: &SeenTypes) {
    let (mut opened, mut own, mut builders) = (Vec::new(), Vec::new(), Vec::new());
    let mut added = [Vec::new(), Vec::new(), Vec::new()];
    for (name, mut one) in types {
        opened.append(&mut one.opened);
        own.append(&mut one.own);
        if seen.built.contains(&name) {
            own.append(&mut one.entrance);
            builders.append(&mut one.builder);
        }
        for (all, one) in added.iter_mut().zip(&mut one.added) {
            all.append(one);
        }
    }
    if let Some(items) = module(items, BUILDERS) {
        *items = builders;
    }
    let behind = items.iter().take_while(|item| is_module(item)).count();
    items.splice(behind..behind, added.into_iter().flatten());
    items.splice(0..0, opened.into_iter().chain(own));
}

fn is_module(item: &Item) -> bool {
    matches!(item, Item::Mod(_))
}

/// Rewrites a batch of operations of a stand-alone crate, each of which goes to `take`
/// when it is done, and gives the methods that start them.
pub(crate) fn rewrite_batch(
    batch: Batch,
    whole: &Whole<'_>,
    target: Target,
    take: Taker<'_>,
) -> Result<(Vec<ImplItem>, Seen), String> {
    let Batch {
        mut methods,
        operations,
        ..
    } = batch;
    let mut seen = Seen::default();
    seen.rewrite_methods(&mut methods);
    rewrite_each(operations, whole, target, &mut seen, take).map_err(|error| error.to_string())?;
    Ok((methods, seen))
}

/// Rewrites operations, each of which goes to `take` when it is done.
fn rewrite_each(
    operations: Operations,
    whole: &Whole<'_>,
    target: Target,
    seen: &mut Seen,
    take: Taker<'_>,
) -> syn::Result<()> {
    let mut helpers = Helpers::of(target);
    for operation in operations {
        let mut operation = operation?;
        seen.rewrite(&mut operation, whole, &mut helpers);
        take(operation);
    }
    seen.used.append(&mut helpers.used);
    Ok(())
}

/// Rewrites what is around the operations and types of a stand-alone crate, which are
/// done.
pub(crate) fn rewrite_around(
    generated: Generated<()>,
    effective: &Document,
    seen: Seen,
    types: &SeenTypes,
) -> Rewritten {
    let Generated {
        code,
        plan,
        mut uses,
        target,
        lowered,
        ..
    } = generated;
    drop(lowered);
    let Seen {
        methods,
        names_parameters,
        used,
        ..
    } = seen;
    let mut helpers = Helpers::of(target);
    helpers.used = used;
    let mut file = code.file;
    if let Some(builders) = module(&mut file.items, OPERATIONS) {
        calls::import(builders, names_parameters, &helpers);
    }
    helpers.used.extend(types.used.iter().copied());
    let setters = client::complete(&mut file, &effective.value, methods);
    markers::resolve(&mut file.items);
    if let Some(items) = module(&mut file.items, "types") {
        if types.has_buildable && module(items, BUILDERS).is_none() {
            items.insert(
                0,
                parse_quote! {
                    #[doc = " Types for composing complex structures."]
                    pub mod builder {}
                },
            );
        }
        answers::define(items, &plan);
        file.items.push(json_schema::add_schemas(&types.listed));
    }
    open_types::keep_open(&mut file.items);
    docs::tidy(&mut file);
    uses.append(&mut helpers.used);
    Rewritten {
        file,
        uses,
        setters,
        notes: Vec::new(),
    }
}
