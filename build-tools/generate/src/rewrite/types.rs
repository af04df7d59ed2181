//! Looks into types.

use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{GenericArgument, Path, PathArguments, PathSegment, Type};

/// The first type argument of a path type, as `T` of `Option<T>`.
pub(super) fn first_argument(ty: &Type) -> Option<&Type> {
    arguments(ty).next()
}

/// The same of the last segment of its path.
pub(super) fn first_argument_of(segment: &PathSegment) -> Option<&Type> {
    arguments_of(segment).next()
}

/// The type arguments of a path type.
pub(super) fn arguments(ty: &Type) -> impl Iterator<Item = &Type> {
    last_segment(ty).into_iter().flat_map(arguments_of)
}

fn arguments_of(segment: &PathSegment) -> impl Iterator<Item = &Type> {
    let arguments = match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
        _ => None,
    };
    arguments
        .into_iter()
        .flatten()
        .filter_map(|argument| match argument {
            GenericArgument::Type(inner) => Some(inner),
            _ => None,
        })
}

/// The last segment of a path type.
pub(super) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// The names in a type that can be those of types in the same module, or in
/// `types`.
pub(super) fn names(ty: &Type) -> Vec<String> {
    let mut names = Names(Vec::new());
    names.visit_type(ty);
    names.0
}

struct Names(Vec<String>);

impl Visit<'_> for Names {
    fn visit_path(&mut self, path: &Path) {
        visit::visit_path(self, path);
        let inside = path.segments.len() == 1;
        let outside = path.segments.len() == 2 && path.segments[0].ident == "types";
        if inside || outside {
            self.0
                .extend(path.segments.last().map(|last| last.ident.to_string()));
        }
    }
}

/// The types of the language that need no path, in full.
const IN_PRELUDE: [&str; 4] = ["String", "Option", "Vec", "Box"];

/// Takes the path off a type of the language, unless another is called so.
pub(super) fn in_short(path: &mut Path, is_taken: impl Fn(&str) -> bool) {
    let is_std = path.leading_colon.is_some()
        && path.segments.len() == 3
        && path.segments.first().is_some_and(|one| one.ident == "std");
    let last = path.segments.last().filter(|_| is_std).cloned();
    if let Some(last) = last {
        let name = last.ident.to_string();
        if IN_PRELUDE.contains(&name.as_str()) && !is_taken(&name) {
            *path = last.into();
        }
    }
}

/// Does the same wherever in a type.
pub(super) struct InShort<F>(pub(super) F);

impl<F: Fn(&str) -> bool> VisitMut for InShort<F> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        in_short(path, &self.0);
    }
}
