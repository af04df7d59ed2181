//! The bump of an item whose declaration differs.

use super::bump::Bump;
use crate::surface::{Item, Kind};
use std::collections::BTreeMap;
use syn::{FieldsNamed, FnArg, Ident, Safety, Signature, TraitItemFn, Type, parse_quote};

/// Returns the bump of a declaration that differs: major, except for what the
/// guide allows.
///
/// `implemented` is whether users write the item as well, as they do the items of a
/// trait; `open` is whether it is `#[non_exhaustive]` on both sides.
pub(super) fn redeclared(before: &Item, after: &Item, implemented: bool, open: bool) -> Bump {
    let (old, new) = (&before.signature, &after.signature);
    let allowed = match (before.kind, after.kind) {
        (Kind::Function, Kind::Function) | (Kind::Method, Kind::Method) => {
            function(old, new, implemented)
        }
        (Kind::Variant, Kind::Variant) if open => variant(old, new),
        _ => None,
    };
    allowed.unwrap_or(Bump::Major)
}

/// The names of arguments do not matter to callers. A function may become `const`
/// or safe, unless users implement it.
fn function(before: &str, after: &str, implemented: bool) -> Option<Bump> {
    let (mut before, after) = (signature(before)?, signature(after)?);
    if before == after {
        return Some(Bump::Patch);
    }
    before.constness = before.constness.or(after.constness);
    if !matches!(after.safety, Safety::Unsafe(_)) {
        before.safety = after.safety.clone();
    }
    (before == after && !implemented).then_some(Bump::Minor)
}

/// Parses a signature, and takes out the names of its arguments.
fn signature(text: &str) -> Option<Signature> {
    // The grammar requires a name where the surface has a path.
    let (before, rest) = text.split_once("fn ")?;
    let (_, rest) = rest.split_at(rest.find(['<', '('])?);
    let function: TraitItemFn = syn::parse_str(&format!("{before}fn f{rest};")).ok()?;
    let mut signature = function.sig;
    for argument in &mut signature.inputs {
        if let FnArg::Typed(argument) = argument {
            *argument.pat = parse_quote! { _ };
        }
    }
    Some(signature)
}

/// An open variant may gain fields.
fn variant(before: &str, after: &str) -> Option<Bump> {
    let (before, after) = (fields(before)?, fields(after)?);
    let kept = before.iter().all(|(name, ty)| after.get(name) == Some(ty));
    kept.then_some(Bump::Minor)
}

fn fields(text: &str) -> Option<BTreeMap<Ident, Type>> {
    let (_, fields) = text.split_once(" { ")?;
    let fields: FieldsNamed = syn::parse_str(&format!("{{ {fields}")).ok()?;
    let named = |field: syn::Field| Some((field.ident?, field.ty));
    fields.named.into_iter().map(named).collect()
}
