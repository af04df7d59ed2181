//! `cargo xtask`: the command line of the tools.
//!
//! Exit codes: 0 done, 1 the tree is not what the inputs say it should be,
//! 2 something is wrong with an input or with the command line.

use build_tools::compare::{self, Level, accepted};
use build_tools::diagnostic::{Diagnostic, Outcome, Place};
use build_tools::ingest::{self, Source, to_canonical_json};
use build_tools::output::Output;
use build_tools::render::COMMAND;
use build_tools::report::{self, Report};
use build_tools::tree::Tree;
use build_tools::workspace::{CHANGELOG, Workspace, read_source, unwritable};
use build_tools::{diff, fetch, overlay, stand_alone, transaction, update};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "The tools that keep the generated client true to its document."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read JSON, YAML or documentation pages into one canonical document.
    Ingest {
        /// Files to read; several are merged.
        #[arg(required = true)]
        sources: Vec<PathBuf>,
        /// Where the document goes; standard output if absent.
        #[arg(long)]
        output: Option<PathBuf>,
    },
    /// Generate the client from the vendored document, or a crate from any.
    Generate(Generate),
    /// Check that document, effective document, code, lock, snapshots,
    /// changelog and version agree.
    Check {
        /// The tag a release is made from: `v` and the crate's version.
        #[arg(long)]
        tag: Option<String>,
    },
    /// Accept the snapshots as they are now, for review with git diff.
    Snapshots,
    /// Say what changed between two documents, on the wire and for Rust code.
    Diff(Diff),
    /// Take in a new document: all that follows from it, or nothing.
    Update(Update),
    /// Print the JSON Schema of the report in JSON.
    ReportSchema,
    /// Say what a kind of change means, why it has its level, and what to do.
    Explain {
        /// An id of a change, as in the report of `diff`.
        id: String,
    },
}

#[derive(Args)]
struct Diff {
    /// The document compared against: a file, or `git:REV` for ours at REV.
    base: String,
    /// The document compared: a file, or `git:REV` for ours at REV.
    revision: String,
    /// How the report is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Exit with 1 from this level on; never by default.
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    /// Corrections to apply to both before the code is generated.
    #[arg(long)]
    overlay: Option<PathBuf>,
    /// Changes that are accepted: TOML with id, location, reason, until.
    #[arg(long)]
    accepted: Option<PathBuf>,
}

#[derive(Args)]
struct Update {
    /// The new document: files, documentation pages, or https addresses. All
    /// of them together are the document.
    #[arg(required = true)]
    sources: Vec<String>,
    /// Do everything but write.
    #[arg(long)]
    dry_run: bool,
    /// Delete overlay actions that no longer do anything.
    #[arg(long)]
    drop_stale: bool,
    /// How the report is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also write `title` and `body.md` of a pull request into this folder.
    #[arg(long)]
    pull_request: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Markdown,
    Html,
    Github,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum FailOn {
    #[default]
    None,
    Docs,
    NonBreaking,
    Breaking,
}

#[derive(Args)]
struct Generate {
    /// Write nothing; exit with 1 if anything would change.
    #[arg(long, conflicts_with = "spec")]
    check: bool,
    /// Generate a stand-alone crate from this document instead.
    #[arg(long, requires = "output_dir")]
    spec: Option<PathBuf>,
    /// Corrections to that document.
    #[arg(long, requires = "spec")]
    overlay: Option<PathBuf>,
    /// Where the crate goes: a new or empty folder, or an earlier output.
    #[arg(long, requires = "spec")]
    output_dir: Option<PathBuf>,
    /// What the crate is called; by default, the document's title.
    #[arg(long, requires = "spec")]
    crate_name: Option<String>,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Ingest { sources, output } => ingest_sources(&sources, output.as_deref()),
        Command::Generate(Generate {
            spec: Some(spec),
            overlay,
            output_dir: Some(folder),
            crate_name,
            ..
        }) => generate_crate(&spec, overlay.as_deref(), &folder, crate_name),
        Command::Generate(Generate { check: false, .. }) => generate_client(),
        Command::Generate(_) => check(None),
        Command::Check { tag } => check(tag.as_deref()),
        Command::Snapshots => snapshots(),
        Command::Diff(arguments) => diff_documents(&arguments),
        Command::Update(arguments) => update(&arguments),
        Command::ReportSchema => {
            println!("{:#}", report::json_schema().to_value());
            Ok(ExitCode::SUCCESS)
        }
        Command::Explain { id } => explain(&id),
    };
    match result {
        Ok(code) => code,
        Err(diagnostics) => {
            eprintln!("{diagnostics}");
            ExitCode::from(2)
        }
    }
}

fn ingest_sources(sources: &[PathBuf], output: Option<&Path>) -> Outcome<ExitCode> {
    let sources: Vec<Source> = sources
        .iter()
        .map(|path| read_source(path))
        .collect::<Outcome<_>>()?;
    let document = ingest::ingest(&sources)?;
    let text = to_canonical_json(&document.value);
    match output {
        Some(path) => {
            write(&Output {
                path: path.to_owned(),
                text,
            })?;
        }
        None => print!("{text}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn generate_client() -> Outcome<ExitCode> {
    let workspace = current_workspace()?;
    let changed = workspace.changed(&workspace.expected()?.outputs);
    for output in &changed {
        write(output)?;
        println!("updated   {}", workspace.shown(&output.path));
    }
    if changed.is_empty() {
        println!("unchanged: the tree is what the document and the overlay say");
    }
    Ok(ExitCode::SUCCESS)
}

fn check(tag: Option<&str>) -> Outcome<ExitCode> {
    let workspace = current_workspace()?;
    let tree = workspace.expected()?;
    if let Some(tag) = tag.filter(|tag| *tag != format!("v{}", tree.version)) {
        return Err(wrong_tag(tag, &tree).into());
    }
    let stale = workspace.stale(&tree)?;
    for output in stale.outputs.iter().chain(&stale.snapshots) {
        eprintln!("out of date: {}", workspace.shown(&output.path));
        eprint!("{}", output.diff());
    }
    for file in &stale.leftovers {
        eprintln!("out of date: {file}: what it describes is gone");
    }
    let outputs = !stale.outputs.is_empty();
    let snapshots = !(stale.snapshots.is_empty() && stale.leftovers.is_empty());
    if outputs {
        eprintln!("run `{COMMAND}`");
    }
    if snapshots {
        eprintln!("review what changed, then run `cargo xtask snapshots`");
    }
    if !(outputs || snapshots) {
        println!("up to date");
    }
    Ok(ExitCode::from(u8::from(outputs || snapshots)))
}

fn wrong_tag(tag: &str, tree: &Tree) -> Diagnostic {
    Diagnostic {
        code: "wrong-tag",
        file: CHANGELOG.to_owned(),
        place: Place::File,
        message: format!(
            "the tag is {tag}, but the newest version is {}",
            tree.version
        ),
        remedy: format!("run `git tag v{}` on the commit to release", tree.version),
    }
}

/// Writes the snapshots anew, for review with `git diff`.
fn snapshots() -> Outcome<ExitCode> {
    let workspace = current_workspace()?;
    let stale = workspace.stale(&workspace.expected()?)?;
    for output in &stale.snapshots {
        write(output)?;
        println!("updated   {}", workspace.shown(&output.path));
    }
    for file in &stale.leftovers {
        let removed = std::fs::remove_file(workspace.root().join(file));
        removed.map_err(|error| unwritable(file, &error))?;
        println!("removed   {file}");
    }
    Ok(ExitCode::SUCCESS)
}

fn diff_documents(arguments: &Diff) -> Outcome<ExitCode> {
    let base = diff_side(&arguments.base)?;
    let revision = diff_side(&arguments.revision)?;
    let overlay = match &arguments.overlay {
        Some(path) => Some(overlay::parse(&read_source(path)?)?),
        None => None,
    };
    let difference = diff::diff(&base, &revision, overlay.as_ref(), |changes| {
        let Some(path) = &arguments.accepted else {
            return Ok(changes);
        };
        let source = read_source(path)?;
        let text = String::from_utf8_lossy(&source.bytes);
        let accepted = accepted::parse(&source.name, &text)?;
        let today = chrono::Utc::now().format("%Y-%m-%d").to_string();
        accepted::apply(&source.name, &accepted, &changes, &today)
    })?;
    if let Some(why) = &difference.not_generated {
        eprintln!(
            "warning: the Rust verdict follows the wire's, since one side cannot be generated\n{why}"
        );
    }
    let report = &difference.report;
    print!("{}", write_report(report, arguments.format, &revision));
    let least = match arguments.fail_on {
        FailOn::None => return Ok(ExitCode::SUCCESS),
        FailOn::Docs => Level::Docs,
        FailOn::NonBreaking => Level::NonBreaking,
        FailOn::Breaking => Level::Breaking,
    };
    Ok(ExitCode::from(u8::from(report.summary.level >= least)))
}

fn update(arguments: &Update) -> Outcome<ExitCode> {
    let workspace = current_workspace()?;
    refuse_stale_tree(&workspace)?;
    let current = workspace.inputs()?;
    let sources = fetch_all(&arguments.sources)?;
    let update = update::plan(&current, &sources, arguments.drop_stale)?;
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
    print!(
        "{}",
        write_report(&update.report, arguments.format, &document)
    );
    tell(&update, arguments.dry_run);
    Ok(ExitCode::SUCCESS)
}

/// An update starts from a tree in which everything agrees, or its own changes
/// could not be told from others.
fn refuse_stale_tree(workspace: &Workspace) -> Outcome<()> {
    let stale = workspace.stale(&workspace.expected()?)?;
    if stale.outputs.is_empty() && stale.snapshots.is_empty() && stale.leftovers.is_empty() {
        return Ok(());
    }
    Err(Diagnostic {
        code: "tree-out-of-date",
        file: workspace.root().display().to_string(),
        place: Place::File,
        message: "generated files or snapshots are not what the inputs say".to_owned(),
        remedy: "run `cargo xtask check` and what it tells, then update again".to_owned(),
    }
    .into())
}

fn fetch_all(names: &[String]) -> Outcome<Vec<Source>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| build_tools::workspace::unreadable("the network", &error))?;
    let limits = fetch::Limits::default();
    names
        .iter()
        .map(|name| runtime.block_on(fetch::source(name, limits)))
        .collect()
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
    for note in &update.notes {
        eprintln!("{note}");
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

fn write_report(report: &Report, format: Format, revision: &Source) -> String {
    match format {
        Format::Text => report::text(report, std::io::stdout().is_terminal()),
        Format::Json => report.to_json(),
        Format::Markdown => report::markdown(report),
        Format::Html => report::html(report),
        Format::Github => report::github(
            report,
            &revision.name,
            &String::from_utf8_lossy(&revision.bytes),
        ),
    }
}

/// One side of a comparison: a file, or our document at a git revision.
fn diff_side(side: &str) -> Outcome<Source> {
    match side.strip_prefix("git:") {
        Some(revision) => current_workspace()?.document_at(revision),
        None => read_source(Path::new(side)),
    }
}

fn explain(id: &str) -> Outcome<ExitCode> {
    let Some(explanation) = compare::explain(id) else {
        return Err(Diagnostic {
            code: "unknown-id",
            file: id.to_owned(),
            place: Place::File,
            message: "no change has this id".to_owned(),
            remedy: "copy the id from the report of `cargo xtask diff`".to_owned(),
        }
        .into());
    };
    let levels: Vec<String> = explanation.levels.iter().map(ToString::to_string).collect();
    println!("{} ({})\n", explanation.id, levels.join(" or "));
    println!("{}\n", explanation.meaning);
    println!("Why: {}\n", explanation.why);
    println!("What to do: {}", explanation.remedy);
    Ok(ExitCode::SUCCESS)
}

fn generate_crate(
    spec: &Path,
    overlay: Option<&Path>,
    folder: &Path,
    name: Option<String>,
) -> Outcome<ExitCode> {
    let document = ingest::ingest(&[read_source(spec)?])?;
    let overlay = match overlay {
        Some(path) => Some(overlay::parse(&read_source(path)?)?),
        None => None,
    };
    let name = name.unwrap_or_else(|| stand_alone::default_name(&document));
    let (made, files) = stand_alone::files(&document, overlay.as_ref(), &name, folder)?;
    refuse_foreign_folder(folder)?;
    for output in files.iter().filter(|output| !output.is_current()) {
        write(output)?;
    }
    eprint!("{}", made.report);
    println!("the crate `{name}` is in {}", folder.display());
    Ok(ExitCode::SUCCESS)
}

/// A crate goes into a new or empty folder, or over an earlier output.
fn refuse_foreign_folder(folder: &Path) -> Outcome<()> {
    let empty = std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    if empty || manifest.starts_with("# @generated by `cargo xtask generate --spec`") {
        return Ok(());
    }
    Err(Diagnostic {
        code: "foreign-folder",
        file: folder.display().to_string(),
        place: Place::File,
        message: "the folder holds something else than a generated crate".to_owned(),
        remedy: "give --output-dir a new or empty folder".to_owned(),
    }
    .into())
}

fn current_workspace() -> Outcome<Workspace> {
    let folder =
        std::env::current_dir().map_err(|error| build_tools::workspace::unreadable(".", &error))?;
    let workspace = Workspace::around(&folder)?;
    if let Some(files) = transaction::recover(workspace.root())? {
        eprintln!("finished an update of {files} files that was interrupted");
    }
    Ok(workspace)
}

fn write(output: &Output) -> Outcome<()> {
    output
        .write()
        .map_err(|error| unwritable(&output.path.display().to_string(), &error).into())
}
