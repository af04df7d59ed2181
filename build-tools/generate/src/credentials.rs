//! What a stand-alone client calls the setters of its credentials, and what each
//! of them sends.

use api_document::names::{claimants_first, credential_setter, precedence};
use api_document::schema::resolve_any;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A security scheme with the setter of its credentials.
pub(crate) struct Setter<'d> {
    /// The name of the method.
    pub(crate) method: String,
    /// The name of the scheme.
    pub(crate) name: &'d str,
    /// The scheme.
    pub(crate) scheme: &'d Map<String, Value>,
}

/// The setters of a document, in the order of the alphabet; `taken` are the other
/// methods of the client.
pub(crate) fn setters<'d>(document: &'d Value, taken: &BTreeSet<String>) -> Vec<Setter<'d>> {
    let schemes = document.pointer("/components/securitySchemes");
    let schemes = schemes.and_then(Value::as_object).into_iter().flatten();
    let schemes = schemes.filter_map(|(name, scheme)| {
        let scheme = resolve_any(document, scheme).as_object()?;
        Some((name.as_str(), scheme))
    });
    let mut order: Vec<_> = schemes.collect();
    order.sort_by_cached_key(|(name, _)| {
        precedence(name, credential_setter(name).trim_start_matches("with_"))
    });
    let mut claimed = taken.clone();
    let order = claimants_first(order, |(name, _)| claimed.insert(credential_setter(name)));
    let mut taken = taken.clone();
    let mut setters: Vec<Setter<'d>> = Vec::new();
    for (name, scheme) in order {
        let mut method = credential_setter(name);
        while !taken.insert(method.clone()) {
            method.push('_');
        }
        setters.push(Setter {
            method,
            name,
            scheme,
        });
    }
    setters.sort_by_key(|setter| setter.name);
    setters
}

/// How credentials are sent.
pub(crate) enum Sent<'d> {
    /// A user name and a password.
    Basic,
    /// A token, as bearers of one show it.
    Bearer,
    /// The whole value of `Authorization`, for the scheme of that name.
    Authorization(&'d str),
    /// The header, query parameter or cookie of that name.
    Key(&'d str, &'d str),
}

/// How the credentials of a scheme are sent; some are of the connection, not of
/// a request.
pub(crate) fn sent(scheme: &Map<String, Value>) -> Option<Sent<'_>> {
    let text = |key: &str| scheme.get(key).and_then(Value::as_str).unwrap_or_default();
    let http = text("scheme").to_ascii_lowercase();
    Some(match (text("type"), http.as_str(), text("in")) {
        ("http", "basic", _) => Sent::Basic,
        ("http", "bearer", _) | ("oauth2" | "openIdConnect", ..) => Sent::Bearer,
        ("http", "mutualtls", _) => return None,
        ("http", ..) => Sent::Authorization(text("scheme")),
        ("apiKey", _, place @ ("header" | "query" | "cookie")) => Sent::Key(place, text("name")),
        _ => return None,
    })
}
