//! The digests that generated code says it is made from.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The digest of a document, whose members have no order.
pub(crate) fn of_document(document: &Value) -> String {
    let mut sorted = Sorted::default();
    sorted.add(document);
    sorted.hash.update(&sorted.text);
    hexadecimal(&sorted.hash.finalize())
}

/// Compact JSON with the members of each object by name, of which only the end is
/// not in the digest yet.
#[derive(Default)]
struct Sorted {
    hash: Sha256,
    text: Vec<u8>,
}

impl Sorted {
    /// As much text as is kept.
    const MOST: usize = 1 << 16;

    fn add(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                let mut members: Vec<(&String, &Value)> = members.iter().collect();
                members.sort_unstable_by_key(|(name, _)| *name);
                self.text.push(b'{');
                for (index, (name, member)) in members.into_iter().enumerate() {
                    self.comma(index);
                    self.scalar(name);
                    self.text.push(b':');
                    self.add(member);
                }
                self.text.push(b'}');
            }
            Value::Array(items) => {
                self.text.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    self.comma(index);
                    self.add(item);
                }
                self.text.push(b']');
            }
            scalar => self.scalar(scalar),
        }
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.text.push(b',');
        }
    }

    fn scalar(&mut self, scalar: &impl Serialize) {
        // Neither text nor numbers fail to be written to memory.
        let _ = serde_json::to_writer(&mut self.text, scalar);
        if self.text.len() > Self::MOST {
            self.hash.update(&self.text);
            self.text.clear();
        }
    }
}

/// The SHA-256 of `bytes`, in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_digest_is_that_of_compact_json_with_sorted_members() {
        let document = json!({ "b": [1, null, {}, []], "a": { "d": "\"\n", "c\\": true } });
        let sorted = r#"{"a":{"c\\":true,"d":"\"\n"},"b":[1,null,{},[]]}"#;
        assert_eq!(of_document(&document), sha256(sorted.as_bytes()));
    }
}
