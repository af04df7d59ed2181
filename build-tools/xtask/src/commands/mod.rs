//! The commands, one module for each: they read, call the stages, write, and
//! decide about the exit code.

pub(crate) mod check;
pub(crate) mod diff;
mod documents;
mod excerpt;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod ingest;
pub(crate) mod lint;
mod progress;
mod repeated;
mod rules;
mod sources;
pub(crate) mod update;

use api_document::diagnostic::{Diagnostic, Outcome};
use api_document::ingest::Source;
use api_document::located::{Located, Locator};
use api_document::rule::Severity;
use build_tools::workspace::Output;
use build_tools::workspace::{self, Transaction};
use build_tools::workspace::{AtRevision, Workspace, read_source, unreadable, unwritable};
use excerpt::SourceLines;
use repeated::Repeated;
use std::collections::HashMap;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

fn current_workspace() -> Outcome<Workspace> {
    let folder = std::env::current_dir().map_err(|error| unreadable(".", &error))?;
    let workspace = Workspace::around(&folder)?;
    if let Some(files) = workspace::recover(workspace.root())? {
        eprintln!("finished an update of {files} files that was interrupted");
    }
    Ok(workspace)
}

/// Prints diagnostics to standard error, with the lines they are on.
pub(crate) fn tell<'d>(
    severity: Severity,
    diagnostics: impl IntoIterator<Item = &'d Diagnostic> + Clone,
) {
    let locator = Locator::of(diagnostics.clone(), file);
    let mut shown = Shown::new(colours(&io::stderr()));
    let mut repeated = Repeated::default();
    for one in diagnostics {
        if repeated.is_shown(severity, one) {
            eprintln!("{}", shown.text(&locator.locate(severity, one)));
        }
    }
    for line in repeated.rest() {
        eprintln!("{line}");
    }
}

/// Diagnostics with the lines of the files they are about, each read once.
struct Shown {
    files: HashMap<String, Option<SourceLines>>,
    colour: bool,
}

impl Shown {
    fn new(colour: bool) -> Self {
        let files = HashMap::new();
        Self { files, colour }
    }

    /// Adds a file that was read already.
    fn with(mut self, source: Source) -> Self {
        let name = source.name.clone();
        self.files.insert(name, Some(SourceLines::of(source)));
        self
    }

    fn text(&mut self, located: &Located) -> String {
        let name = &located.diagnostic.file;
        let lines = match located.line {
            Some(_) if !self.files.contains_key(name) => {
                let lines = file(name).map(SourceLines::of);
                self.files.entry(name.clone()).or_insert(lines).as_mut()
            }
            Some(_) => self.files.get_mut(name).and_then(Option::as_mut),
            None => None,
        };
        excerpt::shown(located, lines, self.colour)
    }
}

/// Whether a stream may be written to in colours.
fn colours(stream: &impl IsTerminal) -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    stream.is_terminal() && !refused
}

/// Resolves the file a diagnostic refers to: at its revision, from this folder,
/// or from the workspace.
fn file(name: &str) -> Option<Source> {
    if let Some(AtRevision { revision, path }) = AtRevision::of(name) {
        return workspace::file_at(Path::new("."), revision, path?).ok();
    }
    // A pipe, say, was read to its end before.
    let again = |path: &Path| path.is_file().then(|| read_source(path).ok()).flatten();
    let from_here = || again(Path::new(name));
    let from_root = || {
        let root = Workspace::around(&std::env::current_dir().ok()?).ok()?;
        again(&root.root().join(name))
    };
    let source = from_here().or_else(from_root)?;
    Some(Source {
        name: name.to_owned(),
        ..source
    })
}

/// Replaces files of the workspace, and removes some: all of it or nothing.
fn replace(workspace: &Workspace, outputs: &[Output], remove: Vec<String>) -> Outcome<()> {
    let write = outputs
        .iter()
        .map(|output| (workspace.shown(&output.path), output.text.clone()));
    let transaction = Transaction {
        write: write.collect(),
        remove,
    };
    transaction.commit(workspace.root())?;
    for file in transaction.write.keys() {
        print(&format!("updated   {file}\n"))?;
    }
    for file in &transaction.remove {
        print(&format!("removed   {file}\n"))?;
    }
    Ok(())
}

fn write(output: &Output) -> Outcome<()> {
    output
        .write()
        .map_err(|error| unwritable(&output.path.display().to_string(), &error).into())
}

/// Prints to standard output. A reader that stops early, such as `head`, is
/// not an error.
fn print(text: &str) -> Outcome<()> {
    let mut output = io::stdout().lock();
    let printed = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    match printed {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(unwritable("standard output", &error).into())
        }
        _ => Ok(()),
    }
}
