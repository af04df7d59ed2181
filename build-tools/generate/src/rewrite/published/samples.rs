//! Values for an example, as the document gives them.
//!
//! Each is an expression that the method or setter of an [`Argument`] takes. Where the
//! document has no value there is none: the example has a variable in its place.

use super::arguments::{Argument, Kind};
use super::bodies::{Property, properties};
use super::literals::{boolean, integer, json, literal, number, text};
use crate::rewrite::attribute::wire_name;
use crate::rewrite::sent::Sent;
use crate::rewrite::types::{first_argument, last_segment};
use api_document::schema::resolve;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;
use syn::{Ident, Type};

/// Values nested deeper than this are a circle, or too much for an example.
const DEEPEST: usize = 3;
/// The names that an example has for other things.
const NAMES_IN_USE: [&str; 5] = ["answer", "body", "client", "item", "items"];

pub(super) struct Samples<'a> {
    document: &'a Value,
    sent: &'a Sent<'a>,
    /// What the document has no values for.
    pub(super) variables: Vec<(Ident, Type)>,
}

impl<'a> Samples<'a> {
    pub(super) fn of(document: &'a Value, sent: &'a Sent<'a>) -> Self {
        Self {
            document,
            sent,
            variables: Vec::new(),
        }
    }

    /// A value for an argument of a method, or a variable.
    pub(super) fn given(
        &mut self,
        name: &Ident,
        argument: &Argument,
        schema: &Value,
    ) -> TokenStream {
        let value = self.argument(argument, schema, 0);
        value.unwrap_or_else(|| self.variable(name, &argument.ty))
    }

    fn variable(&mut self, name: &Ident, ty: &Type) -> TokenStream {
        let mut name = name.clone();
        while NAMES_IN_USE.iter().any(|used| name == used)
            || self.variables.iter().any(|(other, _)| *other == name)
        {
            name = format_ident!("{name}_");
        }
        self.variables.push((name.clone(), ty.clone()));
        quote! { #name }
    }

    fn argument(
        &mut self,
        argument: &Argument,
        schema: &Value,
        depth: usize,
    ) -> Option<TokenStream> {
        let schema = resolve(self.document, schema);
        match &argument.kind {
            Kind::Plain => Some(boolean(schema)),
            Kind::Integer => integer(schema, None),
            Kind::Into => self.converted(&argument.ty, schema, depth),
            Kind::List(item) => {
                let items = self.items(item, schema, depth)?;
                Some(quote! { [#(#items),*] })
            }
            Kind::Map(value) => {
                let value = self.converted(value, schema.get("additionalProperties")?, depth)?;
                Some(quote! { [("name", #value)] })
            }
            Kind::Built | Kind::Body => self.builder(&argument.ty, schema, depth),
        }
    }

    /// A value that converts to a type.
    fn converted(&mut self, ty: &Type, schema: &Value, depth: usize) -> Option<TokenStream> {
        let schema = resolve(self.document, schema);
        let name = last_segment(ty)?.ident.to_string();
        match name.as_str() {
            "String" | "Secret" => text(schema),
            "f32" | "f64" => number(schema, &name),
            "Value" | "SecretJson" => json(schema),
            "Nullable" | "Option" => self.exact(first_argument(ty)?, schema, depth),
            _ => self.exact(ty, schema, depth),
        }
    }

    /// A value of a type, or a text that converts to a nullable one.
    fn exact(&mut self, ty: &Type, schema: &Value, depth: usize) -> Option<TokenStream> {
        let name = last_segment(ty)?.ident.to_string();
        match name.as_str() {
            "String" => text(schema),
            "bool" => Some(boolean(schema)),
            "f32" | "f64" => number(schema, &name),
            "Value" => json(schema),
            "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => {
                integer(schema, Some(&name))
            }
            _ => {
                if let Some(variant) = self.sent.variant(&name) {
                    let ty = format_ident!("{name}");
                    return Some(quote! { #ty::#variant });
                }
                let builder = self.builder(ty, schema, depth)?;
                Some(quote! { #builder.build()? })
            }
        }
    }

    fn items(&mut self, item: &Type, schema: &Value, depth: usize) -> Option<Vec<TokenStream>> {
        let of = schema.get("items")?;
        let listed = schema.get("example").and_then(Value::as_array);
        let is_text = last_segment(item).is_some_and(|last| last.ident == "String");
        if let (Some(listed), true) = (listed, is_text) {
            let texts = listed.iter().map(|one| literal(one.as_str()?));
            return texts.collect();
        }
        Some(vec![self.converted(item, of, depth)?])
    }

    /// The builder of a type with all that it needs; with something else where it needs
    /// nothing, since a request that says nothing is no example.
    fn builder(&mut self, ty: &Type, schema: &Value, depth: usize) -> Option<TokenStream> {
        let name = last_segment(ty)?.ident.to_string();
        let item = self
            .sent
            .object(&name)
            .filter(|_| self.sent.is_built(&name))?;
        if depth >= DEEPEST {
            return None;
        }
        let mut setters = Vec::new();
        let properties = properties(item, self.sent);
        for property in properties.iter().filter(|property| property.is_needed()) {
            setters.push(self.setter(property, schema, depth)?);
        }
        if setters.is_empty() {
            let mut others = properties.iter();
            setters.extend(others.find_map(|property| self.set(property, schema, depth)));
        }
        let name = &item.ident;
        Some(quote! { #name::builder() #(#setters)* })
    }

    /// The call of a setter, of the body itself with a variable if need be.
    fn setter(
        &mut self,
        property: &Property<'_>,
        schema: &Value,
        depth: usize,
    ) -> Option<TokenStream> {
        let set = self.set(property, schema, depth);
        if set.is_some() || depth > 0 {
            return set;
        }
        let (setter, ty) = (property.setter_name(), &property.argument.ty);
        let value = self.variable(property.name, ty);
        Some(quote! { .#setter(#value) })
    }

    fn set(
        &mut self,
        property: &Property<'_>,
        schema: &Value,
        depth: usize,
    ) -> Option<TokenStream> {
        let of = member(self.document, schema, &wire_name(property.field), 0)?;
        let value = self.argument(&property.argument, of, depth + 1)?;
        let setter = property.setter_name();
        Some(quote! { .#setter(#value) })
    }
}

/// The schema of a property, which may be in any part of an `allOf`.
fn member<'d>(
    document: &'d Value,
    schema: &'d Value,
    name: &str,
    depth: usize,
) -> Option<&'d Value> {
    let schema = resolve(document, schema);
    let own = schema.get("properties").and_then(|all| all.get(name));
    let mut parts = schema
        .get("allOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    own.or_else(|| {
        parts
            .by_ref()
            .filter(|_| depth < DEEPEST)
            .find_map(|part| member(document, part, name, depth + 1))
    })
}
