//! The servers of a document: addresses, and paths that need a host.

use serde_json::{Map, Value};

/// What a document says of its servers.
#[derive(Debug, Default)]
pub(crate) struct Servers {
    /// Absolute addresses, with their variables at their defaults.
    pub(crate) addresses: Vec<String>,
    /// Paths on the host that the document itself comes from.
    pub(crate) paths: Vec<String>,
    /// The variables of either.
    pub(crate) variables: Vec<Variable>,
    /// The places in the list of what is neither, and why.
    pub(crate) unusable: Vec<(usize, String)>,
}

/// A variable in an address, as people read of it.
#[derive(Debug)]
pub(crate) struct Variable {
    /// The address that it is in, before anything is put in.
    pub(crate) template: String,
    pub(crate) name: String,
    pub(crate) default: String,
    /// The values that it can have; none where it can have any.
    pub(crate) values: Vec<String>,
}

impl Servers {
    /// Reads them.
    pub(crate) fn of(document: &Value) -> Self {
        let mut servers = Self::default();
        let listed = document.get("servers").and_then(Value::as_array);
        for (place, server) in listed.into_iter().flatten().enumerate() {
            let template = server.get("url").and_then(Value::as_str);
            let template = template.unwrap_or_default();
            let variables = variables(template, server);
            let url = variables.iter().fold(template.to_owned(), |url, variable| {
                url.replace(&format!("{{{}}}", variable.name), &variable.default)
            });
            match kind(&url) {
                Kind::Address(address) => add(&mut servers.addresses, address),
                Kind::Path(path) => add(&mut servers.paths, path),
                Kind::Unusable(why) => {
                    servers.unusable.push((place, why));
                    continue;
                }
            }
            servers.variables.extend(variables);
        }
        servers
    }
}

fn add(all: &mut Vec<String>, one: String) {
    if !all.contains(&one) {
        all.push(one);
    }
}

/// The variables that are in an address and have a default.
fn variables(template: &str, server: &Value) -> Vec<Variable> {
    let variables = server.get("variables").and_then(Value::as_object);
    let text = |variable: &Map<String, Value>| Some(variable.get("default")?.as_str()?.to_owned());
    variables
        .into_iter()
        .flatten()
        .filter(|(name, _)| template.contains(&format!("{{{name}}}")))
        .filter_map(|(name, variable)| {
            let variable = variable.as_object()?;
            let values = variable.get("enum").and_then(Value::as_array);
            let values = values.into_iter().flatten().filter_map(Value::as_str);
            Some(Variable {
                template: template.to_owned(),
                name: name.clone(),
                default: text(variable)?,
                values: values.map(str::to_owned).collect(),
            })
        })
        .collect()
}

enum Kind {
    Address(String),
    Path(String),
    Unusable(String),
}

/// What an address is; why it is unusable does not repeat it where it could hold
/// a password.
fn kind(url: &str) -> Kind {
    let unusable = |why: &str| Kind::Unusable(why.to_owned());
    if url == "/" {
        return Kind::Path(url.to_owned());
    }
    let secure = url.starts_with("//").then(|| format!("https:{url}"));
    let url = secure.as_deref().unwrap_or(url).trim_end_matches('/');
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    let is_http = scheme.is_some_and(|scheme| {
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    });
    if url.contains(['?', '#']) {
        return unusable("an address with a query or a fragment");
    }
    if url.contains(['{', '}']) {
        return Kind::Unusable(format!("`{url}`, with a variable that has no default"));
    }
    match (is_http, url) {
        (true, url) => {
            let host = url.split("://").nth(1).unwrap_or_default();
            match host.split('/').next().unwrap_or_default() {
                "" => unusable("an address without a host"),
                host if host.contains('@') => {
                    unusable("an address with a user name or a password in it")
                }
                _ => Kind::Address(url.to_owned()),
            }
        }
        (false, url) if url.starts_with('/') => Kind::Path(url.to_owned()),
        (false, "") => unusable("an empty address"),
        (false, url) if scheme.is_none() && !url.contains('@') => Kind::Unusable(format!(
            "`{url}`, which is relative to wherever the document was found"
        )),
        (false, _) => unusable("an address that is not of `https` or `http`"),
    }
}
