//! Writes the values after the stages into a folder, one file for each.

use super::install::foreign;
use super::output::Output;
use super::reading::unwritable;
use api_document::diagnostic::Outcome;
use api_generate::Stage;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Puts the values, in their order, into `folder`: a new or empty one, or that
/// of an earlier trace, which goes.
pub fn write_trace(folder: &Path, stages: &[Stage]) -> Outcome<()> {
    let failed = |error: &io::Error| unwritable(&folder.display().to_string(), error);
    let earlier = files(folder).map_err(|error| failed(&error))?;
    if !earlier.iter().all(|file| is_of_a_trace(file)) {
        return Err(foreign(folder, "a trace", "--trace").into());
    }
    for file in earlier {
        fs::remove_file(file).map_err(|error| failed(&error))?;
    }
    for (index, Stage { name, text }) in stages.iter().enumerate() {
        let output = Output {
            path: folder.join(format!("{}-{name}", index + 1)),
            text: text.clone(),
        };
        output.write().map_err(|error| failed(&error))?;
    }
    Ok(())
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Whether a file has a name like those of a trace: `3-effective.json`.
fn is_of_a_trace(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let Some((number, name)) = name.and_then(|name| name.split_once('-')) else {
        return false;
    };
    let stem = name.strip_suffix(".json").or(name.strip_suffix(".rs"));
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let is_stage = |stem: &str| stem.chars().all(|c| c.is_ascii_lowercase());
    is_number && stem.is_some_and(is_stage) && path.is_file()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Stage, write_trace};
    use std::fs;

    fn stages(names: &[&'static str]) -> Vec<Stage> {
        let stage = |name: &&'static str| Stage {
            name,
            text: format!("{name}\n"),
        };
        names.iter().map(stage).collect()
    }

    #[test]
    fn an_earlier_trace_is_replaced() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("new/trace");
        write_trace(&folder, &stages(&["a.json", "b.json", "c.rs"])).unwrap();
        write_trace(&folder, &stages(&["d.json"])).unwrap();
        let files = fs::read_dir(&folder).unwrap();
        let names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
        assert_eq!(names, ["1-d.json"]);
        let text = fs::read_to_string(folder.join("1-d.json")).unwrap();
        assert_eq!(text, "d.json\n");
    }

    #[test]
    fn a_folder_with_something_else_is_left_alone() {
        for name in ["mine.rs", "1-Mine.rs", "1-mine.txt", "a-b.rs"] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(name), "mine").unwrap();
            fs::write(folder.path().join("1-a.json"), "{}").unwrap();
            let found = write_trace(folder.path(), &stages(&["b.json"])).unwrap_err();
            assert!(found.to_string().contains("foreign-folder"), "{found}");
            assert!(folder.path().join("1-a.json").exists(), "{name}");
        }
    }
}
