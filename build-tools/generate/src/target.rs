//! The two kinds of crate that come of a document, and what each asks of the
//! stages: the only place that tells them apart.

use progenitor::HooksMode;

/// The kind of crate to generate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The published client: its calls go through a hand-written transport, and
    /// it has all that the document has, or is not made.
    Published,
    /// A complete crate for any document, on the generator's own run-time.
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
        "base",
        "base_url",
        "builder",
        "call",
        "clone",
        "execute",
        "execute_by_status",
        "execute_empty",
        "from_env",
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
