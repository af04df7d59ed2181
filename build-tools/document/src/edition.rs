//! Which document: its name and version, as the name of its file says them.

use std::fmt;

/// A document's name and version, in lower case: upstream writes one file in
/// several ways.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition {
    /// The name, such as `management-api`.
    pub name: String,
    /// The version, such as `2024-05-20`; empty where the file has none.
    pub version: String,
}

impl Edition {
    /// A version of the document called `name`.
    pub fn new(name: &str, version: &str) -> Self {
        Self {
            name: name.to_lowercase(),
            version: version.to_lowercase(),
        }
    }

    /// What a file is called: `/reference/management-api_2024-05-20.json`.
    pub fn of_file(path: &str) -> Self {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let file = path.rsplit('/').find(|part| !part.is_empty());
        let file = file.unwrap_or_default().to_lowercase();
        let extensions = [".json", ".yaml", ".yml"];
        let stem = extensions.iter().find_map(|end| file.strip_suffix(end));
        let stem = stem.unwrap_or(&file);
        match stem.rsplit_once('_') {
            Some((name, version)) if version.contains(|c: char| c.is_ascii_digit()) => {
                Self::new(name, version)
            }
            _ => Self::new(stem, ""),
        }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if self.version.is_empty() {
            return Ok(());
        }
        write!(f, " {}", self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::Edition;

    #[test]
    fn a_file_says_its_document_and_version_in_any_case_and_folder() {
        for (file, name, version) in [
            (
                "/reference/management-api_2024-05-20.json",
                "management-api",
                "2024-05-20",
            ),
            (
                "Management-API_2024-05-20.YAML",
                "management-api",
                "2024-05-20",
            ),
            ("/api/server-api.json?x=1_2", "server-api", ""),
            ("https://x.example/a_b/my_api.yml", "my_api", ""),
            ("", "", ""),
        ] {
            assert_eq!(
                Edition::of_file(file),
                Edition::new(name, version),
                "{file}"
            );
        }
    }
}
