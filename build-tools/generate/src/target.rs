//! The two kinds of crate that come of a document, and what each asks of the
//! stages: the only place that tells them apart.

use progenitor::HooksMode;

/// The kind of crate to generate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The published client: its calls go through a hand-written transport, and
    /// it has all that the document has, or is not made.
    Published,
    /// A complete crate for any document, on the generator's own runtime.
    Standalone,
}

/// What a target asks of the stages.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Whether it is an error that something of the document would be left out,
    /// untyped or named anew.
    pub(crate) strict: bool,
    /// How many error types there are.
    pub(crate) error_types: ErrorTypes,
    /// Whether ids are opaque strings, whatever their format.
    pub(crate) opaque_ids: bool,
    /// What sends the calls.
    pub(crate) transport: Transport,
    /// What the generator does about hooks around each call.
    pub(crate) hooks: HooksMode,
    /// The methods that the client has before any operation.
    pub(crate) client_methods: &'static [&'static str],
    /// The names that the code of the operations uses.
    pub(crate) names_in_use: &'static [&'static str],
    /// The methods and fields that the builder of a call has before any parameter.
    pub(crate) parameter_names_in_use: &'static [&'static str],
    /// The module that has the helpers that the client does not have by hand.
    pub(crate) helpers: &'static str,
}

/// How many error types a crate has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorTypes {
    /// One, which the transport decodes every error to.
    One,
    /// One for each operation.
    PerOperation,
}

/// What sends the calls of a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Transport {
    /// The client's own, which also sends the version header and takes errors.
    Own,
    /// The code that the generator makes for each operation.
    Generated,
}

static PUBLISHED: Settings = Settings {
    strict: true,
    error_types: ErrorTypes::One,
    opaque_ids: true,
    transport: Transport::Own,
    hooks: HooksMode::Expected,
    client_methods: &[
        "attempt",
        "attempts",
        "authorization",
        "base",
        "base_url",
        "builder",
        "builder_with_key_provider",
        "call",
        "clone",
        "execute",
        "execute_by_status",
        "execute_empty",
        "from_env",
        "set_api_key",
        "set_common_headers",
        "take_turn",
        "traced",
        "wait_after",
        "with_options",
    ],
    names_in_use: &[
        "Client",
        "Draft",
        "Error",
        "RequestError",
        "Response",
        "Result",
        "Option",
        "String",
        "Ok",
        "Err",
        "Some",
        "None",
        "From",
        "Self_",
    ],
    parameter_names_in_use: &["send", "body", "client", "draft", "pages", "items"],
    helpers: "generated",
};

static STANDALONE: Settings = Settings {
    strict: false,
    error_types: ErrorTypes::PerOperation,
    opaque_ids: false,
    transport: Transport::Generated,
    hooks: HooksMode::Optional,
    client_methods: &[
        "new",
        "new_with_client",
        "baseurl",
        "client",
        "inner",
        "api_version",
        "pre",
        "exec",
        "post",
    ],
    names_in_use: &[
        "ByteStream",
        "ClientInfo",
        "ClientHooks",
        "Error",
        "OperationInfo",
        "RequestBuilderExt",
        "ResponseValue",
        "Result",
        "Option",
        "String",
        "Ok",
        "Err",
        "Some",
        "None",
        "From",
        "Self_",
    ],
    parameter_names_in_use: &["new", "send", "stream", "header_map", "body_map", "body"],
    helpers: "",
};

impl Target {
    pub(crate) fn settings(self) -> &'static Settings {
        match self {
            Self::Published => &PUBLISHED,
            Self::Standalone => &STANDALONE,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Target;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;
    use syn::{ImplItem, Item, Type};

    /// The methods that the hand-written sources in a folder give the client.
    fn client_methods(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with("generated") {
                continue;
            }
            if path.is_dir() {
                client_methods(&path, found);
            } else {
                let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
                found.extend(file.items.iter().flat_map(of_client));
            }
        }
    }

    fn of_client(item: &Item) -> Vec<String> {
        let Item::Impl(item) = item else {
            return Vec::new();
        };
        let is_client = matches!(&*item.self_ty, Type::Path(ty) if ty.path.is_ident("Client"));
        let items = item
            .items
            .iter()
            .filter(|_| is_client && item.trait_.is_none());
        let name = |item: &ImplItem| match item {
            ImplItem::Fn(method) => Some(method.sig.ident.to_string()),
            _ => None,
        };
        items.filter_map(name).collect()
    }

    #[test]
    fn no_operation_takes_the_name_of_a_method_of_the_published_client() {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated-client/src");
        let mut written = BTreeSet::from(["clone".to_owned()]);
        client_methods(&sources, &mut written);
        let known = Target::Published.settings().client_methods;
        let known: BTreeSet<String> = known.iter().map(ToString::to_string).collect();
        assert_eq!(known, written);
    }
}
