//! Text of a document in the case and with the letters of a name in Rust.

use super::cased::{pascal, snake};
use heck::{ToShoutySnakeCase, ToSnakeCase};
use unicode_ident::{is_xid_continue, is_xid_start};

const KEYWORDS: [&str; 53] = [
    "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "Self", "self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

const LONGEST_KEYWORD: usize = "override".len();

/// The type for a schema.
pub fn type_name(schema: &str) -> String {
    finished(schema, pascal, "X")
}

/// The type for a schema inside the one for `outer`, by what it is there.
pub fn nested_type_name(outer: &str, part: &str) -> String {
    type_name(&format!("{outer}{}", type_name(part)))
}

/// The variant for a value of an enum.
pub fn variant_name(value: &str) -> String {
    type_name(value)
}

/// The field for a property.
pub fn field_name(property: &str) -> String {
    finished(property, snake, "x")
}

/// The method for an operation, or the setter for a parameter.
pub fn method_name(text: &str) -> String {
    finished(text, snake, "_")
}

/// The setter for the credentials of a security scheme.
///
/// The generator does not know these names, so they need not be cut where it
/// would cut them: `OAuth` is one word.
pub fn credential_setter(scheme: &str) -> String {
    method_name(&format!("with_{}", scheme.replace("OAuth", "Oauth")))
}

/// The builder for an operation.
pub fn builder_name(operation_id: &str) -> String {
    finished(&method_name(operation_id), pascal, "_")
}

/// The static for an operation or a schema.
pub fn static_name(text: &str) -> String {
    finished(text, str::to_shouty_snake_case, "_")
}

/// The words of a text in any case, in lower case.
pub fn words(text: &str) -> Vec<String> {
    let plain = text.replace(|c: char| !is_xid_continue(c), "-");
    let snake = plain.to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn finished(text: &str, to_case: impl Fn(&str) -> String, prefix: &str) -> String {
    let name = match text {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        _ if text.bytes().all(is_plain) => to_case(text),
        _ => to_case(
            &text
                .replace('\'', "")
                .replace(|c: char| !is_xid_continue(c), "-"),
        ),
    };
    let name = match name.chars().next() {
        None => to_case("x"),
        Some(first) if is_xid_start(first) => name,
        Some(_) => format!("{prefix}{name}"),
    };
    if name.len() <= LONGEST_KEYWORD && KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// Whether a byte is of a character that stays as it is.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_rust_conventions_whatever_the_document_uses() {
        for text in [
            "create_webhook",
            "createWebhook",
            "create-webhook",
            ".create.webhook",
            "CREATE WEBHOOK",
        ] {
            assert_eq!(type_name(text), "CreateWebhook");
            assert_eq!(variant_name(text), "CreateWebhook");
            assert_eq!(builder_name(text), "CreateWebhook");
            assert_eq!(static_name(text), "CREATE_WEBHOOK");
            assert_eq!(field_name(text), "create_webhook");
            assert_eq!(method_name(text), "create_webhook");
        }
    }

    #[test]
    fn every_keyword_is_told_apart() {
        assert!(KEYWORDS.iter().all(|word| word.len() <= LONGEST_KEYWORD));
    }

    #[test]
    fn an_acronym_is_one_word() {
        for (text, ty, field) in [
            (
                "HTTPValidationError",
                "HttpValidationError",
                "http_validation_error",
            ),
            ("getHTTPInfo", "GetHttpInfo", "get_http_info"),
            ("AWSSecretKey", "AwsSecretKey", "aws_secret_key"),
            ("userID", "UserId", "user_id"),
            ("V2Beta", "V2Beta", "v2_beta"),
            ("sha256Hash", "Sha256Hash", "sha256_hash"),
        ] {
            assert_eq!(type_name(text), ty);
            assert_eq!(builder_name(text), ty);
            assert_eq!(field_name(text), field);
            assert_eq!(method_name(text), field);
            assert_eq!(static_name(text), field.to_uppercase());
        }
    }

    #[test]
    fn a_text_is_cut_into_words_at_marks_and_capitals() {
        assert_eq!(words("api-keys"), ["api", "keys"]);
        assert_eq!(words("FilteringRulesV2"), ["filtering", "rules", "v2"]);
        assert_eq!(words("findAll"), ["find", "all"]);
        assert_eq!(words("{}?"), [""; 0]);
    }

    #[test]
    fn the_setter_of_credentials_is_called_after_their_scheme() {
        for (scheme, setter) in [
            ("api_key", "with_api_key"),
            ("HTTPBearer", "with_http_bearer"),
            ("OAuth2", "with_oauth2"),
            ("petstoreOAuth", "with_petstore_oauth"),
        ] {
            assert_eq!(credential_setter(scheme), setter);
        }
    }

    #[test]
    fn what_is_not_a_name_in_rust_becomes_one() {
        assert_eq!([type_name("2fa"), field_name("2fa")], ["X2fa", "x2fa"]);
        assert_eq!(
            [method_name("2fa"), static_name("43bcdb")],
            ["_2fa", "_43BCDB"]
        );
        assert_eq!(
            [type_name(""), field_name("?"), static_name("")],
            ["X", "x", "X"]
        );
        assert_eq!([type_name("self"), field_name("type")], ["Self_", "type_"]);
        assert_eq!(
            [variant_name("+1"), variant_name("-1")],
            ["plus1", "minus1"]
        );
    }

    #[test]
    fn a_nested_type_is_named_as_its_whole_name_would_be() {
        assert_eq!(nested_type_name("Page", "next_link"), "PageNextLink");
        assert_eq!(nested_type_name("Page", "HTTPInfo"), "PageHttpInfo");
        assert_eq!(nested_type_name("Page", "2fa"), "PageX2fa");
        assert_eq!(nested_type_name("GetXY", "Body"), "GetXyBody");
    }
}
