//! The names the generator gives in Rust, foreseen: so that two names of a
//! document that would be one in Rust are told apart beforehand.

use heck::{ToPascalCase, ToSnakeCase};
use unicode_ident::{is_xid_continue, is_xid_start};

const KEYWORDS: [&str; 53] = [
    "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "Self", "self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The type for a schema, or the variant for a value of an enum.
pub fn type_name(text: &str) -> String {
    finished(text, str::to_pascal_case, "X")
}

/// The field for a property.
pub fn field_name(text: &str) -> String {
    finished(text, str::to_snake_case, "x")
}

/// The method for an operation, or the setter for a parameter.
pub fn method_name(text: &str) -> String {
    finished(text, str::to_snake_case, "_")
}

/// The builder for an operation.
pub fn builder_name(operation_id: &str) -> String {
    finished(&method_name(operation_id), str::to_pascal_case, "_")
}

fn finished(text: &str, to_case: impl Fn(&str) -> String, prefix: &str) -> String {
    let name = match text {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
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
    if KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}
