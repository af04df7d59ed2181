//! Writes the record of what programs sent, as Markdown.

use crate::calls::Conduct;
use crate::sending::Sending;
use std::fmt::Write as _;

/// The path of the record, from the workspace's root.
pub const FILE: &str = "build-tools/proof/SENDING.md";

/// The tables, each with where its edits are and what they are.
const TABLES: [(&str, &str, &str); 2] = [
    (
        "semver",
        "Edits of every kind",
        "Those of [SEMVER.md](SEMVER.md).",
    ),
    (
        "names",
        "Edits of names",
        "Names are added, swapped and reordered that would be one name in Rust.",
    ),
];

/// Returns the record of both tables; `rustc` is the compiler's version.
pub fn record(tables: [&[Sending]; 2], rustc: &str) -> String {
    let all: usize = tables.iter().map(|table| table.len()).sum();
    let count = |wanted: &dyn Fn(&Sending) -> bool| {
        let found = tables.iter().copied().flatten();
        found.filter(|one| wanted(one)).count()
    };
    let same = count(&|one| matches!(one.conduct, Conduct::Ran { other: None, .. }));
    let other = count(&|one| matches!(one.conduct, Conduct::Ran { other: Some(_), .. }));
    let mut text = format!(
        "# What a program sends after {all} edits\n\n\
         Written by `cargo run -p semver-proof --bin sending-proof` with {rustc}. Do not edit.\n\n\
         A program, `program.rs` beside the edits, calls every operation with everything that it\n\
         takes. It is built with the crate of the base and with that of each revision, both are\n\
         run, and what reaches a server is compared: method, path, query, headers and body of\n\
         every call, in order.\n\n\
         - On {same} edits it sends what it sent before. A call that lacks what the revision\n  \
           requires is refused before anything is sent.\n\
         - On {other} edits it compiles and sends something else. The Rust verdict is major on\n  \
           each, and the report names what stands for something else, where there is a name.\n\
         - On the other {not} it does not compile, and the verdict is major too.\n",
        not = all - same - other,
    );
    for ((folder, heading, what), table) in TABLES.iter().zip(tables) {
        let _ = write!(
            text,
            "\n## {heading}\n\n\
             {what} They are in `tests/fixtures/{folder}/edits.txt`.\n\n\
             | edit | ours | the program | names that stand for something else |\n\
             |---|---|---|---|\n",
        );
        for one in table {
            text.push_str(&row(one));
        }
    }
    text
}

fn row(one: &Sending) -> String {
    let names: Vec<String> = one.ours.moved.iter().map(|name| code(name)).collect();
    format!(
        "| {} | {} | {} | {} |\n",
        one.edit.name,
        one.ours.bump,
        conduct(&one.conduct),
        names.join(", "),
    )
}

/// Returns the edits of a record, each with our verdict.
pub fn rows(text: &str) -> Vec<[String; 2]> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = rows.filter_map(|line| {
        let mut cells = line.split(" | ").map(str::to_owned);
        Some([cells.next()?, cells.next()?])
    });
    cells.filter(|[edit, _]| edit != "edit").collect()
}

/// Says what the program did with the crate of the revision.
fn conduct(conduct: &Conduct) -> String {
    let codes = |texts: &[String]| {
        let all: Vec<String> = texts.iter().map(|text| code(text)).collect();
        all.join(", ")
    };
    match conduct {
        Conduct::NotCompiled(errors) => format!("does not compile: {}", errors.join(", ")),
        Conduct::Ran {
            other: Some([old, new]),
            ..
        } => format!("sends {} instead of {}", code(new), code(old)),
        Conduct::Ran { refused, .. } if refused.is_empty() => "sends the same".to_owned(),
        Conduct::Ran { refused, .. } => format!("is refused: {}", codes(refused)),
    }
}

/// A text as code in a cell of a table.
fn code(text: &str) -> String {
    let text = text.replace('|', "\\|");
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}
