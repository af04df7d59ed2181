//! A part of what is said of an update, for a terminal and in Markdown.

use crate::diff::report::markdown_text;
use api_document::display::{straight, tame};
use std::fmt::Write as _;

/// How long a line may be: names of types nest.
const LINE: usize = 200;

/// Items of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What they are.
    pub title: &'static str,
    /// Code is of a language; anything else is a list.
    pub language: Option<&'static str>,
    /// How many are shown.
    pub limit: usize,
    /// The items; code may be of several lines.
    pub items: Vec<String>,
}

impl Section {
    /// The section for a terminal.
    pub fn text(&self) -> String {
        let mut text = format!("{} ({}):\n", self.title, self.items.len());
        for line in self.shown().flat_map(|item| item.lines()) {
            let _ = writeln!(text, "  {}", tame(&cut(line)));
        }
        if let Some(more) = self.more() {
            let _ = writeln!(text, "  {more}");
        }
        text
    }

    /// The section in Markdown, folded.
    pub fn markdown(&self) -> String {
        let mut text = format!(
            "<details><summary>{} ({})</summary>\n\n",
            self.title,
            self.items.len()
        );
        if let Some(language) = self.language {
            let _ = writeln!(text, "````{language}");
            for line in self.shown().flat_map(|item| item.lines()) {
                let _ = writeln!(text, "{}", plain(&cut(line)));
            }
            text.push_str("````\n");
        } else {
            for item in self.shown() {
                let _ = writeln!(text, "- {}", markdown_text(&cut(item)));
            }
        }
        if let Some(more) = self.more() {
            let _ = writeln!(text, "\n{more}");
        }
        text + "\n</details>\n"
    }

    fn shown(&self) -> impl Iterator<Item = &String> {
        self.items.iter().take(self.limit)
    }

    fn more(&self) -> Option<String> {
        let more = self.items.len().checked_sub(self.limit)?;
        (more > 0).then(|| format!("… and {more} more"))
    }
}

fn cut(line: &str) -> String {
    if line.chars().count() <= LINE {
        return line.to_owned();
    }
    line.chars().take(LINE).chain(['…']).collect()
}

/// A line of a fenced block, which it cannot end.
fn plain(line: &str) -> String {
    let line = straight(line).replace(char::is_control, " ");
    line.replace("```", "'''")
}

#[cfg(test)]
mod tests {
    use super::Section;

    fn section(language: Option<&'static str>, items: &[&str]) -> Section {
        Section {
            title: "Things",
            language,
            limit: 2,
            items: items.iter().map(|&item| item.to_owned()).collect(),
        }
    }

    #[test]
    fn a_list_is_folded_bounded_and_escaped() {
        let markdown = section(None, &["<b> @me", "`a_b`", "c", "d"]).markdown();
        assert_eq!(
            markdown,
            "<details><summary>Things (4)</summary>\n\n- &lt;b> @\u{200b}me\n- `a_b`\n\n… and 2 \
             more\n\n</details>\n"
        );
    }

    #[test]
    fn nothing_in_code_ends_its_block() {
        let markdown = section(Some("diff"), &["+ a\n````\n</details>\u{1b}"]).markdown();
        assert_eq!(
            markdown,
            "<details><summary>Things (1)</summary>\n\n````diff\n+ a\n'''`\n</details> \n````\n\n\
             </details>\n"
        );
    }

    #[test]
    fn a_terminal_is_not_steered_and_long_lines_are_cut() {
        let long = "x".repeat(300);
        let text = section(None, &["a\u{1b}[2J", &long, "c"]).text();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..2], ["Things (3):", "  a\u{fffd}[2J"]);
        assert_eq!(lines[2].chars().count(), 203);
        assert_eq!(lines[3], "  … and 1 more");
    }
}
