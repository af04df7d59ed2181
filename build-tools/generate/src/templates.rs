//! Helper modules that generated code calls, as texts.

use crate::uses::Use;

/// A module that is there where generated code calls it.
pub(crate) struct Template {
    pub(crate) of: Use,
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

/// Those that the published client does not have by hand.
pub(crate) const BESIDE: [Template; 6] = [
    Template {
        of: Use::Decoding,
        name: "decoding",
        text: include_str!("../templates/decoding.rs"),
    },
    Template {
        of: Use::Given,
        name: "given",
        text: include_str!("../templates/given.rs"),
    },
    Template {
        of: Use::Objects,
        name: "objects",
        text: include_str!("../templates/objects.rs"),
    },
    Template {
        of: Use::Parameters,
        name: "parameters",
        text: include_str!("../templates/parameters.rs"),
    },
    Template {
        of: Use::Query,
        name: "query",
        text: include_str!("../templates/query.rs"),
    },
    Template {
        of: Use::Unions,
        name: "unions",
        text: include_str!("../templates/unions.rs"),
    },
];

pub(crate) const OPEN_ENUM: Template = Template {
    of: Use::OpenEnum,
    name: "open_enum",
    text: include_str!("../../../generated-client/src/open_enum.rs"),
};

/// Where an answer does not fit.
pub(crate) const MISFIT: Template = Template {
    of: Use::Decoding,
    name: "misfit",
    text: include_str!("../../../generated-client/src/misfit.rs"),
};

pub(crate) const WHOLE_VALUE: Template = Template {
    of: Use::WholeValue,
    name: "whole_value",
    text: include_str!("../../../generated-client/src/whole_value.rs"),
};

pub(crate) const TEXT_ENUM: Template = Template {
    of: Use::TextEnum,
    name: "text_enum",
    text: include_str!("../../../generated-client/src/text_enum.rs"),
};

/// How both kinds of crate keep a parameter in its segment of the path.
pub(crate) const PATH: Template = Template {
    of: Use::Path,
    name: "path",
    text: include_str!("../../../generated-client/src/path.rs"),
};

/// The manifest of a stand-alone crate, with all that some code uses.
pub(crate) const MANIFEST: &str = include_str!("../templates/manifest.toml");

/// Those of every stand-alone crate.
pub(crate) const CREDENTIALS: &str = include_str!("../templates/credentials.rs");
pub(crate) const INTEGER: &str = include_str!("../../../generated-client/src/integer.rs");
pub(crate) const NULLABLE: &str = include_str!("../../../generated-client/src/nullable.rs");
pub(crate) const SCHEMA: &str = include_str!("../../../generated-client/src/schema.rs");
pub(crate) const SECRET: &str = include_str!("../../../generated-client/src/secret.rs");
