//! Says which `String` is meant where the document has a schema of that name.

use std::collections::BTreeSet;
use syn::visit_mut::{self, VisitMut};
use syn::{Item, ItemImpl, Type, parse_quote};

/// `names` are those of all types.
pub(super) fn name_in_full(types: &mut [Item], names: &BTreeSet<String>) {
    if !names.contains("String") {
        return;
    }
    for item in types {
        if let Item::Impl(block) = item
            && converts(block)
        {
            let Some((path, _)) = &mut block.trait_ else {
                continue;
            };
            InFull.visit_path_mut(path);
            for item in &mut block.items {
                if let syn::ImplItem::Fn(function) = item {
                    for input in &mut function.sig.inputs {
                        InFull.visit_fn_arg_mut(input);
                    }
                }
            }
        }
    }
}

/// `impl TryFrom<String>`, by which the generator means that of the standard
/// library: from a type of its own it makes no such conversion.
fn converts(block: &ItemImpl) -> bool {
    let last = block
        .trait_
        .as_ref()
        .and_then(|(path, _)| path.segments.last());
    last.is_some_and(|last| last.ident == "TryFrom")
}

struct InFull;

impl VisitMut for InFull {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        visit_mut::visit_type_mut(self, ty);
        if matches!(ty, Type::Path(path) if path.path.is_ident("String")) {
            *ty = parse_quote! { ::std::string::String };
        }
    }
}
