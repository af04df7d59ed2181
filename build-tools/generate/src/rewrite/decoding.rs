//! Decodes what serde alone would refuse: null for a list or a map that may be
//! absent, `5.0` for an integer, and members that the document does not name.

use super::attribute::{self, says};
use super::markers::{is_option, skips_none};
use super::types::first_argument;
use quote::quote;
use syn::{Field, Fields, GenericArgument, Item, PathArguments, Type, parse_quote};

const INTEGERS: [&str; 8] = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];

/// Required `Option`s are decoded so by the generator.
const REQUIRED_OPTION: &str = "Option::deserialize";

pub(super) fn accept_more(types: &mut [Item]) {
    for item in types {
        let (attributes, fields): (_, Vec<&mut Field>) = match item {
            Item::Struct(item) => (&mut item.attrs, item.fields.iter_mut().collect()),
            Item::Enum(item) => {
                let variants = item.variants.iter_mut();
                let named = variants.filter(|one| matches!(one.fields, Fields::Named(_)));
                let fields = named.flat_map(|variant| variant.fields.iter_mut());
                (&mut item.attrs, fields.collect())
            }
            _ => continue,
        };
        if says(attributes, "derive", "Deserialize") {
            attribute::drop_members(attributes, "serde", &["deny_unknown_fields"]);
            fields.into_iter().for_each(field);
        }
    }
}

fn field(field: &mut Field) {
    let serde = |text: &str| says(&field.attrs, "serde", text);
    let own = serde("deserialize_with") && !serde(REQUIRED_OPTION);
    if own || serde("flatten") || serde("with") {
        return;
    }
    let may_be_absent = serde("default") && serde("is_empty");
    let decode = match (is_made_of_integers(&field.ty), may_be_absent) {
        (true, true) => "crate::integer::decode_or_default",
        (true, false) => "crate::integer::decode",
        (false, true) => "crate::nullable::or_default",
        (false, false) => return,
    };
    if serde(REQUIRED_OPTION) {
        attribute::drop_members(&mut field.attrs, "serde", &["deserialize_with"]);
    }
    // Without a function of its own, an absent `Option` is `None` by itself.
    let default = (is_option(&field.ty) && skips_none(field)).then(|| quote! { default, });
    field.attrs.push(attribute::list(
        "serde",
        quote! { #default deserialize_with = #decode },
    ));
}

/// Whether there is an integer at the bottom of options, lists and maps.
pub(super) fn is_made_of_integers(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    match last.ident.to_string().as_str() {
        "Option" | "Vec" | "Nullable" => first_argument(ty).is_some_and(is_made_of_integers),
        "HashMap" => value_of(&last.arguments).is_some_and(is_made_of_integers),
        name => path.path.segments.len() == 1 && INTEGERS.contains(&name),
    }
}

/// The type of the values of a map by text.
fn value_of(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return None;
    };
    let mut arguments = arguments.args.iter();
    let text: Type = parse_quote! { ::std::string::String };
    match (arguments.next(), arguments.next()) {
        (Some(GenericArgument::Type(key)), Some(GenericArgument::Type(value))) if *key == text => {
            Some(value)
        }
        _ => None,
    }
}
