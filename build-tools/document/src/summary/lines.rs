//! The lines of a summary, and how names and values are written in them.

use serde_json::Value;

/// Lines at their depths, two spaces each.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    pub(super) fn line(&mut self, depth: usize, text: &str) {
        for _ in 0..depth {
            self.0.push_str("  ");
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    /// The lines of a text for people after its first, which [`head`] shows.
    pub(super) fn continued(&mut self, depth: usize, prose: &[String]) {
        for line in prose.iter().skip(1) {
            self.line(depth + 1, &format!("| {line}"));
        }
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// `label: fact, fact - first line of prose`.
pub(super) fn head(label: &str, facts: &[String], prose: &[String]) -> String {
    let facts = facts.join(", ");
    let mut text = match (label.is_empty(), facts.is_empty()) {
        (true, _) => facts,
        (false, true) => label.to_owned(),
        (false, false) => format!("{label}: {facts}"),
    };
    if let Some(first) = prose.first() {
        text.push_str(" - ");
        text.push_str(first);
    }
    text
}

/// A member as its name and value.
pub(super) fn fact(member: &str, value: &Value) -> String {
    if member.is_empty() {
        return value_text(value);
    }
    format!("{} {}", name(member), value_text(value))
}

/// A name as it is, quoted where it could be taken for something else.
pub(super) fn name(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.$/+*".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        Value::from(text).to_string()
    }
}

/// A value as JSON with sorted members; a word goes without quotes.
pub(super) fn value_text(value: &Value) -> String {
    match value {
        Value::String(text) if is_word(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => {
            let mut sorted = value.clone();
            sorted.sort_all_objects();
            sorted.to_string()
        }
        other => other.to_string(),
    }
}

fn is_word(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.$/:".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(plain)
        && !matches!(text, "true" | "false" | "null")
}

/// A text for people, line by line; how white space is laid out within a line,
/// and empty lines, say nothing.
pub(super) fn prose(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect()
}
