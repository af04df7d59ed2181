//! Looks into types.

use syn::visit::{self, Visit};
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
