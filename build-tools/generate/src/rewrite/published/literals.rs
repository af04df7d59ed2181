//! Literals of Rust for the values that a schema gives.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// What is longer is no help to a reader.
const LONGEST: usize = 60;

/// The example of a text, or the first of its values.
pub(super) fn text(schema: &Value) -> Option<TokenStream> {
    let listed = schema.get("enum").and_then(|values| values.get(0));
    literal(schema.get("example").or(listed)?.as_str()?)
}

/// A text, if it is legible in a line.
pub(super) fn literal(text: &str) -> Option<TokenStream> {
    let is_legible = text.chars().count() <= LONGEST && !text.contains(char::is_control);
    is_legible.then(|| quote! { #text })
}

/// The example of a boolean; either value is one.
pub(super) fn boolean(schema: &Value) -> TokenStream {
    let example = schema
        .get("example")
        .and_then(Value::as_bool)
        .unwrap_or(true);
    quote! { #example }
}

/// The example of an integer, with its type where that is not clear.
pub(super) fn integer(schema: &Value, ty: Option<&str>) -> Option<TokenStream> {
    let value = i32::try_from(schema.get("example")?.as_i64()?).ok()?;
    let literal = match ty {
        Some("i8") => Literal::i8_suffixed(value.try_into().ok()?),
        Some("i16") => Literal::i16_suffixed(value.try_into().ok()?),
        Some("i64") => Literal::i64_suffixed(value.into()),
        Some("u8") => Literal::u8_suffixed(value.try_into().ok()?),
        Some("u16") => Literal::u16_suffixed(value.try_into().ok()?),
        Some("u32") => Literal::u32_suffixed(value.try_into().ok()?),
        Some("u64") => Literal::u64_suffixed(value.try_into().ok()?),
        _ => Literal::i32_unsuffixed(value),
    };
    Some(quote! { #literal })
}

/// The example of a float.
pub(super) fn number(schema: &Value, ty: &str) -> Option<TokenStream> {
    let value = schema.get("example")?.as_f64()?;
    let literal = match ty {
        "f32" => format!("{value:?}_f32").parse().ok()?,
        _ => Literal::f64_unsuffixed(value),
    };
    Some(quote! { #literal })
}

/// The example of any JSON value, which a text converts to.
pub(super) fn json(schema: &Value) -> Option<TokenStream> {
    let example = schema.get("example")?;
    if let Some(text) = example.as_str() {
        return literal(text);
    }
    let text = example.to_string();
    let json: TokenStream = text.parse().ok().filter(|_| text.len() <= LONGEST)?;
    Some(quote! { serde_json::json!(#json) })
}
