//! Lets answers name a property in either casing.
//!
//! The service does both for one resource: of two answers with the same API key, under
//! one version, one had `rate_limit` and the other `rateLimit`
//! (<https://github.com/fingerprintjs/fingerprint-mcp-server/pull/17>).

use super::attribute::{self, wire_name};
use api_document::names::{type_name, words};
use api_document::schema::{is_error, operations, reachable_from};
use quote::quote;
use serde_json::Value;
use std::collections::BTreeSet;
use syn::{Fields, Item};

/// Adds to each field of an answer's types the other spelling of its name.
pub(super) fn read_both(types: &mut [Item], effective: &Value) {
    let answered = answered(effective);
    for item in types {
        if let Item::Struct(item) = item
            && let Fields::Named(fields) = &mut item.fields
            && answered.contains(&item.ident.to_string())
        {
            let taken: BTreeSet<String> = fields.named.iter().map(wire_name).collect();
            for field in &mut fields.named {
                let other = other_casing(&wire_name(field));
                if let Some(other) = other.filter(|other| !taken.contains(other)) {
                    let alias = attribute::list("serde", quote! { alias = #other });
                    field.attrs.push(alias);
                }
            }
        }
    }
}

/// The types that successful answers are made of.
fn answered(effective: &Value) -> BTreeSet<String> {
    let all = operations(effective);
    let responses = all
        .iter()
        .filter_map(|one| one.value.get("responses")?.as_object());
    let successes = responses.flatten().filter(|(status, _)| !is_error(status));
    let successes = successes.map(|(_, response)| response).collect();
    let names = reachable_from(effective, successes).into_iter();
    names.map(|name| type_name(&name)).collect()
}

/// A name of several words in the casing that it is not in.
fn other_casing(name: &str) -> Option<String> {
    let words = words(name);
    let snake = words.join("_");
    let camel = words
        .iter()
        .enumerate()
        .map(|(index, word)| match word.chars().next() {
            Some(first) if index > 0 => {
                format!(
                    "{}{}",
                    first.to_ascii_uppercase(),
                    &word[first.len_utf8()..]
                )
            }
            _ => word.clone(),
        });
    let camel: String = camel.collect();
    match name {
        _ if snake == camel => None,
        _ if name == snake => Some(camel),
        _ if name == camel => Some(snake),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{other_casing, read_both};
    use quote::{ToTokens, quote};
    use serde_json::json;

    #[test]
    fn a_name_of_several_words_has_two_casings() {
        for (snake, camel) in [
            ("rate_limit", "rateLimit"),
            ("last_enabled_at", "lastEnabledAt"),
        ] {
            assert_eq!(other_casing(snake).as_deref(), Some(camel));
            assert_eq!(other_casing(camel).as_deref(), Some(snake));
        }
        for name in [
            "id",
            "RateLimit",
            "rate-limit",
            "_rate",
            "rate__limit",
            "",
            "@type",
        ] {
            assert_eq!(other_casing(name), None, "{name}");
        }
    }

    #[test]
    fn only_answers_are_read_in_both_and_never_over_another_property() {
        let effective = json!({
            "paths": { "/x": { "post": {
                "requestBody": { "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/Ask" } } } },
                "responses": { "200": { "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/Answer" } } } } },
            } } },
            "components": { "schemas": { "Ask": {}, "Answer": {} } },
        });
        let file = quote! {
            struct Ask { rate_limit: f64 }
            struct Answer { #[serde(rename = "rateLimit")] rate: f64, both_of: u8, #[serde(rename = "bothOf")] other: u8 }
        };
        let mut file: syn::File = syn::parse2(file).unwrap();
        read_both(&mut file.items, &effective);
        let text = file.to_token_stream().to_string();
        assert_eq!(text.matches("alias").count(), 1, "{text}");
        assert!(text.contains("alias = \"rate_limit\""), "{text}");
    }
}
