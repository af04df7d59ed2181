//! Types as the module of the builders writes them.

use crate::rewrite::sent::Sent;
use syn::visit_mut::{self, VisitMut};
use syn::{Path, Type, parse_quote};

/// A type of the module `types`, as it is written outside: with the module's
/// name, and with that of the standard library's types alone.
pub(super) fn outside(ty: &Type, sent: &Sent<'_>) -> Type {
    let mut ty = ty.clone();
    Outside(sent).visit_type_mut(&mut ty);
    ty
}

struct Outside<'a>(&'a Sent<'a>);

impl VisitMut for Outside<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let is_std = path.leading_colon.is_some()
            && path
                .segments
                .first()
                .is_some_and(|first| first.ident == "std");
        let last = path.segments.last();
        let name = last.map(|last| last.ident.to_string()).unwrap_or_default();
        let known = is_std && ["String", "Option", "Vec", "Box"].contains(&name.as_str());
        if known || name == "Nullable" && path.segments.len() == 2 {
            if let Some(last) = last.cloned() {
                *path = last.into();
            }
        } else if path.segments.len() == 1 && self.0.is_type(&name) {
            *path = parse_quote! { types::#path };
        }
    }
}
