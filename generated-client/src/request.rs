//! The request of one operation, as the generated builders make it.

use std::convert::Infallible;

use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Body, Method, Request, Url};
use serde::Serialize;
use serde_json::Value;

use crate::number;
use crate::operation::Operation;
use crate::path;

#[allow(
    unused_imports,
    reason = "whether a path has parameters depends on the document"
)]
pub(crate) use crate::path::encode_path;

/// The number of headers of a complete request, so that the map never grows.
const HEADERS: usize = 8;

#[allow(
    clippy::declare_interior_mutable_const,
    reason = "a static string is shared, whatever the type could hold"
)]
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Why a request cannot be built; nothing has been sent.
#[derive(Debug)]
pub(crate) enum RequestError {
    /// The request body could not be built, or a required one is missing.
    InvalidRequest(String),
    /// The request body could not be serialized as JSON.
    Json(serde_json::Error),
}

/// The draft that the requests of all attempts are made from.
///
/// The generated code makes it, with everything specific to the operation. The common
/// headers are set in one place, [`crate::Client`]'s.
#[derive(Debug)]
pub(crate) struct Draft {
    method: Method,
    url: Url,
    /// The header parameters.
    headers: HeaderMap,
    body: Payload,
}

#[derive(Debug)]
enum Payload {
    None,
    Json(Bytes),
    #[allow(
        dead_code,
        reason = "whether there is such an operation depends on the document"
    )]
    Other(Body),
    /// A body that was streamed and cannot be sent again.
    Spent,
}

#[allow(
    dead_code,
    reason = "what an operation needs of it depends on the document"
)]
impl Draft {
    /// Starts a request to an operation's path below the base URL.
    ///
    /// [`encode_path`] has encoded the parameters in the path, which are in its order.
    pub(crate) fn new(
        operation: &Operation,
        base: &Url,
        parameters: &[String],
    ) -> Result<Self, RequestError> {
        let filled;
        let path = if parameters.is_empty() {
            operation.path
        } else {
            filled =
                path::fill(operation.path, parameters).map_err(RequestError::InvalidRequest)?;
            &filled
        };
        // Cloning a host is less work than parsing one.
        let mut url = base.clone();
        match base.path().trim_end_matches('/') {
            "" => url.set_path(path),
            prefix => url.set_path(&format!("{prefix}{path}")),
        }
        Ok(Self {
            method: operation.method.clone(),
            url,
            headers: HeaderMap::new(),
            body: Payload::None,
        })
    }

    /// Adds a header parameter, where it has a value; the name is in lower case.
    pub(crate) fn header<T>(
        mut self,
        name: &'static str,
        value: Option<T>,
        text: impl FnOnce(T) -> Result<String, String>,
    ) -> Result<Self, RequestError> {
        if let Some(value) = value {
            let text = text(value).map_err(RequestError::InvalidRequest)?;
            let value = HeaderValue::try_from(text)?;
            self.headers.append(HeaderName::from_static(name), value);
        }
        Ok(self)
    }

    /// Changes the text of the cookies.
    pub(crate) fn cookie(
        mut self,
        add: impl FnOnce(&str) -> Result<String, String>,
    ) -> Result<Self, RequestError> {
        let before = self.headers.get(COOKIE).map(HeaderValue::to_str);
        let before = before.and_then(Result::ok).unwrap_or_default();
        let cookies = add(before).map_err(RequestError::InvalidRequest)?;
        if !cookies.is_empty() {
            self.headers.insert(COOKIE, HeaderValue::try_from(cookies)?);
        }
        Ok(self)
    }

    /// Adds a query parameter in OpenAPI's default style (`form`, exploded).
    ///
    /// An absent value adds nothing, an array one pair for each item, and an object one pair
    /// for each member.
    pub(crate) fn query<T: Serialize>(
        mut self,
        name: &str,
        value: &T,
    ) -> Result<Self, RequestError> {
        match serde_json::to_value(value).map_err(RequestError::Json)? {
            Value::Null => {}
            Value::Array(items) => {
                for item in &items {
                    self.pair(name, item);
                }
            }
            Value::Object(members) => {
                for (name, member) in members.iter().filter(|(_, member)| !member.is_null()) {
                    self.pair(name, member);
                }
            }
            scalar => self.pair(name, &scalar),
        }
        Ok(self)
    }

    fn pair(&mut self, name: &str, value: &Value) {
        let mut pairs = self.url.query_pairs_mut();
        match value {
            Value::String(text) => pairs.append_pair(name, text),
            Value::Null => pairs.append_pair(name, ""),
            Value::Number(number) => pairs.append_pair(name, &number::text(number)),
            other => pairs.append_pair(name, &other.to_string()),
        };
    }

    /// Takes a parameter out of the query, leaving the others as they are written.
    pub(crate) fn take_query(&mut self, name: &str) -> Option<String> {
        let query = self.url.query().unwrap_or_default().to_owned();
        let written = query.split('&').filter(|pair| !pair.is_empty());
        let pairs = written.zip(self.url.query_pairs());
        let (taken, kept): (Vec<_>, Vec<_>) = pairs.partition(|(_, pair)| pair.0 == name);
        let (_, (_, value)) = taken.into_iter().next_back()?;
        let value = value.into_owned();
        let kept: Vec<&str> = kept.into_iter().map(|(written, _)| written).collect();
        self.url.set_query(None);
        self.add_query(&kept.join("&"));
        Some(value)
    }

    /// Makes a copy without the body, with a value for a parameter that the query has not.
    pub(crate) fn with_query(&self, name: &str, value: Option<&str>) -> Self {
        let mut copy = Self {
            method: self.method.clone(),
            url: self.url.clone(),
            headers: self.headers.clone(),
            body: Payload::None,
        };
        if let Some(value) = value {
            copy.url.query_pairs_mut().append_pair(name, value);
        }
        copy
    }

    fn add_query(&mut self, written: &str) {
        let query = match (self.url.query(), written) {
            (_, "") => return,
            (None | Some(""), written) => written.to_owned(),
            (Some(before), written) => format!("{before}&{written}"),
        };
        self.url.set_query(Some(&query));
    }

    /// Adds parameters to the query that are encoded.
    pub(crate) fn written(mut self, query: Result<String, String>) -> Result<Self, RequestError> {
        self.add_query(&query.map_err(RequestError::InvalidRequest)?);
        Ok(self)
    }

    /// Sets a body of `application/x-www-form-urlencoded` that is encoded.
    pub(crate) fn form(self, body: Result<String, String>) -> Result<Self, RequestError> {
        let body = body.map_err(RequestError::InvalidRequest)?;
        self.content_type("application/x-www-form-urlencoded")?
            .body(body)
    }

    pub(crate) fn json<T: Serialize>(mut self, body: &T) -> Result<Self, RequestError> {
        let body = number::to_json(body).map_err(RequestError::Json)?;
        self.body = Payload::Json(Bytes::from(body));
        Ok(self)
    }

    /// Sets the media types to ask for, where they are not `application/json` alone.
    pub(crate) fn accept(mut self, media_types: &'static str) -> Result<Self, RequestError> {
        let value = HeaderValue::try_from(media_types)?;
        self.headers.insert(ACCEPT, value);
        Ok(self)
    }

    /// Sets the media type of a body, where it is not `application/json`.
    pub(crate) fn content_type(mut self, media_type: &'static str) -> Result<Self, RequestError> {
        let value = HeaderValue::try_from(media_type)?;
        self.headers.insert(CONTENT_TYPE, value);
        Ok(self)
    }

    /// Sets a body that is not JSON.
    #[allow(
        clippy::unnecessary_wraps,
        reason = "what a draft is made with is chained"
    )]
    pub(crate) fn body(mut self, body: impl Into<Body>) -> Result<Self, RequestError> {
        self.body = Payload::Other(body.into());
        Ok(self)
    }
}

impl Draft {
    pub(crate) fn method(&self) -> &Method {
        &self.method
    }

    /// Returns whether the body was streamed and is gone.
    pub(crate) fn is_spent(&self) -> bool {
        matches!(self.body, Payload::Spent)
    }

    /// Makes a new request to send.
    pub(crate) fn request(&mut self) -> Request {
        let mut headers = HeaderMap::with_capacity(HEADERS + self.headers.len());
        for (name, value) in &self.headers {
            headers.append(name.clone(), value.clone());
        }
        let body = match &mut self.body {
            Payload::None => None,
            Payload::Json(bytes) => {
                headers.entry(CONTENT_TYPE).or_insert(JSON);
                Some(Body::from(bytes.clone()))
            }
            other => other.take(),
        };
        headers.entry(ACCEPT).or_insert(JSON);
        let mut request = Request::new(self.method.clone(), self.url.clone());
        *request.headers_mut() = headers;
        *request.body_mut() = body;
        request
    }
}

impl Payload {
    /// Takes a body that is not JSON, leaving a copy if that is possible.
    fn take(&mut self) -> Option<Body> {
        let Self::Other(body) = std::mem::replace(self, Self::Spent) else {
            return None;
        };
        if let Some(bytes) = body.as_bytes() {
            *self = Self::Other(Bytes::copy_from_slice(bytes).into());
        }
        Some(body)
    }
}

impl From<reqwest::header::InvalidHeaderValue> for RequestError {
    fn from(error: reqwest::header::InvalidHeaderValue) -> Self {
        Self::InvalidRequest(format!("invalid header parameter: {error}"))
    }
}

impl From<Infallible> for RequestError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    const fn operation(method: Method, path: &'static str) -> Operation {
        Operation {
            id: "test",
            method,
            path,
            success: &[],
            errors: &[],
            answer: None,
            steering: &[],
        }
    }

    fn draft(method: Method) -> Draft {
        let base = Url::parse("https://a.example").unwrap();
        Draft::new(&operation(method, "/things"), &base, &[]).unwrap()
    }

    #[allow(clippy::unnecessary_wraps, reason = "some texts cannot be written")]
    fn text(value: &str) -> Result<String, String> {
        Ok(value.to_owned())
    }

    #[test]
    fn query_parameters_are_written_in_the_default_style() {
        for (value, written) in [
            (json!(null), None),
            (json!([]), None),
            (json!("a b&c=\u{e4}"), Some("n=a+b%26c%3D%C3%A4")),
            (json!(""), Some("n=")),
            (json!(true), Some("n=true")),
            (json!(10), Some("n=10")),
            (json!(1.5), Some("n=1.5")),
            (
                json!([2.0, 0.5, -0.0, 1e300]),
                Some("n=2&n=0.5&n=0&n=1e%2B300"),
            ),
            (json!(["x", 1]), Some("n=x&n=1")),
            (json!({"B": "x", "G": null, "R": 100}), Some("B=x&R=100")),
        ] {
            let draft = draft(Method::GET).query("n", &value).unwrap();
            assert_eq!(draft.url.query(), written, "{value}");
        }
        let draft = draft(Method::GET)
            .query("a", &1)
            .unwrap()
            .query("b", &[2, 3])
            .unwrap();
        assert_eq!(draft.url.as_str(), "https://a.example/things?a=1&b=2&b=3");
    }

    #[test]
    fn a_query_that_is_encoded_is_added_as_it_is() {
        let written = |draft: Draft, text: &str| draft.written(Ok(text.to_owned())).unwrap();
        let draft = draft(Method::GET).query("a", &1).unwrap();
        let draft = written(draft, "b=c,d%2Ce%20f&g=h+i");
        assert_eq!(draft.url.query(), Some("a=1&b=c,d%2Ce%20f&g=h+i"));
        let mut draft = written(draft, "");
        assert_eq!(draft.take_query("g").as_deref(), Some("h i"));
        assert_eq!(draft.url.query(), Some("a=1&b=c,d%2Ce%20f"));
        let refused = draft.written(Err("why".to_owned())).unwrap_err();
        assert!(matches!(refused, RequestError::InvalidRequest(why) if why == "why"));
    }

    #[test]
    fn a_parameter_is_taken_out_of_the_query_and_put_back() {
        let draft = draft(Method::GET).query("a", &"x y&").unwrap();
        let mut with = draft.with_query("c", Some("+/="));
        assert_eq!(with.url.query(), Some("a=x+y%26&c=%2B%2F%3D"));
        assert_eq!(with.take_query("d"), None);
        assert_eq!(with.take_query("c").as_deref(), Some("+/="));
        assert_eq!(with.url, draft.url);
        assert_eq!(with.with_query("c", None).url, draft.url);
        assert_eq!(with.take_query("a").as_deref(), Some("x y&"));
        assert_eq!(with.url.query(), None);
    }

    #[test]
    fn a_form_can_be_sent_again() {
        let form = Ok("a+b=c%26d".to_owned());
        let mut draft = draft(Method::POST).form(form).unwrap();
        for _ in 0..2 {
            let request = draft.request();
            let media_type = &request.headers()[CONTENT_TYPE];
            assert_eq!(media_type, "application/x-www-form-urlencoded");
            assert_eq!(request.body().unwrap().as_bytes().unwrap(), b"a+b=c%26d");
            assert_eq!(request.url().query(), None);
        }
    }

    #[test]
    fn each_request_has_the_method_the_headers_and_the_body() {
        let mut draft = draft(Method::PUT)
            .header("x-note", Some("n"), text)
            .unwrap()
            .header("x-other", None, text)
            .unwrap()
            .json(&json!({"a": 1}))
            .unwrap();
        for _ in 0..2 {
            let request = draft.request();
            assert_eq!(request.method(), Method::PUT);
            assert_eq!(request.headers()[CONTENT_TYPE], "application/json");
            assert_eq!(request.headers()["x-note"], "n");
            assert!(!request.headers().contains_key("x-other"));
            assert_eq!(request.body().unwrap().as_bytes().unwrap(), br#"{"a":1}"#);
        }
    }

    #[test]
    fn a_header_with_several_values_keeps_all_of_them() {
        let draft = draft(Method::GET).header("x-note", Some("n"), text);
        let mut draft = draft.unwrap().header("x-note", Some("m"), text).unwrap();
        let request = draft.request();
        let all: Vec<_> = request.headers().get_all("x-note").iter().collect();
        assert_eq!(all, ["n", "m"]);
    }

    #[test]
    fn json_is_asked_for_where_nothing_else_is() {
        let accepted = |mut draft: Draft| {
            let request = draft.request();
            let all: Vec<_> = request.headers().get_all(ACCEPT).iter().cloned().collect();
            all
        };
        assert_eq!(accepted(draft(Method::GET)), ["application/json"]);
        let vendor = draft(Method::GET).accept("application/vnd.a+json");
        assert_eq!(accepted(vendor.unwrap()), ["application/vnd.a+json"]);
    }

    #[test]
    fn a_number_without_a_fraction_is_sent_without_one() {
        let body = json!({"all": [1.5, -3.0], "count": 7, "rate": 2.0});
        let mut draft = draft(Method::PATCH).json(&body).unwrap();
        let request = draft.request();
        let sent = request.body().unwrap().as_bytes().unwrap();
        assert_eq!(sent, br#"{"all":[1.5,-3],"count":7,"rate":2}"#);
    }

    #[test]
    fn cookies_are_added_to_each_other() {
        let add = |pair: &'static str| move |before: &str| Ok(format!("{before}{pair}"));
        let draft = draft(Method::GET).cookie(add("")).unwrap();
        assert!(draft.headers.is_empty());
        let draft = draft.cookie(add("a=1;")).unwrap().cookie(add("b=2"));
        assert_eq!(draft.unwrap().headers[COOKIE], "a=1;b=2");
    }

    #[test]
    fn a_body_of_bytes_can_be_sent_again() {
        let mut draft = draft(Method::POST).body("text").unwrap();
        for _ in 0..3 {
            let request = draft.request();
            assert_eq!(request.body().unwrap().as_bytes().unwrap(), b"text");
        }
    }

    #[test]
    fn the_path_is_appended_to_the_base_url() {
        for (base, path, whole) in [
            ("https://a.example", "/b", "https://a.example/b"),
            ("https://a.example:1/", "/b/", "https://a.example:1/b/"),
            (
                "https://a.example/c/d//",
                "/b%2F",
                "https://a.example/c/d/b%2F",
            ),
            (
                "https://a.example/c%20d/",
                "/b",
                "https://a.example/c%20d/b",
            ),
            ("http://[::1]:1", "/b?c#d", "http://[::1]:1/b%3Fc%23d"),
        ] {
            let base = Url::parse(base).unwrap();
            let draft = Draft::new(&operation(Method::GET, path), &base, &[]).unwrap();
            assert_eq!(draft.url.as_str(), whole);
        }
    }

    #[test]
    fn a_path_parameter_stays_in_its_segment() {
        let base = Url::parse("https://a.example/v1").unwrap();
        let draft = |id: &str| {
            let operation = operation(Method::DELETE, "/things/{id}/keys");
            Draft::new(&operation, &base, &[encode_path(id)])
        };
        for id in ["", ".", ".."] {
            let refused = draft(id).unwrap_err();
            assert!(matches!(refused, RequestError::InvalidRequest(_)), "{id:?}");
        }
        for (id, path) in [
            ("...", "/v1/things/.../keys"),
            ("a..b", "/v1/things/a..b/keys"),
            ("\0", "/v1/things/%00/keys"),
            ("%2e%2e", "/v1/things/%252e%252e/keys"),
            ("..\\..", "/v1/things/..%5C../keys"),
            ("x/../y", "/v1/things/x%2F..%2Fy/keys"),
        ] {
            assert_eq!(draft(id).unwrap().url.path(), path);
        }
    }
}
