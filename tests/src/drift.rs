//! Edits of the service's answer: a live service that drifts from its document.

use serde_json::Value;

use crate::answer::{Answer, Content};

/// An edit of an answer. Pointers are JSON pointers (RFC 6901) into its body.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Sets a property, adding it if it is missing.
    Set(String, Value),
    /// Removes a property.
    Remove(String),
    /// Changes the status.
    Status(u16),
    /// Changes the `Content-Type`.
    ContentType(String),
    /// Adds a header.
    Header(String, String),
}

impl Edit {
    /// Creates an [`Edit::Set`].
    pub fn set(pointer: &str, value: impl Into<Value>) -> Self {
        Self::Set(pointer.to_owned(), value.into())
    }

    /// Creates an [`Edit::Header`].
    pub fn header(name: &str, value: &str) -> Self {
        Self::Header(name.to_owned(), value.to_owned())
    }

    /// Creates an [`Edit::Remove`].
    pub fn remove(pointer: &str) -> Self {
        Self::Remove(pointer.to_owned())
    }
}

/// Applies edits. One that misses is the test's mistake: it becomes a 500, so
/// that the test cannot pass.
pub(crate) fn drifted(answer: Answer, edits: &[Edit]) -> Answer {
    edits
        .iter()
        .try_fold(answer, apply)
        .unwrap_or_else(|miss| Answer::error(500, "simulator", &miss))
}

fn apply(mut answer: Answer, edit: &Edit) -> Result<Answer, String> {
    match edit {
        Edit::Status(status) => answer.status = *status,
        Edit::ContentType(content_type) => {
            answer
                .headers
                .retain(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
            answer = answer.header("Content-Type", content_type);
        }
        Edit::Header(name, value) => answer = answer.header(name, value),
        Edit::Set(pointer, value) => edit_body(&mut answer, pointer, |parent, name| {
            parent.insert(name, value.clone());
            true
        })?,
        Edit::Remove(pointer) => edit_body(&mut answer, pointer, |parent, name| {
            parent.remove(&name).is_some()
        })?,
    }
    Ok(answer)
}

fn edit_body(
    answer: &mut Answer,
    pointer: &str,
    edit: impl FnOnce(&mut serde_json::Map<String, Value>, String) -> bool,
) -> Result<(), String> {
    let miss = || format!("edit: {pointer} is not in the answer's body; correct the pointer");
    let Content::Bytes(bytes) = &answer.body else {
        return Err(miss());
    };
    let mut body: Value = serde_json::from_slice(bytes).map_err(|_| miss())?;
    let (parent, name) = pointer.rsplit_once('/').ok_or_else(miss)?;
    let parent = body
        .pointer_mut(parent)
        .and_then(Value::as_object_mut)
        .ok_or_else(miss)?;
    if !edit(parent, name.replace("~1", "/").replace("~0", "~")) {
        return Err(miss());
    }
    answer.body = Content::Bytes(body.to_string().into_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answer() -> Answer {
        Answer::json(201, &json!({ "data": { "id": "wh_1", "a/b": 1 } }))
    }

    #[test]
    fn edits_change_the_body_the_status_and_the_type() {
        let edits = [
            Edit::set("/data/new", 1),
            Edit::remove("/data/a~1b"),
            Edit::set("/stray", Value::Null),
            Edit::Status(202),
            Edit::ContentType("text/plain".to_owned()),
            Edit::header("Deprecation", "@1"),
        ];
        let body = json!({ "data": { "id": "wh_1", "new": 1 }, "stray": null });
        let expected = Answer::status(202)
            .body("text/plain", body.to_string())
            .header("Deprecation", "@1");
        assert_eq!(drifted(answer(), &edits), expected);
    }

    #[test]
    fn an_edit_that_misses_is_reported_as_a_500() {
        for edit in [
            Edit::remove("/data/nothing"),
            Edit::remove("/nothing/id"),
            Edit::set("/data/id/inner", 1),
            Edit::set("", 1),
        ] {
            assert_eq!(drifted(answer(), &[edit]).status, 500);
        }
    }
}
