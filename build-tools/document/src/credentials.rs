//! Addresses with a name or a password in them, which nothing that is made of a
//! document may repeat.

use crate::diagnostic::{Diagnostic, Place, join_pointer};
use crate::member::Members;
use crate::source::Document;
use crate::way::Way;
use serde_json::Value;

rules! {
    pub(crate) RULES:

    CREDENTIALS_IN_ADDRESS: Warning {
        code: "credentials-in-address",
        meaning: "An address in the document has a name or a password in it.",
        why: "Whatever is made of the document would give it away: code, documentation, reports. \
              It is left out of all of these; a document of ours is refused.",
        help: "Remove what stands before the `@`, change the password, and give credentials to \
               the client where it is used.",
    }
}

/// The members that hold data, in which an address is anybody's.
const DATA: [&str; 6] = ["example", "examples", "default", "enum", "const", "value"];

/// Takes the credentials out of all addresses of a document, with a warning for
/// each.
pub(crate) fn redact(document: &mut Document) -> Vec<Diagnostic> {
    let mut places = Vec::new();
    each(&mut document.value, &Way::ROOT, &mut places);
    let found = places.into_iter().map(|pointer| {
        Diagnostic::new(
            &CREDENTIALS_IN_ADDRESS,
            &document.name,
            Place::Pointer(pointer),
            "the address has credentials; they are left out of all that is made of the document",
            "remove what stands before the `@`, and change the password: everybody who has the \
             document knows it",
        )
    });
    found.collect()
}

/// Whether a text has an address with credentials.
pub fn has_credentials(text: &str) -> bool {
    let starts = text.match_indices("//").map(|(at, _)| at);
    starts.filter_map(|at| text.get(at..)).any(|rest| {
        without_credentials(rest.split([' ', '"', '\'']).next().unwrap_or_default()).is_some()
    })
}

fn each(value: &mut Value, way: &Way<'_>, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            if members.member("url").is_some_and(Value::is_string) {
                variables(members, &way.pointer(), places);
            }
            for (name, value) in members.iter_mut() {
                let way = way.member(name);
                match value {
                    Value::String(text) if is_address(name) => {
                        if let Some(without) = without_credentials(text) {
                            *text = without;
                            places.push(way.pointer());
                        }
                    }
                    _ if DATA.contains(&name.as_str()) || name.starts_with("x-") => {}
                    value => each(value, &way, places),
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                each(item, &way.item(index), places);
            }
        }
        _ => {}
    }
}

/// Whether a member is an address: `url`, `tokenUrl` and their like.
fn is_address(name: &str) -> bool {
    name == "url" || name == "termsOfService" || name.ends_with("Url")
}

/// What the variables of a server put into its address. One that is a part of
/// credentials goes with them.
fn variables(server: &mut serde_json::Map<String, Value>, pointer: &str, places: &mut Vec<String>) {
    let Some(url) = server
        .member("url")
        .and_then(Value::as_str)
        .map(str::to_owned)
    else {
        return;
    };
    let kept = without_credentials(&url).unwrap_or_else(|| url.clone());
    let before_path = kept
        .split_once("//")
        .map_or(kept.as_str(), |(_, rest)| rest);
    let authority = before_path.split('/').next().unwrap_or_default().to_owned();
    let Some(Value::Object(variables)) = server.member_mut("variables") else {
        return;
    };
    variables.retain(|name, _| {
        let used = format!("{{{name}}}");
        kept.contains(&used) || !url.contains(&used)
    });
    for (name, variable) in variables.iter_mut() {
        let is_host = authority.contains(&format!("{{{name}}}"));
        let pointer = join_pointer(&join_pointer(pointer, "variables"), name);
        if let Some(value) = variable.member_mut("default") {
            redact_part(value, is_host, format!("{pointer}/default"), places);
        }
        let values = variable.member_mut("enum").and_then(Value::as_array_mut);
        for (index, value) in values.into_iter().flatten().enumerate() {
            redact_part(value, is_host, format!("{pointer}/enum/{index}"), places);
        }
    }
}

fn redact_part(value: &mut Value, is_host: bool, pointer: String, places: &mut Vec<String>) {
    let Value::String(text) = value else {
        return;
    };
    let without = if text.contains("//") {
        without_credentials(text)
    } else {
        let host = is_host.then(|| format!("//{text}"));
        let without = host.and_then(|host| without_credentials(&host));
        without.map(|without| without.trim_start_matches('/').to_owned())
    };
    if let Some(without) = without {
        *text = without;
        places.push(pointer);
    }
}

/// An address without its credentials, if it has any.
fn without_credentials(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("//")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, _) = rest.split_at(end);
    let at = match authority.rfind('@') {
        Some(at) => at,
        // A password that is not encoded as it should be.
        None if has_odd_port(authority) => rest.find('@')?,
        None => return None,
    };
    let host = rest.get(at + 1..).unwrap_or_default();
    Some(format!("{scheme}//{host}"))
}

/// Whether what stands behind a colon cannot be a port.
fn has_odd_port(authority: &str) -> bool {
    // The colons of an address in brackets are its own.
    let host = authority
        .rsplit_once(']')
        .map_or(authority, |(_, port)| port);
    let port = host.rsplit_once(':').map(|(_, port)| port);
    port.is_some_and(|port| !port.starts_with('{') && port.contains(|c: char| !c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_what_stands_before_the_host() {
        for (address, expected) in [
            ("https://user:pw@example.com/v1", "https://example.com/v1"),
            ("https://user@example.com", "https://example.com"),
            ("//u:p@example.com:8080/a@b", "//example.com:8080/a@b"),
            ("https://{user}:{password}@{host}/", "https://{host}/"),
            ("https://u:p@w@example.com/", "https://example.com/"),
            ("https://u:p/w?@example.com/", "https://example.com/"),
        ] {
            assert_eq!(without_credentials(address).as_deref(), Some(expected));
            assert!(
                has_credentials(&format!("  - url: '{address}' # here")),
                "{address}"
            );
        }
    }

    #[test]
    fn an_at_sign_elsewhere_is_part_of_the_address() {
        for address in [
            "https://example.com/@me",
            "https://example.com:8080/a@b",
            "https://[::1]:80/a@b",
            "https://{host}:{port}/a@b",
            "https://example.com?a=b@c",
            "user@example.com",
            "/v1",
        ] {
            assert_eq!(without_credentials(address), None, "{address}");
            assert!(!has_credentials(address), "{address}");
        }
    }
}
