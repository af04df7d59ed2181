//! The table of operations in the README of the published crate: what each is
//! called, what it sends, and where it is documented.

use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::display::tame;
use api_document::ingest::{Document, Source};
use api_document::names::method_name;
use api_document::schema::{operations, rank};
use serde_json::Value;
use std::fmt::Write as _;

rules! {
    pub(crate) RULES:

    NO_OPERATIONS_TABLE: Error {
        code: "no-operations-table",
        meaning: "The README of the client does not say where its table of operations is.",
        why: "Users read there what the client can do, so it follows from the document.",
        help: "Put the lines `<!-- operations -->` and `<!-- end of operations -->` around it.",
    }
}

const BEGIN: &str = "<!-- operations -->\n";
const END: &str = "<!-- end of operations -->";

/// Returns the README with the table of a document's operations.
pub(super) fn with_operations(readme: &Source, effective: &Document) -> Outcome<String> {
    let text = String::from_utf8_lossy(&readme.bytes);
    let parts = text.split_once(BEGIN).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some((before, after))
    });
    let Some((before, after)) = parts else {
        return Err(Diagnostic::new(
            &NO_OPERATIONS_TABLE,
            &readme.name,
            Place::File,
            "the table of operations has no place",
            "put the lines `<!-- operations -->` and `<!-- end of operations -->` where it belongs",
        )
        .into());
    };
    Ok(format!("{before}{BEGIN}{}{END}{after}", table(effective)))
}

fn table(effective: &Document) -> String {
    let mut all = operations(&effective.value);
    all.sort_by_key(|one| (one.path.to_owned(), rank(one.method)));
    let mut text = String::from("| method of `Client` | sends | documented in |\n|---|---|---|\n");
    for operation in all {
        let source = operation.value.get("x-source").and_then(Value::as_str);
        let _ = writeln!(
            text,
            "| `{}` | `{}` | {} |",
            method_name(operation.id()),
            cell(&operation.location()),
            cell(source.unwrap_or_default()),
        );
    }
    text
}

/// A text that neither ends the cell nor the code in it.
fn cell(text: &str) -> String {
    tame(text).replace('`', "'").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::with_operations;
    use api_document::ingest::{Document, Source};
    use serde_json::json;

    fn readme(text: &str) -> Source {
        Source {
            name: "README.md".to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    fn document() -> Document {
        Document {
            name: "effective.json".to_owned(),
            value: json!({ "paths": { "/b|`": { "get": { "operationId": "get_b" } }, "/a": {
                "post": { "operationId": "create_a", "x-source": "public documentation" },
                "get": { "operationId": "list_a", "x-source": "the vendor's document" },
            } } }),
        }
    }

    #[test]
    fn the_table_is_replaced_and_all_else_stays() {
        let old = "# x\n\n<!-- operations -->\nold\n<!-- end of operations -->\n\nmore\n";
        let new = with_operations(&readme(old), &document()).unwrap();
        assert_eq!(
            new,
            "# x\n\n<!-- operations -->\n\
             | method of `Client` | sends | documented in |\n|---|---|---|\n\
             | `list_a` | `GET /a` | the vendor's document |\n\
             | `create_a` | `POST /a` | public documentation |\n\
             | `get_b` | `GET /b\\|'` |  |\n\
             <!-- end of operations -->\n\nmore\n"
        );
        assert_eq!(with_operations(&readme(&new), &document()).unwrap(), new);
    }

    #[test]
    fn a_readme_without_the_markers_is_refused() {
        for text in ["", "<!-- operations -->\n", "<!-- end of operations -->"] {
            let found = with_operations(&readme(text), &document()).unwrap_err();
            let found = found.to_string();
            assert!(
                found.starts_with("error[no-operations-table]: README.md"),
                "{found}"
            );
        }
    }
}
