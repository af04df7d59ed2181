//! The examples of the published crate after an update: one that calls an operation
//! which is gone goes too, with its test, or the crate's own tests would no
//! longer compile.

use api_document::ingest::Document;
use api_document::names::method_name;
use api_document::schema::operations;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The examples by file, and notes on what went.
pub(super) struct Examples {
    pub(super) files: BTreeMap<String, String>,
    pub(super) notes: Vec<String>,
}

/// Leaves out the examples that call an operation of `old` which `new` has not.
pub(super) fn remaining(files: &BTreeMap<String, String>, [old, new]: [&Document; 2]) -> Examples {
    let (before, after) = (methods(old), methods(new));
    let mut left = Examples {
        files: files.clone(),
        notes: Vec::new(),
    };
    for (file, text) in files {
        // It went with its example, or the other way round.
        if !left.files.contains_key(file) {
            continue;
        }
        let Some(method) = before.difference(&after).find(|one| calls(text, one)) else {
            continue;
        };
        let name = Path::new(file).file_stem();
        left.files
            .retain(|other, _| Path::new(other).file_stem() != name);
        left.notes.push(format!(
            "removed {file}: it calls {method}, which the API no longer has"
        ));
    }
    left
}

fn methods(effective: &Document) -> BTreeSet<String> {
    let all = operations(&effective.value);
    all.iter().map(|one| method_name(one.id())).collect()
}

fn calls(text: &str, method: &str) -> bool {
    text.contains(&format!(".{method}("))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::remaining;
    use api_document::ingest::Document;
    use serde_json::json;

    fn document(ids: &[&str]) -> Document {
        let paths = ids.iter().map(|id| {
            let path = format!("/{id}");
            (path, json!({ "get": { "operationId": id } }))
        });
        Document {
            name: "effective.json".to_owned(),
            value: json!({ "paths": paths.collect::<serde_json::Map<_, _>>() }),
        }
    }

    #[test]
    fn an_example_of_an_operation_that_is_gone_goes_with_its_test() {
        let files = [
            ("x/examples/a.rs", "c.get_a()"),
            ("x/examples/b.rs", "c.get_b()"),
            ("x/tests/a.rs", "a(c)"),
            ("x/tests/b.rs", "b(c)"),
        ];
        let files = files
            .map(|(file, text)| (file.to_owned(), text.to_owned()))
            .into();
        let [old, new] = [document(&["get_a", "get_b"]), document(&["get_b", "get_c"])];
        let left = remaining(&files, [&old, &new]);
        let names: Vec<&String> = left.files.keys().collect();
        assert_eq!(names, ["x/examples/b.rs", "x/tests/b.rs"]);
        let note = "removed x/examples/a.rs: it calls get_a, which the API no longer has";
        assert_eq!(left.notes, [note]);
    }
}
