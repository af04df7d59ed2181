//! The workflows: what they may do, that the commands they run are there, and
//! what their scripts do, run here against a local repository and a stand-in
//! for GitHub's command line.
mod commands;
mod rules;
#[cfg(unix)]
mod scripts;

use api_document::ingest::{self, Source};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

fn workflow(name: &str) -> Value {
    let file = format!(".github/workflows/{name}");
    let source = Source {
        bytes: text(&file).into_bytes(),
        name: file,
    };
    ingest::read(&source).unwrap().value
}

/// Every workflow by its file name.
fn workflows() -> BTreeMap<String, Value> {
    let files = fs::read_dir(root().join(".github/workflows")).unwrap();
    files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .map(|name| (name.clone(), workflow(&name)))
        .collect()
}

fn jobs(workflow: &Value) -> impl Iterator<Item = (&String, &Value)> {
    workflow["jobs"].as_object().unwrap().iter()
}

fn steps(job: &Value) -> &Vec<Value> {
    job["steps"].as_array().unwrap()
}
