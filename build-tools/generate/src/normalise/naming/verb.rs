//! What an operation does, by the verb of its `operationId` or by its method.

use super::route::is_version;
use api_document::names::words;

/// The kinds of operation that most resources have, and all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verb {
    List,
    Get,
    Create,
    Update,
    Replace,
    Delete,
    /// `find`, which is one thing or several.
    Find,
    Other(String),
}

/// A verb and the words that follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) verb: Verb,
    /// Whether the phrase says that it is about several things.
    pub(super) many: bool,
    pub(super) rest: Vec<String>,
}

/// The part of an id such as `WebhooksController_findAll` that says what the
/// operation does.
pub(super) fn of_controller(id: &str) -> Option<&str> {
    let (controller, verb) = id.rsplit_once("Controller_")?;
    let is_word = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let is_id = is_word(controller) && is_word(verb) && !verb.is_empty();
    is_id.then_some(verb)
}

impl Phrase {
    /// The phrase in an id, with or without its controller.
    pub(super) fn of(id: &str) -> Option<Self> {
        let mut words = words(of_controller(id).unwrap_or(id));
        words.retain(|word| !is_version(word));
        let first = words.first()?.clone();
        let mut rest = words.split_off(1);
        let next = rest.first().map(String::as_str).unwrap_or_default();
        let many = ["all", "many", "bulk"].contains(&next);
        let one = ["one", "by"].contains(&next);
        let verb = match first.as_str() {
            "list" | "index" => Verb::List,
            "find" | "get" | "fetch" | "read" | "retrieve" if many => Verb::List,
            "get" | "fetch" | "read" | "retrieve" | "show" => Verb::Get,
            "find" if one => Verb::Get,
            "find" => Verb::Find,
            "create" | "add" | "insert" | "post" => Verb::Create,
            "update" | "patch" | "edit" | "modify" | "change" => Verb::Update,
            "replace" | "put" => Verb::Replace,
            "delete" | "remove" | "destroy" => Verb::Delete,
            _ => Verb::Other(first),
        };
        rest.retain(|word| !["all", "many", "one", "by", "id"].contains(&word.as_str()));
        Some(Self { verb, many, rest })
    }

    /// The phrase for a method alone.
    pub(super) fn of_method(method: &str) -> Self {
        let verb = match method {
            "get" => Verb::Find,
            "post" => Verb::Create,
            "put" => Verb::Replace,
            "patch" => Verb::Update,
            "delete" => Verb::Delete,
            other => Verb::Other(other.to_owned()),
        };
        Self {
            verb,
            many: false,
            rest: Vec::new(),
        }
    }
}

impl Verb {
    /// The word that names start with.
    pub(super) fn word(&self) -> &str {
        match self {
            Self::List => "list",
            Self::Get | Self::Find => "get",
            Self::Create => "create",
            Self::Update => "update",
            Self::Replace => "replace",
            Self::Delete => "delete",
            Self::Other(word) => word,
        }
    }
}
