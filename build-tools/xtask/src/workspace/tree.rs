//! The files of a repository at one revision, read by one process.

use super::folder::too_large;
use super::revision::{at_revision, run};
use api_document::diagnostic::Outcome;
use api_document::ingest::MAX_BYTES;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// How many links are followed for one file.
const MOST_LINKS: usize = 40;

/// The files of a repository at one revision.
pub(super) struct Tree {
    pub(super) revision: String,
    entries: BTreeMap<String, Entry>,
    batch: RefCell<Batch>,
}

struct Entry {
    mode: String,
    object: String,
}

impl Tree {
    /// The files below a folder of the repository around `folder`, or a single
    /// one; the empty path is the top.
    pub(super) fn at(folder: &Path, revision: &str, below: &str) -> Outcome<Self> {
        let mut list = vec![
            "ls-tree",
            "-r",
            "-z",
            "--full-tree",
            "--end-of-options",
            revision,
        ];
        list.extend((!below.is_empty()).then_some(below));
        let listed = run(folder, &list, revision)?;
        let batch = Batch::start(folder)
            .map_err(|error| at_revision(revision, format!("git cannot be run: {error}")))?;
        let entries = listed.split(|byte| *byte == 0).filter_map(|line| {
            let line = String::from_utf8(line.to_vec()).ok()?;
            let (about, path) = line.split_once('\t')?;
            let mut about = about.split(' ');
            let (mode, _kind, object) = (about.next()?, about.next()?, about.next()?);
            let entry = Entry {
                mode: mode.to_owned(),
                object: object.to_owned(),
            };
            Some((path.to_owned(), entry))
        });
        Ok(Self {
            revision: revision.to_owned(),
            entries: entries.collect(),
            batch: RefCell::new(batch),
        })
    }

    /// The paths of all files, in order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The real path and the content of a file; why not, if not.
    pub(super) fn read(&self, path: &str) -> Result<(String, Vec<u8>), String> {
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            let Some((link, object)) = self.link(&path) else {
                let entry = self.entries.get(&path).ok_or("it does not exist")?;
                if entry.mode == "160000" {
                    return Err("it is another repository".to_owned());
                }
                let bytes = self.batch.borrow_mut().blob(&entry.object)?;
                return Ok((path, bytes));
            };
            let target = self.batch.borrow_mut().blob(&object)?;
            let target = String::from_utf8(target).map_err(|error| error.to_string())?;
            let here = link.rsplit_once('/').map_or("", |(here, _)| here);
            let rest = path.get(link.len()..).unwrap_or_default();
            let next = normal(&format!("{here}/{target}{rest}"));
            path = next
                .filter(|_| !target.starts_with('/'))
                .ok_or("it is a link out of the repository")?;
        }
        Err("it is a link that leads in a circle".to_owned())
    }

    /// The link that a path goes through first.
    fn link(&self, path: &str) -> Option<(String, String)> {
        let ends = path.match_indices('/').map(|(end, _)| end);
        let starts = ends.chain([path.len()]).filter_map(|end| path.get(..end));
        starts.into_iter().find_map(|start| {
            let entry = self.entries.get(start)?;
            let is_link = entry.mode == "120000";
            is_link.then(|| (start.to_owned(), entry.object.clone()))
        })
    }
}

/// A path without `.`, `..` and empty parts; nothing where it leads above the
/// top.
pub(super) fn normal(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A process that gives the contents of objects, one after the other, as they
/// are stored.
struct Batch {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Batch {
    fn start(folder: &Path) -> std::io::Result<Self> {
        let mut process = Command::new("git")
            .arg("-C")
            .arg(folder)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = process.stdout.take();
        let output = output.ok_or_else(|| std::io::Error::other("its output is closed"))?;
        Ok(Self {
            input: process.stdin.take(),
            output: BufReader::new(output),
            process,
        })
    }

    fn blob(&mut self, object: &str) -> Result<Vec<u8>, String> {
        let failed = |error: std::io::Error| format!("git does not give it: {error}");
        if let Some(input) = &mut self.input {
            writeln!(input, "{object}").map_err(failed)?;
            input.flush().map_err(failed)?;
        }
        let mut head = String::new();
        self.output.read_line(&mut head).map_err(failed)?;
        let size = head.trim_end().rsplit_once(' ').map(|(_, size)| size);
        let size: Option<usize> = size.and_then(|size| size.parse().ok());
        let size = size.ok_or_else(|| format!("git does not give it: {}", head.trim_end()))?;
        if size > MAX_BYTES {
            return Err(too_large());
        }
        let mut bytes = vec![0; size + 1];
        self.output.read_exact(&mut bytes).map_err(failed)?;
        bytes.truncate(size);
        Ok(bytes)
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // It may still be writing what nobody wants.
        drop(self.input.take());
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
