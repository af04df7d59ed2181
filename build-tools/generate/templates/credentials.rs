//! The credentials of a client, and how each request gets them.

use reqwest::header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue};
use std::fmt;

/// What is sent with every request.
#[derive(Clone, Default)]
pub(crate) struct Credentials {
    headers: Vec<(HeaderName, HeaderValue)>,
    query: Vec<(String, String)>,
    cookies: Vec<String>,
    /// Why what was given cannot be sent.
    fault: Option<String>,
}

#[allow(dead_code)]
impl Credentials {
    /// Takes what a request, which is never sent, was authorized with.
    pub(crate) fn authorize(&mut self, request: reqwest::RequestBuilder) {
        match request.build() {
            Ok(request) => {
                let value = request.headers().get(AUTHORIZATION);
                self.set(AUTHORIZATION, value.cloned());
            }
            Err(_) => self.set(AUTHORIZATION, None),
        }
    }

    pub(crate) fn basic(&mut self, client: &reqwest::Client, username: &str, password: &str) {
        if username.contains(':') {
            // The server would take what follows for the password.
            self.fault = Some("a user name has no colon".to_owned());
            return;
        }
        let request = client.get("http://localhost");
        self.authorize(request.basic_auth(username, Some(password)));
    }

    pub(crate) fn header(&mut self, name: &str, value: String) {
        match HeaderName::try_from(name) {
            Ok(name) => self.set(name, HeaderValue::try_from(value).ok()),
            Err(_) => self.fault = Some(format!("`{name}` is no name of a header")),
        }
    }

    pub(crate) fn query(&mut self, name: &str, value: String) {
        self.query.retain(|(known, _)| known != name);
        self.query.push((name.to_owned(), value));
    }

    pub(crate) fn cookie(&mut self, name: &str, value: String) {
        // A cookie is sent back as it was set, so that nothing in it is encoded.
        let is_one = |text: &str| !text.contains(|c: char| c.is_control() || ";,".contains(c));
        if name.contains(['=', ' ']) || !is_one(name) || !is_one(&value) {
            self.fault = Some("the credentials are not one cookie".to_owned());
            return;
        }
        let start = format!("{name}=");
        self.cookies.retain(|known| !known.starts_with(&start));
        self.cookies.push(start + &value);
    }

    fn set(&mut self, name: HeaderName, value: Option<HeaderValue>) {
        self.headers.retain(|(known, _)| *known != name);
        match value {
            Some(mut value) => {
                value.set_sensitive(true);
                self.headers.push((name, value));
            }
            None => self.fault = Some(format!("the credentials do not go into `{name}`")),
        }
    }

    /// Adds what there is to a request of the client.
    pub(crate) fn add_to(&self, request: &mut reqwest::Request) -> Result<(), String> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        for (name, value) in &self.headers {
            // An argument of the call goes before what holds for all calls.
            let headers = request.headers_mut();
            if !headers.contains_key(name) {
                headers.insert(name, value.clone());
            }
        }
        if !self.cookies.is_empty() {
            let before = request.headers().get(COOKIE).map(HeaderValue::to_str);
            let before = before.and_then(Result::ok).map(str::to_owned);
            let all: Vec<String> = before.into_iter().chain(self.cookies.clone()).collect();
            let mut value = HeaderValue::try_from(all.join("; "))
                .map_err(|_| "the credentials do not go into a cookie".to_owned())?;
            value.set_sensitive(true);
            request.headers_mut().insert(COOKIE, value);
        }
        if !self.query.is_empty() {
            request.url_mut().query_pairs_mut().extend_pairs(&self.query);
        }
        Ok(())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(..)")
    }
}
