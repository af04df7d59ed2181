//! The helpers that rewritten code calls.

use crate::target::Target;
use crate::templates;
use crate::uses::Use;
use quote::format_ident;
use std::collections::BTreeSet;
use syn::{Item, Path, parse_quote};

/// Gives the paths of helpers, and keeps which were asked for.
pub(super) struct Helpers {
    /// The module that has the helpers made from templates.
    home: Path,
    pub(super) used: BTreeSet<Use>,
}

impl Helpers {
    pub(super) fn of(target: Target) -> Self {
        let home = match target.settings().helpers {
            "" => parse_quote! { crate },
            home => {
                let home = format_ident!("{home}");
                parse_quote! { crate::#home }
            }
        };
        Self {
            home,
            used: BTreeSet::new(),
        }
    }

    pub(super) fn decoding(&mut self) -> Path {
        self.of_template(Use::Decoding, "decoding")
    }

    /// The type of what builders keep.
    pub(super) fn given(&mut self) -> Path {
        let module = self.given_module();
        parse_quote! { #module::Given }
    }

    /// The module of what becomes of values that are given.
    pub(super) fn given_module(&mut self) -> Path {
        self.of_template(Use::Given, "given")
    }

    pub(super) fn parameters(&mut self) -> Path {
        self.of_template(Use::Parameters, "parameters")
    }

    pub(super) fn path(&mut self) -> Path {
        self.of_template(Use::Path, "path")
    }

    pub(super) fn query(&mut self) -> Path {
        self.of_template(Use::Query, "query")
    }

    pub(super) fn unions(&mut self) -> Path {
        // It asks that one which texts an enum does not list.
        self.used.extend([Use::OpenEnum, Use::WholeValue]);
        self.of_template(Use::Unions, "unions")
    }

    /// The module that decodes what can be told only when all of it was read.
    pub(super) fn whole_value(&mut self) -> Path {
        self.used.insert(Use::WholeValue);
        parse_quote! { crate::whole_value }
    }

    /// The macro of what an open enum implements.
    pub(super) fn text_enum(&mut self) -> Path {
        self.used.extend([Use::OpenEnum, Use::TextEnum]);
        parse_quote! { crate::text_enum::text_enum }
    }

    fn of_template(&mut self, it: Use, name: &str) -> Path {
        self.used.insert(it);
        let (home, name) = (&self.home, format_ident!("{name}"));
        parse_quote! { #home::#name }
    }

    /// The helpers as modules beside the code that calls them.
    pub(super) fn modules(&self) -> syn::Result<Vec<Item>> {
        let used = templates::BESIDE
            .iter()
            .filter(|template| self.used.contains(&template.of));
        used.map(|template| {
            let name = format_ident!("{}", template.name);
            let items = syn::parse_file(template.text)?.items;
            Ok(parse_quote! {
                #[allow(dead_code)]
                mod #name { #(#items)* }
            })
        })
        .collect()
    }
}
