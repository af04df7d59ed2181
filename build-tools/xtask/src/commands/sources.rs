//! Where a new document comes from, as the options say.

use super::documents::Root;
use super::progress;
use api_document::bundle::Bundle;
use api_document::diagnostic::Outcome;
use api_document::display::tame;
use api_document::ingest::{self, Source};
use build_tools::update::target_folder;
use build_tools::upstream::{self, Gathered};
use build_tools::workspace::fetch::{Fetcher, Limits, address_of};
use build_tools::workspace::{Workspace, unreadable};
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Args)]
pub(super) struct Sources {
    /// The new document: files, `git:REV:PATH`, documentation pages or https
    /// addresses, merged into one.
    #[arg(value_name = "SOURCES", required_unless_present_any = ["index", "from_vendor"])]
    named: Vec<String>,
    /// Find the document at this address: an index of documentation pages
    /// (`llms.txt`), or a whole document. Several are tried in order.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "named")]
    index: Vec<String>,
    /// Find the document where the vendor has it: whole, or by its index.
    #[arg(long, conflicts_with_all = ["named", "index"])]
    from_vendor: bool,
    /// The version of the API to take in; by default, of an index, the one that
    /// is vendored.
    #[arg(long, value_name = "DATE")]
    api_version: Option<String>,
    #[command(flatten)]
    root: Root,
    /// Where answers are kept, so that the next run asks only for what changed;
    /// by default in Cargo's output.
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
}

impl Sources {
    /// The sources of the new document, from wherever the options say.
    pub(super) fn gather(&self, workspace: &Workspace, current: &str) -> Outcome<Gathered> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| unreadable("the network", &error))?;
        let cache = match &self.cache {
            Some(folder) => folder.clone(),
            None => target_folder(workspace)?.join("upstream"),
        };
        let fetcher = Arc::new(Fetcher::new(Limits::default(), Some(cache)));
        let version = self.api_version.as_deref();
        if !self.named.is_empty() {
            let read = |name: &String| match address_of(name) {
                Some(url) => Ok(runtime.block_on(fetcher.get(&url))?.source),
                None => self.whole(name),
            };
            let sources = self.named.iter().map(read);
            return upstream::named(sources.collect::<Outcome<_>>()?, version);
        }
        let places: Vec<&str> = if self.from_vendor {
            upstream::VENDOR.to_vec()
        } else {
            self.index.iter().map(String::as_str).collect()
        };
        let version = version.unwrap_or(current);
        eprintln!("looking for the document of {}", tame(version));
        runtime.block_on(upstream::gather(
            &fetcher,
            &places,
            version,
            &progress::show,
        ))
    }

    /// A file, with all the files that it refers to. What is wrong in these is
    /// told here, where they still have their names.
    fn whole(&self, name: &str) -> Outcome<Source> {
        let Bundle {
            source, origins, ..
        } = self.root.read(Path::new(name))?;
        if origins.is_alone() {
            return Ok(source);
        }
        origins.traced(ingest::ingest(std::slice::from_ref(&source)))?;
        let (stem, _) = source.name.rsplit_once('.').unwrap_or((&source.name, ""));
        Ok(Source {
            name: format!("{stem}.json"),
            ..source
        })
    }
}
