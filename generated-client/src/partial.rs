//! What could be read of a success that has no value.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::casing::is_same_name;
use crate::json_text::json_text;
use crate::operation::{Operation, Property, Shape};
use crate::salvage::salvage;
use crate::shape_check;
use crate::{Secret, SecretJson};

/// What could be read of the response to a call that took effect, where [`crate::Error`] is
/// all that came of it.
///
/// The API shows a secret once, in the response to the call that creates it. If that response
/// departs from the API document where a type needs it, or breaks off, the thing exists all the
/// same, and to call again would create a second one. This has its id and its secrets, and
/// whatever else is complete:
///
/// ```
/// use fingerprint_management::types::{CreateApiKey, Status};
/// # use fingerprint_management::{Client, Secret};
/// # use fingerprint_management_simulator::{Edit, Fault, Simulator};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let simulator = Simulator::start().await?;
/// # let client = Client::builder(simulator.api_key()).base_url(simulator.url()).build()?;
/// # simulator.answer_next([Fault::Drift(vec![Edit::set("/data/name", 5)])]);
/// # let mut stored = None;
/// # let mut store = |id: &str, token: &Secret| stored = Some((id.to_owned(), token.clone()));
/// let key = CreateApiKey::builder().name("Server").type_("secret");
/// match client.create_api_key(key).send().await {
///     Ok(created) => {
///         let key = created.into_inner().data;
///         store(&key.id, &key.token.ok_or("the response has no token")?);
///     }
///     Err(error) => {
///         let Some(partial) = error.partial() else { return Err(error.into()) };
///         eprintln!("{error}");
///         if let (Some(id), Some(token)) = (partial.id(), partial.secret()) {
///             store(id, token);
///         }
///         let status = partial.get::<Status>("/data/status");
///         assert_eq!(status, Some(Status::Enabled));
///     }
/// }
/// # let (id, token) = stored.ok_or("nothing is stored")?;
/// # let items = simulator.items("/api-keys");
/// # let created = items.iter().find(|item| item["id"] == *id).ok_or("another id")?;
/// # assert_eq!(created["token"], token.expose());
/// # Ok(())
/// # }
/// ```
///
/// `Debug` shows no secret, and all texts are wiped on drop.
#[derive(Clone)]
pub struct PartialResponse {
    json: SecretJson,
    id: Option<String>,
    secrets: BTreeMap<&'static str, Secret>,
}

impl PartialResponse {
    /// Returns what can be read of the body of a success, if it is an object at all.
    pub(crate) fn read(body: &[u8], operation: &'static Operation) -> Option<Self> {
        let mut json = salvage(json_text(body)).filter(Value::is_object)?;
        let shape = operation.answer?;
        let id = id_in(&json, shape);
        let mut secrets = Secrets::new();
        if let Some(members) = json.as_object() {
            find_secrets(members, &sensitive_names(shape), &mut secrets);
        }
        shape_check::conform(&mut json, shape, operation.steering);
        Some(Self {
            json: json.into(),
            id,
            secrets: secrets
                .into_iter()
                .filter_map(|(name, secret)| Some((name, secret?)))
                .collect(),
        })
    }

    /// Returns the id of what the call was about, such as the webhook that it created.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Returns the secret of what the call was about, such as the token of an API key, if
    /// there is one and no other.
    pub fn secret(&self) -> Option<&Secret> {
        let mut all = self.secrets.values();
        all.next().filter(|_| all.next().is_none())
    }

    /// Returns the secrets that are strings, by the names of their properties, such as
    /// `signing_key`.
    pub fn secrets(&self) -> impl Iterator<Item = (&str, &Secret)> {
        self.secrets.iter().map(|(name, secret)| (*name, secret))
    }

    /// Returns the value at a JSON pointer (RFC 6901), such as `/data/url`, if it is complete
    /// and is a `T`: a type of [`crate::types`], or any other that serde decodes.
    ///
    /// The names are those of the API document, and what is dispensable is left out where it
    /// does not fit, as in any response.
    pub fn get<T: DeserializeOwned>(&self, pointer: &str) -> Option<T> {
        let value = self.json.expose().pointer(pointer)?;
        // By way of text, so that a program has one decoder of each type instead of two.
        let text = Zeroizing::new(serde_json::to_vec(value).ok()?);
        serde_json::from_slice(&text).ok()
    }
}

impl fmt::Debug for PartialResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartialResponse")
            .field("id", &self.id)
            .field("secrets", &self.secrets)
            .finish_non_exhaustive()
    }
}

/// How many objects deep the id can be of what a call was about.
const MAX_DEPTH: usize = 4;

/// The id that the document promises nearest to the top, if it promises one there. Where the
/// object came without what the document wraps it in, it is at the top.
fn id_in(json: &Value, shape: &Shape) -> Option<String> {
    let places = (0..MAX_DEPTH).map(|depth| id_places(shape, depth));
    let places = places.into_iter().find(|places| !places.is_empty())?;
    let mut places = places.into_iter();
    let place = places
        .next()
        .filter(|place| places.all(|other| other == *place))?;
    let is_unwrapped = place.first().is_some_and(|name| json.get(name).is_none());
    let place = if is_unwrapped { vec!["id"] } else { place };
    match place.iter().try_fold(json, |json, name| json.get(name))? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The places of ids this many objects below. Those in lists are of others.
fn id_places(shape: &Shape, depth: usize) -> Vec<Vec<&'static str>> {
    let below = |property: &Property| match depth.checked_sub(1) {
        None if property.name == "id" => vec![vec!["id"]],
        None => Vec::new(),
        Some(depth) => id_places(property.shape, depth)
            .into_iter()
            .map(|place| [vec![property.name], place].concat())
            .collect(),
    };
    match shape {
        Shape::Object { properties, .. } => properties.iter().flat_map(below).collect(),
        Shape::OneOf(shapes) => shapes
            .iter()
            .flat_map(|shape| id_places(shape, depth))
            .collect(),
        _ => Vec::new(),
    }
}

/// The names of the properties that hold credentials, wherever an object has them.
fn sensitive_names(shape: &'static Shape) -> Vec<&'static str> {
    let (mut names, mut seen, mut left) = (Vec::new(), Vec::new(), vec![shape]);
    while let Some(shape) = left.pop() {
        // A shape can contain itself.
        if seen.iter().any(|seen| std::ptr::eq(*seen, shape)) {
            continue;
        }
        seen.push(shape);
        match shape {
            Shape::Object { properties, .. } => {
                let (sensitive, others): (Vec<_>, Vec<_>) =
                    properties.iter().partition(|property| property.sensitive);
                names.extend(sensitive.iter().map(|property| property.name));
                left.extend(others.iter().map(|property| property.shape));
            }
            Shape::OneOf(shapes) => left.extend(shapes.iter().copied()),
            _ => {}
        }
    }
    names
}

/// The secrets found, by documented names: none where there are two that differ.
type Secrets = BTreeMap<&'static str, Option<Secret>>;

/// Finds secrets in objects within objects. Those in lists are of others.
fn find_secrets(members: &Map<String, Value>, names: &[&'static str], found: &mut Secrets) {
    for (name, member) in members {
        match (names.iter().find(|known| is_same_name(known, name)), member) {
            (Some(known), Value::String(text)) => {
                let secret = Some(Secret::from(text.as_str()));
                let is_only = found.get(known).is_none_or(|other| *other == secret);
                found.insert(known, secret.filter(|_| is_only));
            }
            (None, Value::Object(members)) => find_secrets(members, names, found),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;
    use crate::operation::{object, optional, required};

    static THING: Shape = object(&[
        required("id", &Shape::String),
        optional("owner", &OWNER),
        optional("pass_word", &Shape::String).sensitive(),
        optional("auth", &Shape::Any).sensitive(),
    ]);
    static OWNER: Shape = object(&[
        required("id", &Shape::String),
        optional(
            "things",
            &Shape::Array {
                items: &THING,
                nullable: false,
            },
        ),
        optional("token", &Shape::String).sensitive(),
        optional("friend", &OWNER),
    ]);
    static ANSWER: Shape = object(&[required("data", &THING), optional("count", &Shape::Integer)]);
    static TWO: Shape = object(&[required("one", &OWNER), required("two", &OWNER)]);

    fn operation(answer: &'static Shape) -> &'static Operation {
        Box::leak(Box::new(Operation {
            id: "create_thing",
            method: reqwest::Method::POST,
            path: "/things",
            success: &[201],
            errors: &[],
            answer: Some(answer),
            steering: &[],
        }))
    }

    fn read(body: &str) -> PartialResponse {
        PartialResponse::read(body.as_bytes(), operation(&ANSWER)).unwrap()
    }

    fn secrets(partial: &PartialResponse) -> Vec<(&str, &str)> {
        let all = partial.secrets();
        all.map(|(name, secret)| (name, secret.expose())).collect()
    }

    #[test]
    fn the_id_is_that_of_what_the_call_was_about() {
        for (body, id) in [
            (
                json!({"data": {"id": "a", "owner": {"id": "b"}}}),
                Some("a"),
            ),
            (json!({"data": {"id": 5}}), Some("5")),
            (
                json!({"data": {"owner": {"id": "b"}}, "id": "request"}),
                None,
            ),
            (json!({"data": [{"id": "a"}]}), None),
            (json!({"data": {"id": null}}), None),
            // The document wraps it in `data`, and the server does not.
            (json!({"id": "a", "owner": {"id": "b"}}), Some("a")),
            (json!({}), None),
        ] {
            assert_eq!(read(&body.to_string()).id(), id, "{body}");
        }
        let body = br#"{"one": {"id": "a"}, "two": {"id": "b"}}"#;
        assert_eq!(
            PartialResponse::read(body, operation(&TWO)).unwrap().id(),
            None
        );
    }

    #[test]
    fn secrets_are_found_by_their_documented_names() {
        for (body, found) in [
            (
                json!({"data": {"pass_word": "p"}}),
                vec![("pass_word", "p")],
            ),
            (json!({"passWord": "p"}), vec![("pass_word", "p")]),
            (
                json!({"data": {"pass_word": "p", "owner": {"token": "t"}}}),
                vec![("pass_word", "p"), ("token", "t")],
            ),
            // Of others, of no documented name, not text, or one of two.
            (
                json!({"data": {"owner": {"things": [{"pass_word": "p"}]}}}),
                vec![],
            ),
            (
                json!({"data": {"secret": "s", "auth": {"token": "t"}}}),
                vec![],
            ),
            (json!({"data": {"pass_word": 5}}), vec![]),
            (
                json!({"data": {"pass_word": "p"}, "more": {"pass_word": "q"}}),
                vec![],
            ),
        ] {
            let partial = read(&body.to_string());
            assert_eq!(secrets(&partial), found, "{body}");
            let only = partial.secret().map(Secret::expose);
            let expected = if let [(_, only)] = found[..] {
                Some(only)
            } else {
                None
            };
            assert_eq!(only, expected, "{body}");
        }
    }

    #[test]
    fn what_breaks_off_has_its_complete_part() {
        let body = r#"{"data":{"id":"a","pass_word":"hunter2","owner":{"id":"b","token":"hun"#;
        let partial = read(body);
        assert_eq!(partial.id(), Some("a"));
        assert_eq!(secrets(&partial), [("pass_word", "hunter2")]);
        assert_eq!(
            partial.get::<String>("/data/owner/id").as_deref(),
            Some("b")
        );
        assert_eq!(partial.get::<Secret>("/data/owner/token"), None);
        for text in ["", "[1]", "<html>", "\"a\""] {
            assert!(PartialResponse::read(text.as_bytes(), operation(&ANSWER)).is_none());
        }
    }

    #[test]
    fn values_are_read_by_type_without_what_is_dispensable() {
        let partial = read(r#"{"data":{"id":"a","passWord":"p","owner":5},"count":5.0}"#);
        assert_eq!(partial.get::<f64>("/count"), Some(5.0));
        assert_eq!(partial.get::<String>("/count"), None);
        assert_eq!(
            partial.get::<Value>("/data"),
            Some(json!({"id": "a", "pass_word": "p"}))
        );
    }

    #[test]
    fn debug_shows_no_secret() {
        let partial = read(r#"{"data":{"id":"a\u202e","pass_word":"hunter2","auth":"hunter2"}}"#);
        for text in [format!("{partial:?}"), format!("{partial:#?}")] {
            assert!(
                !text.contains("hunter2") && text.contains(r"a\u{202e}"),
                "{text}"
            );
        }
    }
}
