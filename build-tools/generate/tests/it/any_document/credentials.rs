//! Which properties of a document are secrets in the code.

use super::*;

/// The type of the field for each of `names`, all optional text in one schema.
fn field_types(names: &[&str]) -> Vec<(String, bool)> {
    let properties: Vec<String> = names
        .iter()
        .map(|name| format!("'{name}': {{type: string}}"))
        .collect();
    let thing = format!(
        "{{type: object, properties: {{{}}}}}",
        properties.join(", ")
    );
    let made = made(&schema(&thing));
    let thing = flat(item(&made, "pub struct Thing {"));
    names
        .iter()
        .map(|name| {
            let field = api_document::names::field_name(name);
            let (_, after) = thing
                .split_once(&format!("pub{field}:"))
                .unwrap_or_else(|| panic!("no `{field}` in {thing}"));
            let ty = after.split(',').next().unwrap_or_default();
            ((*name).to_owned(), ty.contains("Secret"))
        })
        .collect()
}

fn expect(names: &[&str], secret: bool) {
    let expected: Vec<_> = names
        .iter()
        .map(|name| ((*name).to_owned(), secret))
        .collect();
    assert_eq!(field_types(names), expected);
}

#[test]
fn a_credential_is_secret_however_its_words_are_joined() {
    for spelling in [
        "apiKey", "api_key", "api-key", "ApiKey", "API_KEY", "APIKey",
    ] {
        expect(&[spelling], true);
    }
}

#[test]
fn a_credential_is_secret_after_an_acronym() {
    expect(
        &[
            "APIKey",
            "APISecret",
            "AWSSecretKey",
            "JWTToken",
            "HTTPPassword",
        ],
        true,
    );
}

#[test]
fn a_credential_is_secret_beside_digits_and_other_letters() {
    expect(&["OAUTH2TOKEN", "V2Token", "2fa_token", "ключTOKEN"], true);
}

#[test]
fn a_word_that_only_contains_a_credential_is_not_secret() {
    expect(
        &["tokenizer", "secretary", "key", "keyboard", "apiVersion"],
        false,
    );
}
