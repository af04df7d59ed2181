//! The heading of a document block: `yaml <document> <METHOD> <path>`.

use crate::edition::Edition;
use crate::schema::METHODS;

/// What the heading of a document block says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// Which document the operation is of.
    pub(crate) edition: Edition,
    /// The method, as it is written.
    pub(crate) method: String,
    /// The path.
    pub(crate) path: String,
}

impl Heading {
    /// Reads the words behind an opening fence, if they are a heading.
    pub(super) fn parse(info: &str) -> Option<Self> {
        let words: Vec<&str> = info.split_whitespace().collect();
        let [_language, document, method, path] = words.as_slice() else {
            return None;
        };
        let is_method = METHODS.contains(&method.to_ascii_lowercase().as_str());
        (is_method && path.starts_with('/')).then(|| Self {
            edition: Edition::of_file(document),
            method: (*method).to_owned(),
            path: (*path).to_owned(),
        })
    }
}
