//! Starts what no property names as nothing: the generator's builders ask for
//! it, and no document requires a member that it has no name for.

use super::attribute::says;
use super::module::module;
use super::types::last_segment;
use std::collections::{BTreeMap, BTreeSet};
use syn::visit_mut::VisitMut;
use syn::{Expr, Field, FieldValue, Item, ItemImpl, Member, Type, parse_quote};

/// Lets the builders among the types go without such members.
pub(super) fn start_empty(types: &mut [Item]) {
    let open: BTreeMap<String, BTreeSet<String>> = types.iter().filter_map(open).collect();
    for item in module(types, "builder").into_iter().flatten() {
        if let Item::Impl(block) = item
            && is_default(block)
            && let Some(fields) =
                last_segment(&block.self_ty).and_then(|ty| open.get(&ty.ident.to_string()))
        {
            Empty { fields }.visit_item_impl_mut(block);
        }
    }
}

/// A type with a map that holds what no property names, and the map's field.
fn open(item: &Item) -> Option<(String, BTreeSet<String>)> {
    let Item::Struct(item) = item else {
        return None;
    };
    let maps = item.fields.iter().filter(|field| is_extra(field));
    let names = maps.filter_map(|field| Some(field.ident.as_ref()?.to_string()));
    let names: BTreeSet<String> = names.collect();
    (!names.is_empty()).then(|| (item.ident.to_string(), names))
}

fn is_extra(field: &Field) -> bool {
    says(&field.attrs, "serde", "flatten") && is_map(&field.ty)
}

fn is_map(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|last| last.ident == "HashMap" || last.ident == "Map")
}

fn is_default(block: &ItemImpl) -> bool {
    let last = block
        .trait_
        .as_ref()
        .and_then(|(path, _)| path.segments.last());
    last.is_some_and(|last| last.ident == "Default")
}

struct Empty<'a> {
    fields: &'a BTreeSet<String>,
}

impl VisitMut for Empty<'_> {
    /// `extra: Err("…".to_string())`
    fn visit_field_value_mut(&mut self, field: &mut FieldValue) {
        if let Member::Named(name) = &field.member
            && self.fields.contains(&name.to_string())
            && matches!(field.expr, Expr::Call(_))
        {
            field.expr = parse_quote! { Ok(::std::default::Default::default()) };
        }
    }
}
