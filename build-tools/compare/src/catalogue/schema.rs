//! The rules for changes inside a schema.
//!
//! A change is a place (such as `request-property`) and an [`Aspect`] (such as
//! `max-length-set`); its level follows from the aspect's effect and from the
//! direction: what narrows breaks requests, what widens breaks responses.

use super::explanation::{Explanation, remedy};
use super::scope::Scope;
use crate::change::{Direction, Level};

/// The effect of a change on the set of values a schema allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Fewer values.
    Narrows,
    /// More values.
    Widens,
    /// Some more and some fewer, or it cannot be decided.
    Either,
    /// The same values.
    Same,
    /// The same values, documented in another way.
    Docs,
}

impl Effect {
    pub(crate) fn level(self, direction: Direction) -> Level {
        match (self, direction) {
            (Self::Docs, _) => Level::Docs,
            (Self::Either, _)
            | (Self::Narrows, Direction::Request)
            | (Self::Widens, Direction::Response) => Level::Breaking,
            _ => Level::NonBreaking,
        }
    }

    fn why(self, direction: Direction) -> &'static str {
        match (self, direction) {
            (Self::Docs, _) => "Only documentation changed; nothing on the wire depends on it.",
            (Self::Same, _) => "The set of valid values is unchanged.",
            (Self::Either, _) => {
                "Some valid values became invalid, or new ones became valid; since it \
                 cannot be decided which, the worse case is assumed."
            }
            (Self::Narrows, Direction::Request) => {
                "The service accepts less than before: a request that was valid may be rejected."
            }
            (Self::Narrows, _) => {
                "The service sends a subset of what it sent before: existing readers still work."
            }
            (Self::Widens, Direction::Request) => {
                "The service accepts more than before: every request that was valid still is."
            }
            (Self::Widens, _) => {
                "The service may send values it did not send before: a reader that relies \
                 on the old limits, such as a closed list of values, may fail."
            }
        }
    }
}

/// One kind of change of one schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Aspect {
    pub(crate) name: &'static str,
    pub(crate) effect: Effect,
    pub(crate) meaning: &'static str,
}

macro_rules! aspects {
    ($($constant:ident $name:literal $effect:ident $meaning:literal;)*) => {
        $(pub(crate) const $constant: Aspect = Aspect {
            name: $name, effect: Effect::$effect, meaning: $meaning,
        };)*
        pub(crate) const ASPECTS: &[Aspect] = &[$($constant),*];
    };
}

aspects! {
    TYPE_CHANGED "type-changed" Either "changed its type or format";
    TYPE_GENERALIZED "type-generalized" Widens "changed to a wider type or format, such as from `integer` to `number`";
    TYPE_SPECIALIZED "type-specialized" Narrows "changed to a narrower type or format, such as from `number` to `integer`";
    BECAME_NULLABLE "became-nullable" Widens "became nullable";
    BECAME_NOT_NULLABLE "became-not-nullable" Narrows "is no longer nullable";
    BECAME_ENUM "became-enum" Narrows "gained an `enum`";
    BECAME_NOT_ENUM "became-not-enum" Widens "lost its `enum`";
    ENUM_VALUE_ADDED "enum-value-added" Widens "gained an `enum` value";
    ENUM_VALUE_REMOVED "enum-value-removed" Narrows "lost an `enum` value";
    MAX_SET "max-set" Narrows "gained a `maximum`";
    MAX_UNSET "max-unset" Widens "lost its `maximum`";
    MAX_INCREASED "max-increased" Widens "raised its `maximum`";
    MAX_DECREASED "max-decreased" Narrows "lowered its `maximum`";
    MIN_SET "min-set" Narrows "gained a `minimum`";
    MIN_UNSET "min-unset" Widens "lost its `minimum`";
    MIN_INCREASED "min-increased" Narrows "raised its `minimum`";
    MIN_DECREASED "min-decreased" Widens "lowered its `minimum`";
    EXCLUSIVE_MAX_SET "exclusive-max-set" Narrows "made its `maximum` exclusive";
    EXCLUSIVE_MAX_UNSET "exclusive-max-unset" Widens "made its `maximum` inclusive";
    EXCLUSIVE_MIN_SET "exclusive-min-set" Narrows "made its `minimum` exclusive";
    EXCLUSIVE_MIN_UNSET "exclusive-min-unset" Widens "made its `minimum` inclusive";
    MAX_LENGTH_SET "max-length-set" Narrows "gained a `maxLength`";
    MAX_LENGTH_UNSET "max-length-unset" Widens "lost its `maxLength`";
    MAX_LENGTH_INCREASED "max-length-increased" Widens "raised its `maxLength`";
    MAX_LENGTH_DECREASED "max-length-decreased" Narrows "lowered its `maxLength`";
    MIN_LENGTH_SET "min-length-set" Narrows "gained a `minLength`";
    MIN_LENGTH_UNSET "min-length-unset" Widens "lost its `minLength`";
    MIN_LENGTH_INCREASED "min-length-increased" Narrows "raised its `minLength`";
    MIN_LENGTH_DECREASED "min-length-decreased" Widens "lowered its `minLength`";
    MAX_ITEMS_SET "max-items-set" Narrows "gained a `maxItems`";
    MAX_ITEMS_UNSET "max-items-unset" Widens "lost its `maxItems`";
    MAX_ITEMS_INCREASED "max-items-increased" Widens "raised its `maxItems`";
    MAX_ITEMS_DECREASED "max-items-decreased" Narrows "lowered its `maxItems`";
    MIN_ITEMS_SET "min-items-set" Narrows "gained a `minItems`";
    MIN_ITEMS_UNSET "min-items-unset" Widens "lost its `minItems`";
    MIN_ITEMS_INCREASED "min-items-increased" Narrows "raised its `minItems`";
    MIN_ITEMS_DECREASED "min-items-decreased" Widens "lowered its `minItems`";
    MAX_PROPERTIES_SET "max-properties-set" Narrows "gained a `maxProperties`";
    MAX_PROPERTIES_UNSET "max-properties-unset" Widens "lost its `maxProperties`";
    MAX_PROPERTIES_INCREASED "max-properties-increased" Widens "raised its `maxProperties`";
    MAX_PROPERTIES_DECREASED "max-properties-decreased" Narrows "lowered its `maxProperties`";
    MIN_PROPERTIES_SET "min-properties-set" Narrows "gained a `minProperties`";
    MIN_PROPERTIES_UNSET "min-properties-unset" Widens "lost its `minProperties`";
    MIN_PROPERTIES_INCREASED "min-properties-increased" Narrows "raised its `minProperties`";
    MIN_PROPERTIES_DECREASED "min-properties-decreased" Widens "lowered its `minProperties`";
    UNIQUE_ITEMS_SET "unique-items-set" Narrows "now requires unique items";
    UNIQUE_ITEMS_UNSET "unique-items-unset" Widens "no longer requires unique items";
    MULTIPLE_OF_SET "multiple-of-set" Narrows "gained a `multipleOf`";
    MULTIPLE_OF_UNSET "multiple-of-unset" Widens "lost its `multipleOf`";
    MULTIPLE_OF_CHANGED "multiple-of-changed" Either "changed its `multipleOf`";
    MULTIPLE_OF_GENERALIZED "multiple-of-generalized" Widens "changed its `multipleOf` to a divisor of the old one";
    MULTIPLE_OF_SPECIALIZED "multiple-of-specialized" Narrows "changed its `multipleOf` to a multiple of the old one";
    PATTERN_ADDED "pattern-added" Narrows "gained a `pattern`";
    PATTERN_REMOVED "pattern-removed" Widens "lost its `pattern`";
    PATTERN_CHANGED "pattern-changed" Either "changed its `pattern`";
    ITEMS_ADDED "items-added" Narrows "gained a schema for its items";
    ITEMS_REMOVED "items-removed" Widens "lost the schema for its items";
    ADDITIONAL_ALLOWED "additional-properties-allowed" Widens "now allows additional properties";
    ADDITIONAL_DISALLOWED "additional-properties-disallowed" Narrows "no longer allows additional properties";
    ADDITIONAL_SCHEMA_ADDED "additional-properties-schema-added" Narrows "gained a schema for additional properties";
    ADDITIONAL_SCHEMA_REMOVED "additional-properties-schema-removed" Widens "lost the schema for additional properties";
    ONE_OF_ADDED "one-of-added" Widens "gained a `oneOf` alternative";
    ONE_OF_REMOVED "one-of-removed" Narrows "lost a `oneOf` alternative";
    ONE_OF_SET "one-of-set" Narrows "gained a `oneOf`";
    ONE_OF_UNSET "one-of-unset" Widens "lost its `oneOf`";
    ANY_OF_ADDED "any-of-added" Widens "gained an `anyOf` alternative";
    ANY_OF_REMOVED "any-of-removed" Narrows "lost an `anyOf` alternative";
    ANY_OF_SET "any-of-set" Narrows "gained an `anyOf`";
    ANY_OF_UNSET "any-of-unset" Widens "lost its `anyOf`";
    NOT_ADDED "not-added" Narrows "gained a `not`";
    NOT_REMOVED "not-removed" Widens "lost its `not`";
    NOT_CHANGED "not-changed" Either "changed its `not`";
    KEYWORD_ADDED "keyword-added" Narrows "gained a keyword that OpenAPI 3.0 does not have, such as `if`";
    KEYWORD_REMOVED "keyword-removed" Widens "lost a keyword that OpenAPI 3.0 does not have, such as `if`";
    KEYWORD_CHANGED "keyword-changed" Either "changed a keyword that OpenAPI 3.0 does not have, such as `if`";
    DISCRIMINATOR_ADDED "discriminator-added" Same "gained a `discriminator`";
    DISCRIMINATOR_REMOVED "discriminator-removed" Same "lost its `discriminator`";
    DISCRIMINATOR_PROPERTY_CHANGED "discriminator-property-name-changed" Either "changed the property of its `discriminator`";
    DISCRIMINATOR_MAPPING_ADDED "discriminator-mapping-added" Widens "gained a `discriminator` value; an alternative without a mapping is selected by its component name";
    DISCRIMINATOR_MAPPING_DELETED "discriminator-mapping-deleted" Narrows "lost a `discriminator` value; an alternative without a mapping is selected by its component name";
    DISCRIMINATOR_MAPPING_CHANGED "discriminator-mapping-changed" Either "maps a `discriminator` value to another schema";
    DEFAULT_ADDED "default-value-added" Same "gained a `default`";
    DEFAULT_REMOVED "default-value-removed" Same "lost its `default`";
    DEFAULT_CHANGED "default-value-changed" Same "changed its `default`";
    SCHEMA_DEPRECATED "schema-deprecated" Same "became deprecated";
    SCHEMA_REACTIVATED "schema-reactivated" Same "is no longer deprecated";
    DESCRIPTION_CHANGED "description-changed" Docs "changed its description";
    TITLE_CHANGED "title-changed" Docs "changed its title";
    EXAMPLE_CHANGED "example-changed" Docs "changed its example";
    EXTERNAL_DOCS_CHANGED "external-docs-changed" Docs "changed its external documentation";
}

pub(crate) fn id_of(scope: Scope, aspect: &Aspect) -> String {
    match (scope, aspect.name) {
        (Scope::ResponseBody, "enum-value-removed") => {
            "response-mediatype-enum-value-removed".to_owned()
        }
        (Scope::RequestHeaderProperty, "became-enum") => {
            "request-header-property-became-enum".to_owned()
        }
        (Scope::RequestProperty | Scope::ResponseProperty, "schema-deprecated") => {
            format!("{}-deprecated", scope.prefix())
        }
        (Scope::RequestProperty | Scope::ResponseProperty, "schema-reactivated") => {
            format!("{}-reactivated", scope.prefix())
        }
        (
            Scope::RequestBody
            | Scope::RequestProperty
            | Scope::Parameter
            | Scope::ParameterContent
            | Scope::RequestHeader,
            "type-specialized",
        ) => {
            format!("{}-type-changed", scope.prefix())
        }
        // Only the direction in which it breaks nothing has an id of its own.
        (_, "multiple-of-specialized") if scope.direction() == Direction::Request => {
            format!("{}-multiple-of-changed", scope.prefix())
        }
        (_, "multiple-of-generalized") if scope.direction() == Direction::Response => {
            format!("{}-multiple-of-changed", scope.prefix())
        }
        (_, name) => format!("{}-{name}", scope.prefix()),
    }
}

pub(crate) fn explanation(scope: Scope, aspect: &Aspect) -> Explanation {
    let levels = vec![aspect.effect.level(scope.direction())];
    Explanation {
        id: id_of(scope, aspect),
        meaning: format!("{} {}.", scope.schema(), aspect.meaning),
        why: aspect.effect.why(scope.direction()).to_owned(),
        remedy: remedy(&levels).to_owned(),
        levels,
    }
}
