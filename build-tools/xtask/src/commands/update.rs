//! `cargo xtask update`.

use super::diff::{Format, write_report};
use super::sources::Sources;
use super::{current_workspace, print, write};
use api_document::bundle::Bundle;
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::display::tame;
use api_document::ingest::Source;
use build_tools::project::{Expected, Inputs, OutOfDate};
use build_tools::update;
use build_tools::workspace::Output;
use build_tools::workspace::Workspace;
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

rules! {
    pub(crate) RULES:

    TREE_OUT_OF_DATE: Error {
        code: "tree-out-of-date",
        meaning: "Generated files or snapshots are not what the inputs say.",
        why: "An update starts from a tree in which everything agrees, or its own changes could \
              not be distinguished from others.",
        help: "Run `cargo xtask check` and the commands it names, then update again.",
    }
}

#[derive(Args)]
pub(crate) struct Update {
    #[command(flatten)]
    sources: Sources,
    /// Go on although the new document lacks operations that ours has.
    #[arg(long)]
    accept_removed: bool,
    /// Run every check, but write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Delete overlay actions that no longer do anything.
    #[arg(long)]
    drop_stale: bool,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also write `title` and `body.md` of a pull request into this folder.
    #[arg(long)]
    pull_request: Option<PathBuf>,
}

pub(crate) fn update(arguments: &Update) -> Outcome<ExitCode> {
    let workspace = current_workspace()?;
    let current = Expected::of(Inputs::of(&workspace)?)?;
    refuse_stale_tree(&workspace, &current)?;
    let gathered = arguments
        .sources
        .gather(&workspace, current.build.api_version())?;
    let mut update = update::plan(&current, &gathered.sources, arguments.drop_stale)?;
    let removed = update::removed(&current, &update, arguments.accept_removed)?;
    update
        .notes
        .splice(0..0, gathered.notes.into_iter().chain(removed));
    if let Some(transaction) = &update.transaction {
        update::compile(&workspace, transaction)?;
        if !arguments.dry_run {
            transaction.commit(workspace.root())?;
        }
        if let Some(folder) = &arguments.pull_request {
            write_pull_request(folder, &update)?;
        }
    }
    let document = Source {
        name: update.document.name.clone(),
        bytes: update.document.bytes.clone(),
    };
    let document = Bundle::alone(document);
    print(&write_report(&update.report, arguments.format, &document))?;
    tell(&update, arguments.dry_run);
    Ok(ExitCode::SUCCESS)
}

/// An update starts from a tree in which everything agrees, or its own changes
/// could not be distinguished from others.
fn refuse_stale_tree(workspace: &Workspace, current: &Expected) -> Outcome<()> {
    if OutOfDate::of(workspace, current)?.is_empty() {
        return Ok(());
    }
    Err(Diagnostic {
        rule: &TREE_OUT_OF_DATE,
        file: workspace.root().display().to_string(),
        place: Place::File,
        message: "generated files or snapshots are not what the inputs say".to_owned(),
        help: "run `cargo xtask check` and the commands it names, then update again".to_owned(),
    }
    .into())
}

fn write_pull_request(folder: &Path, update: &update::Update) -> Outcome<()> {
    let update::PullRequest { title, body } = update::pull_request(update);
    for (name, text) in [("title", title + "\n"), ("body.md", body)] {
        let path = folder.join(name);
        write(&Output { path, text })?;
    }
    Ok(())
}

fn tell(update: &update::Update, dry_run: bool) {
    for section in &update.effects {
        eprintln!("{}", section.text());
    }
    for note in &update.notes {
        eprintln!("{}", tame(note));
    }
    let Some(transaction) = &update.transaction else {
        return;
    };
    let verb = if dry_run { "would write" } else { "wrote" };
    for file in transaction.write.keys() {
        eprintln!("{verb}   {file}");
    }
    let verb = if dry_run { "would remove" } else { "removed" };
    for file in &transaction.remove {
        eprintln!("{verb} {file}");
    }
}
