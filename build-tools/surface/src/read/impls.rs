//! Describes the impls of the types that users can name, written and derived.

use super::attributes::{Derive, conditions, derives, is_for_tests, is_hidden, shown};
use super::print;
use super::public_names::{PublicNames, shown as shown_path};
use super::rename::Rename;
use super::resolve::Target;
use super::sources::{Crate, Module, is_public, plain};
use crate::surface::{Item, Kind};
use std::collections::BTreeSet;
use syn::visit_mut::VisitMut;
use syn::{
    Attribute, Generics, Ident, ImplItem, ItemImpl, PathArguments, Token, Type, TypePath,
    parse_quote,
};

/// The items found so far, with their paths.
type Found = Vec<(String, Item)>;

/// Describes every impl of the crate that users can use.
pub(super) fn all(krate: &Crate, names: &PublicNames) -> Found {
    let mut found = Vec::new();
    for (path, module) in &krate.modules {
        let scope = Scope {
            krate,
            names,
            path,
            module,
        };
        for block in module.impls.iter().filter(|block| !is_hidden(&block.attrs)) {
            scope.block(block, &BTreeSet::new(), &mut found);
        }
        let described = module
            .definitions
            .iter()
            .filter(|(name, _)| !module.left_out.contains(*name));
        for item in described.flat_map(|(_, items)| items) {
            let (attributes, name, generics) = match item {
                syn::Item::Struct(item) => (&item.attrs, &item.ident, &item.generics),
                syn::Item::Enum(item) => (&item.attrs, &item.ident, &item.generics),
                syn::Item::Union(item) => (&item.attrs, &item.ident, &item.generics),
                _ => continue,
            };
            scope.derived(attributes, name, generics, &mut found);
        }
    }
    found
}

/// The module an impl is in.
struct Scope<'a> {
    krate: &'a Crate,
    names: &'a PublicNames,
    path: &'a [String],
    module: &'a Module,
}

impl<'a> Scope<'a> {
    fn block(&self, block: &ItemImpl, around: &BTreeSet<String>, found: &mut Found) {
        let mut rename = self.rename(&block.generics);
        rename.visit_type_mut(&mut (*block.self_ty).clone());
        if let Some((path, _)) = &block.trait_ {
            rename.visit_path_mut(&mut path.clone());
        }
        if rename.private {
            return;
        }
        let owner = self.owner(&block.self_ty, &block.generics);
        let mut under = &(around | &self.module.conditions) | &conditions(&block.attrs);
        if let Some((_, conditions)) = &owner {
            under.extend(conditions.iter().cloned());
        }
        match (&block.trait_, owner) {
            (Some((path, _)), owner) => {
                let owner = owner.or_else(|| self.owner(&named(path), &block.generics));
                let owner = owner.map(|(path, _)| path).unwrap_or_default();
                found.push(self.implemented(block, path, &owner, under));
            }
            (None, Some((owner, _))) => {
                for item in &block.items {
                    found.extend(self.own(block, item, &owner, &under));
                }
            }
            (None, None) => {}
        }
    }

    /// Returns the public path of the type of this crate that an impl is for, and
    /// its conditions.
    fn owner(&self, ty: &Type, generics: &Generics) -> Option<(String, BTreeSet<String>)> {
        let Type::Path(path) = ty else {
            return None;
        };
        match self.rename(generics).target(&path.path)? {
            Target::Here { path, rest: 0 } => Some(match self.names.get(&path) {
                Some(name) => (name.path.clone(), name.conditions.clone()),
                None => (shown_path(&path), BTreeSet::new()),
            }),
            _ => None,
        }
    }

    fn implemented(
        &self,
        block: &ItemImpl,
        implemented: &syn::Path,
        owner: &str,
        attributes: BTreeSet<String>,
    ) -> (String, Item) {
        let name = |ty: &Type| print::ty(self.rename(&block.generics), ty);
        let key = format!(
            "{owner} impl {} for {}",
            name(&named(implemented)),
            name(&block.self_ty)
        );
        let mut signature = print::impl_head(self.rename(&block.generics), block);
        let types: Vec<String> = block
            .items
            .iter()
            .filter_map(|item| match item {
                ImplItem::Type(item) => {
                    Some(format!("type {} = {};", plain(&item.ident), name(&item.ty)))
                }
                _ => None,
            })
            .collect();
        if !types.is_empty() {
            signature = format!("{signature} {{ {} }}", types.join(" "));
        }
        (
            key,
            Item {
                kind: Kind::Impl,
                signature,
                attributes,
                value: None,
            },
        )
    }

    /// Describes a public function or constant of a type.
    fn own(
        &self,
        block: &ItemImpl,
        item: &ImplItem,
        owner: &str,
        under: &BTreeSet<String>,
    ) -> Option<(String, Item)> {
        let (attributes, visibility): (&[Attribute], _) = match item {
            ImplItem::Fn(item) => (&item.attrs, &item.vis),
            ImplItem::Const(item) => (&item.attrs, &item.vis),
            _ => return None,
        };
        if !is_public(visibility) || is_hidden(attributes) || is_for_tests(attributes) {
            return None;
        }
        let rename = self.rename(&block.generics);
        let (key, kind, mut signature, value) = match item {
            ImplItem::Fn(item) => {
                let name = format!("{owner}::{}", plain(&item.sig.ident));
                let signature = print::function(rename, &name, &item.sig);
                (format!("{name}()"), Kind::Method, signature, None)
            }
            ImplItem::Const(item) => {
                let name = format!("{owner}::{}", plain(&item.ident));
                let signature = format!("const {name}: {}", print::ty(rename, &item.ty));
                (name, Kind::Constant, signature, print::literal(&item.expr))
            }
            _ => return None,
        };
        if is_special(block) {
            signature = format!(
                "{signature} in {}",
                print::impl_head(self.rename(&block.generics), block)
            );
        }
        Some((
            key,
            Item {
                kind,
                signature,
                attributes: &shown(attributes) | under,
                value,
            },
        ))
    }

    fn derived(
        &self,
        attributes: &[Attribute],
        name: &Ident,
        generics: &Generics,
        found: &mut Found,
    ) {
        let under = conditions(attributes);
        for Derive { path, condition } in derives(attributes) {
            let block = derived_impl(&path, name, generics);
            let around: BTreeSet<String> = under.iter().cloned().chain(condition).collect();
            self.block(&block, &around, found);
        }
    }

    fn rename(&self, generics: &Generics) -> Rename<'a> {
        let mut rename = Rename {
            krate: self.krate,
            names: self.names,
            within: self.path,
            parameters: BTreeSet::new(),
            private: false,
        };
        rename.with(generics);
        rename
    }
}

/// Wraps a trait's path where the grammar requires a type.
fn named(path: &syn::Path) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path: path.clone(),
    })
}

/// Returns whether an impl is for some instances of a generic type only.
fn is_special(block: &ItemImpl) -> bool {
    let bounded = block.generics.where_clause.is_some()
        || block
            .generics
            .type_params()
            .any(|parameter| !parameter.bounds.is_empty());
    let names: BTreeSet<String> = block.generics.params.iter().map(parameter_text).collect();
    bounded
        || arguments(&block.self_ty)
            .iter()
            .any(|argument| argument != "'_" && !names.contains(argument))
}

fn parameter_text(parameter: &syn::GenericParam) -> String {
    match parameter {
        syn::GenericParam::Type(parameter) => parameter.ident.to_string(),
        syn::GenericParam::Const(parameter) => parameter.ident.to_string(),
        syn::GenericParam::Lifetime(parameter) => parameter.lifetime.to_string(),
    }
}

fn arguments(ty: &Type) -> Vec<String> {
    use quote::ToTokens;
    let Type::Path(path) = ty else {
        return Vec::new();
    };
    match path.path.segments.last().map(|segment| &segment.arguments) {
        Some(PathArguments::AngleBracketed(arguments)) => arguments
            .args
            .iter()
            .map(|argument| argument.to_token_stream().to_string())
            .collect(),
        _ => Vec::new(),
    }
}

/// Makes the impl that a derive writes, with the trait as a bound of each type
/// parameter.
fn derived_impl(derived: &syn::Path, name: &Ident, generics: &Generics) -> ItemImpl {
    let mut implemented = derived.clone();
    let mut bounded = generics.clone();
    if let Some(last) = implemented.segments.last_mut()
        && last.ident == "Deserialize"
    {
        last.arguments = PathArguments::AngleBracketed(parse_quote! { <'de> });
        bounded.params.insert(0, parse_quote! { 'de });
    }
    for parameter in bounded.type_params_mut() {
        parameter.default = None;
        parameter.bounds.push(parse_quote! { #implemented });
    }
    let (_, arguments, _) = generics.split_for_impl();
    ItemImpl {
        generics: bounded,
        trait_: Some((implemented, <Token![for]>::default())),
        self_ty: parse_quote! { #name #arguments },
        ..parse_quote! { impl A {} }
    }
}
