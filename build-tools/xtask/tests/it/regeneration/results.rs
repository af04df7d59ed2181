//! Everything that is made of one document, and how two of them differ.

use super::{make, surface_of};
use api_document::diagnostic::{Diagnostics, Outcome, Place};
use api_document::ingest::Document;
use api_document::summary::summarise;
use api_generate::Made;
use rust_surface::{Kind, Surface};
use std::collections::{BTreeMap, BTreeSet};

type Entries = BTreeMap<String, String>;

pub(crate) struct Results {
    /// What the document says; nothing when it could not be read.
    document: Option<Entries>,
    /// What was made of it, or why nothing was.
    made: Result<Outputs, Vec<String>>,
}

struct Outputs {
    effective: Entries,
    /// The generated code without its header, which has the digest of the
    /// effective document.
    code: String,
    surface: Surface,
    report: BTreeSet<String>,
}

impl Results {
    pub(crate) fn of(document: Outcome<Document>) -> Self {
        match document {
            Ok(document) => Self {
                document: Some(summarise(&document.value)),
                made: make(&document)
                    .map(|made| outputs(&made))
                    .map_err(|found| refusals(&found)),
            },
            Err(found) => Self {
                document: None,
                made: Err(refusals(&found)),
            },
        }
    }

    /// One line for everything that differs in `self` from `before`.
    pub(crate) fn differences(&self, before: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        if let (Some(before), Some(after)) = (&before.document, &self.document) {
            lines.extend(entries("document ", before, after));
        }
        match (&before.made, &self.made) {
            (_, Err(why)) => lines.extend(why.iter().map(|why| format!("refused   {why}"))),
            (Ok(before), Ok(after)) => lines.extend(outputs_differ(before, after)),
            (Err(why), Ok(_)) => panic!("the document is refused as it is: {why:?}"),
        }
        lines
    }
}

fn outputs(made: &Made) -> Outputs {
    Outputs {
        effective: summarise(&made.effective.value),
        code: made.code.lines().skip(2).collect::<Vec<_>>().join("\n"),
        surface: surface_of(made),
        report: made
            .report
            .lines()
            .map(|line| line.trim().to_owned())
            .collect(),
    }
}

fn refusals(found: &Diagnostics) -> Vec<String> {
    let one = |found: &api_document::diagnostic::Diagnostic| {
        let file = found.file.rsplit('/').next().unwrap_or_default();
        match &found.place {
            Place::Pointer(pointer) => format!("{} {file}#{pointer}", found.rule.code),
            _ => format!("{} {file}", found.rule.code),
        }
    };
    found.iter().map(one).collect()
}

fn outputs_differ(before: &Outputs, after: &Outputs) -> Vec<String> {
    let mut lines = entries("effective", &before.effective, &after.effective);
    if before.code != after.code {
        lines.push("code      ~".to_owned());
    }
    lines.extend(surfaces(&before.surface, &after.surface));
    for line in before.report.difference(&after.report) {
        lines.push(format!("report    - {line}"));
    }
    for line in after.report.difference(&before.report) {
        lines.push(format!("report    + {line}"));
    }
    lines
}

fn entries(kind: &str, before: &Entries, after: &Entries) -> Vec<String> {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    keys.into_iter()
        .filter_map(|key| {
            let sign = match (before.get(key), after.get(key)) {
                (Some(before), Some(after)) if before == after => return None,
                (Some(_), Some(_)) => '~',
                (None, _) => '+',
                (_, None) => '-',
            };
            Some(format!("{kind} {sign} {key}"))
        })
        .collect()
}

/// The lines of what is gone and of what is new, in the order of their paths.
/// The traits of one type are put together at the end.
fn surfaces(before: &Surface, after: &Surface) -> Vec<String> {
    let mut lines = BTreeSet::new();
    let mut impls: BTreeMap<(&str, char), Vec<&str>> = BTreeMap::new();
    for (sign, these, those) in [('-', before, after), ('+', after, before)] {
        for (path, item) in &these.items {
            if those.items.get(path) == Some(item) {
                continue;
            }
            let implemented = path.split_once(" impl ");
            match implemented {
                Some((owner, rest))
                    if item.kind == Kind::Impl && !those.items.contains_key(path) =>
                {
                    let (name, _) = rest.split_once(" for ").unwrap();
                    impls.entry((owner, sign)).or_default().push(name);
                }
                _ => {
                    let plus_last = sign == '+';
                    lines.insert((path, plus_last, format!("surface   {sign} {item}")));
                }
            }
        }
    }
    let lines = lines.into_iter().map(|(_, _, line)| line);
    let impls = impls.into_iter().map(|((owner, sign), names)| {
        format!("surface   {sign} {owner} impl {}", names.join(", "))
    });
    lines.chain(impls).collect()
}
