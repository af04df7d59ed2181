//! Reads the table of edits: changes of a document, each with its Rust verdict.

use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::{Source, any, to_canonical_json};
use build_tools::proof::MALFORMED_EDIT;
use rust_surface::Bump;
use serde_json::Value;

/// One edit of the base document.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The name.
    pub name: String,
    /// The verdict that is expected.
    pub expected: Bump,
    /// Whether the compiler tells nobody: user code compiles with both crates and
    /// sends something else with each.
    pub silent: bool,
    /// User code that compiles with one of the two crates only, or with both where
    /// the edit is silent; empty where the bump is below minor.
    pub code: String,
    /// Why the program's calls are not sent any more, where some are not: what
    /// they lack.
    pub refused: Vec<String>,
    /// The document after the edit.
    pub document: Value,
}

impl Edit {
    /// Returns the document after the edit, as a source.
    pub fn revision(&self) -> Source {
        Source {
            name: self.name.clone(),
            bytes: to_canonical_json(&self.document).into_bytes(),
        }
    }
}

/// The word for a major edit that the compiler does not tell of.
const SILENT: &str = "silent";

const BUMPS: [Bump; 4] = [Bump::None, Bump::Patch, Bump::Minor, Bump::Major];

/// Reads the table, and applies each edit to the document in `base`.
pub fn read(base: &Source, table: &Source) -> Outcome<Vec<Edit>> {
    let document = any(base)?.value;
    let text = String::from_utf8_lossy(&table.bytes);
    let mut edits: Vec<Edit> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let read = match line.strip_prefix("# ") {
            Some(head) => begin(head, &document, &edits).map(|edit| edits.push(edit)),
            None => apply(line, edits.last_mut()),
        };
        read.map_err(|message| malformed(&table.name, index + 1, message))?;
    }
    Ok(edits)
}

/// Checks that the edits have code where their verdict needs it, and only there.
pub fn check_code(edits: &[Edit], table: &Source) -> Outcome<()> {
    let unproven = |edit: &&Edit| edit.code.is_empty() == (edit.expected >= Bump::Minor);
    let Some(edit) = edits.iter().find(unproven) else {
        return Ok(());
    };
    let message = format!(
        "`{}` is {}, and has {} code",
        edit.name,
        edit.expected,
        if edit.code.is_empty() { "no" } else { "user" }
    );
    let lines = String::from_utf8_lossy(&table.bytes).lines().count();
    Err(malformed(&table.name, lines, message).into())
}

/// Starts an edit from its head.
fn begin(head: &str, document: &Value, others: &[Edit]) -> Result<Edit, String> {
    let (bump, name) = head.split_once(": ").ok_or("expected `# bump: name`")?;
    let silent = bump == SILENT;
    let bump = if silent { "major" } else { bump };
    let expected = BUMPS
        .into_iter()
        .find(|known| known.to_string() == bump)
        .ok_or_else(|| format!("`{bump}` is not a bump"))?;
    if others.iter().any(|other| other.name == name) {
        return Err(format!("duplicate edit `{name}`"));
    }
    Ok(Edit {
        name: name.to_owned(),
        expected,
        silent,
        code: String::new(),
        refused: Vec::new(),
        document: document.clone(),
    })
}

/// Applies a line to the edit it belongs to; empty lines and comments do nothing.
fn apply(line: &str, edit: Option<&mut Edit>) -> Result<(), String> {
    if line.is_empty() || line.starts_with("//") {
        return Ok(());
    }
    let edit = edit.ok_or("expected `# bump: name` first")?;
    match line.split_once(' ') {
        Some(("+", change)) => {
            let (pointer, value) = change.split_once(' ').ok_or("expected a value")?;
            let value = serde_json::from_str(value).map_err(|error| error.to_string())?;
            put(&mut edit.document, pointer, value)
        }
        Some(("-", pointer)) => remove(&mut edit.document, pointer),
        Some(("|", code)) => {
            edit.code.push_str(code);
            edit.code.push('\n');
            Ok(())
        }
        Some(("!", why)) => {
            edit.refused.push(why.to_owned());
            Ok(())
        }
        _ => Err("expected `#`, `+`, `-`, `|`, `!` or `//`, and a space".to_owned()),
    }
}

fn put(document: &mut Value, pointer: &str, value: Value) -> Result<(), String> {
    let (parent, key) = parent(document, pointer)?;
    match parent {
        Value::Object(members) => {
            members.insert(key, value);
        }
        Value::Array(items) if key == "-" => items.push(value),
        Value::Array(items) => *place(items, &key)? = value,
        _ => return Err(format!("{pointer} is in neither an object nor a list")),
    }
    Ok(())
}

fn remove(document: &mut Value, pointer: &str) -> Result<(), String> {
    let nothing = || format!("{pointer} does not exist");
    let (parent, key) = parent(document, pointer)?;
    match parent {
        Value::Object(members) => {
            members.shift_remove(&key).ok_or_else(nothing)?;
        }
        Value::Array(items) => {
            place(items, &key)?;
            items.remove(key.parse().map_err(|_| nothing())?);
        }
        _ => return Err(nothing()),
    }
    Ok(())
}

/// Returns the parent of a pointer, and the last segment.
fn parent<'a>(document: &'a mut Value, pointer: &str) -> Result<(&'a mut Value, String), String> {
    let nothing = || format!("the parent of {pointer} does not exist");
    let (parent, key) = pointer.rsplit_once('/').ok_or_else(nothing)?;
    let parent = document.pointer_mut(parent).ok_or_else(nothing)?;
    Ok((parent, key.replace("~1", "/").replace("~0", "~")))
}

fn place<'a>(items: &'a mut [Value], key: &str) -> Result<&'a mut Value, String> {
    let index: Option<usize> = key.parse().ok();
    index
        .and_then(|index| items.get_mut(index))
        .ok_or_else(|| format!("the list does not have an item {key}"))
}

fn malformed(file: &str, line: usize, message: String) -> Diagnostic {
    Diagnostic {
        rule: &MALFORMED_EDIT,
        file: file.to_owned(),
        place: Place::Line { line, column: 1 },
        message,
        help: "see the comment at the top of the file".to_owned(),
    }
}
