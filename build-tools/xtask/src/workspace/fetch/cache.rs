//! What was fetched before, so that a server is asked only for what changed.
//!
//! An entry is one file: a line of JSON about the answer, and its body. One that
//! is not whole, or not of the address, is as good as none.

use api_generate::digest::sha256;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::PathBuf;

/// A folder of answers.
#[derive(Debug, Clone)]
pub(super) struct Cache(pub(super) PathBuf);

/// What the server said of a body, to ask whether it is still so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Validators {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// An answer as it was.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) validators: Validators,
    pub(super) body: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    address: String,
    sha256: String,
    #[serde(flatten)]
    validators: Validators,
}

impl Cache {
    fn file(&self, address: &str) -> PathBuf {
        self.0.join(sha256(address.as_bytes()))
    }

    /// The entry of an address, if there is a sound one.
    pub(super) fn entry(&self, address: &str) -> Option<Entry> {
        let bytes = std::fs::read(self.file(address)).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let head: Head = serde_json::from_slice(&bytes[..end]).ok()?;
        let body = &bytes[end + 1..];
        (head.address == address && head.sha256 == sha256(body)).then(|| Entry {
            validators: head.validators,
            body: body.to_vec(),
        })
    }

    /// Keeps an answer that can be asked about again, and forgets any other.
    pub(super) fn keep(
        &self,
        address: &str,
        validators: Validators,
        body: &[u8],
    ) -> io::Result<()> {
        let file = self.file(address);
        if validators == Validators::default() {
            return match std::fs::remove_file(&file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        let head = Head {
            address: address.to_owned(),
            sha256: sha256(body),
            validators,
        };
        std::fs::create_dir_all(&self.0)?;
        let mut temporary = tempfile::NamedTempFile::new_in(&self.0)?;
        serde_json::to_writer(&mut temporary, &head)?;
        temporary.write_all(b"\n")?;
        temporary.write_all(body)?;
        temporary.persist(file)?;
        Ok(())
    }
}
