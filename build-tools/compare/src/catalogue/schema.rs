//! The changes inside a schema.
//!
//! A change is a place (such as `request-property`) and an [`Aspect`] (such as
//! `max-length-set`); its level follows from the aspect's effect and from the
//! direction: what narrows breaks requests, what widens breaks responses.

use super::explanation::{Explanation, remedy};
use super::scope::Scope;
use crate::change::{Direction, Level};

/// What a change does to the set of values a schema allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Fewer values.
    Narrows,
    /// More values.
    Widens,
    /// Some more, some fewer, or nobody can say.
    Either,
    /// The same values.
    Same,
    /// The same values, told in other words.
    Words,
}

impl Effect {
    pub(crate) fn level(self, direction: Direction) -> Level {
        match (self, direction) {
            (Self::Words, _) => Level::Docs,
            (Self::Either, _)
            | (Self::Narrows, Direction::Request)
            | (Self::Widens, Direction::Response) => Level::Breaking,
            _ => Level::NonBreaking,
        }
    }

    fn why(self, direction: Direction) -> &'static str {
        match (self, direction) {
            (Self::Words, _) => "Only people read it; nothing on the wire depends on it.",
            (Self::Same, _) => "The same values go over the wire as before.",
            (Self::Either, _) => {
                "Some values that were valid before are not any more, or new ones are; \
                 which of them cannot be told, so the worse is assumed."
            }
            (Self::Narrows, Direction::Request) => {
                "The service takes less than before: a request that was valid can be refused."
            }
            (Self::Narrows, _) => {
                "The service sends less variety than before: whoever read it before still can."
            }
            (Self::Widens, Direction::Request) => {
                "The service takes more than before: every request that was valid still is."
            }
            (Self::Widens, _) => {
                "The service may send what it did not send before: a reader that relies on \
                 the old limits, such as a closed list of values, can fail."
            }
        }
    }
}

/// One kind of change of one schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Aspect {
    pub(crate) name: &'static str,
    pub(crate) effect: Effect,
    meaning: &'static str,
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
    TYPE_CHANGED "type-changed" Either "has another type or format";
    TYPE_GENERALIZED "type-generalized" Widens "has a wider type or format, such as number for integer";
    TYPE_SPECIALIZED "type-specialized" Narrows "has a narrower type or format, such as integer for number";
    BECAME_NULLABLE "became-nullable" Widens "may be null now";
    BECAME_NOT_NULLABLE "became-not-nullable" Narrows "may not be null any more";
    BECAME_ENUM "became-enum" Narrows "has a closed list of values now";
    BECAME_NOT_ENUM "became-not-enum" Widens "has no closed list of values any more";
    ENUM_VALUE_ADDED "enum-value-added" Widens "has one more value in its list";
    ENUM_VALUE_REMOVED "enum-value-removed" Narrows "has one value less in its list";
    MAX_SET "max-set" Narrows "has a `maximum` now";
    MAX_UNSET "max-unset" Widens "has no `maximum` any more";
    MAX_INCREASED "max-increased" Widens "has a higher `maximum`";
    MAX_DECREASED "max-decreased" Narrows "has a lower `maximum`";
    MIN_SET "min-set" Narrows "has a `minimum` now";
    MIN_UNSET "min-unset" Widens "has no `minimum` any more";
    MIN_INCREASED "min-increased" Narrows "has a higher `minimum`";
    MIN_DECREASED "min-decreased" Widens "has a lower `minimum`";
    EXCLUSIVE_MAX_SET "exclusive-max-set" Narrows "may not reach its `maximum` any more";
    EXCLUSIVE_MAX_UNSET "exclusive-max-unset" Widens "may reach its `maximum` now";
    EXCLUSIVE_MIN_SET "exclusive-min-set" Narrows "may not reach its `minimum` any more";
    EXCLUSIVE_MIN_UNSET "exclusive-min-unset" Widens "may reach its `minimum` now";
    MAX_LENGTH_SET "max-length-set" Narrows "has a `maxLength` now";
    MAX_LENGTH_UNSET "max-length-unset" Widens "has no `maxLength` any more";
    MAX_LENGTH_INCREASED "max-length-increased" Widens "has a higher `maxLength`";
    MAX_LENGTH_DECREASED "max-length-decreased" Narrows "has a lower `maxLength`";
    MIN_LENGTH_SET "min-length-set" Narrows "has a `minLength` now";
    MIN_LENGTH_UNSET "min-length-unset" Widens "has no `minLength` any more";
    MIN_LENGTH_INCREASED "min-length-increased" Narrows "has a higher `minLength`";
    MIN_LENGTH_DECREASED "min-length-decreased" Widens "has a lower `minLength`";
    MAX_ITEMS_SET "max-items-set" Narrows "has a `maxItems` now";
    MAX_ITEMS_UNSET "max-items-unset" Widens "has no `maxItems` any more";
    MAX_ITEMS_INCREASED "max-items-increased" Widens "has a higher `maxItems`";
    MAX_ITEMS_DECREASED "max-items-decreased" Narrows "has a lower `maxItems`";
    MIN_ITEMS_SET "min-items-set" Narrows "has a `minItems` now";
    MIN_ITEMS_UNSET "min-items-unset" Widens "has no `minItems` any more";
    MIN_ITEMS_INCREASED "min-items-increased" Narrows "has a higher `minItems`";
    MIN_ITEMS_DECREASED "min-items-decreased" Widens "has a lower `minItems`";
    MAX_PROPERTIES_SET "max-properties-set" Narrows "has a `maxProperties` now";
    MAX_PROPERTIES_UNSET "max-properties-unset" Widens "has no `maxProperties` any more";
    MAX_PROPERTIES_INCREASED "max-properties-increased" Widens "has a higher `maxProperties`";
    MAX_PROPERTIES_DECREASED "max-properties-decreased" Narrows "has a lower `maxProperties`";
    MIN_PROPERTIES_SET "min-properties-set" Narrows "has a `minProperties` now";
    MIN_PROPERTIES_UNSET "min-properties-unset" Widens "has no `minProperties` any more";
    MIN_PROPERTIES_INCREASED "min-properties-increased" Narrows "has a higher `minProperties`";
    MIN_PROPERTIES_DECREASED "min-properties-decreased" Widens "has a lower `minProperties`";
    UNIQUE_ITEMS_SET "unique-items-set" Narrows "may not hold the same item twice any more";
    UNIQUE_ITEMS_UNSET "unique-items-unset" Widens "may hold the same item twice now";
    MULTIPLE_OF_SET "multiple-of-set" Narrows "has a `multipleOf` now";
    MULTIPLE_OF_UNSET "multiple-of-unset" Widens "has no `multipleOf` any more";
    MULTIPLE_OF_CHANGED "multiple-of-changed" Either "has another `multipleOf`";
    MULTIPLE_OF_GENERALIZED "multiple-of-generalized" Widens "has a `multipleOf` that divides the old one";
    MULTIPLE_OF_SPECIALIZED "multiple-of-specialized" Narrows "has a multiple of the old `multipleOf`";
    PATTERN_ADDED "pattern-added" Narrows "has a `pattern` now";
    PATTERN_REMOVED "pattern-removed" Widens "has no `pattern` any more";
    PATTERN_CHANGED "pattern-changed" Either "has another `pattern`";
    ITEMS_ADDED "items-added" Narrows "says now what its items are";
    ITEMS_REMOVED "items-removed" Widens "does not say any more what its items are";
    ADDITIONAL_ALLOWED "additional-properties-allowed" Widens "may have properties that are not listed";
    ADDITIONAL_DISALLOWED "additional-properties-disallowed" Narrows "may not have properties that are not listed any more";
    ADDITIONAL_SCHEMA_ADDED "additional-properties-schema-added" Narrows "limits now what properties that are not listed can be";
    ADDITIONAL_SCHEMA_REMOVED "additional-properties-schema-removed" Widens "does not limit any more what properties that are not listed can be";
    ONE_OF_ADDED "one-of-added" Widens "has one more alternative in `oneOf`";
    ONE_OF_REMOVED "one-of-removed" Narrows "has one alternative less in `oneOf`";
    ONE_OF_SET "one-of-set" Narrows "must match a `oneOf` now";
    ONE_OF_UNSET "one-of-unset" Widens "need not match a `oneOf` any more";
    ANY_OF_ADDED "any-of-added" Widens "has one more alternative in `anyOf`";
    ANY_OF_REMOVED "any-of-removed" Narrows "has one alternative less in `anyOf`";
    ANY_OF_SET "any-of-set" Narrows "must match an `anyOf` now";
    ANY_OF_UNSET "any-of-unset" Widens "need not match an `anyOf` any more";
    NOT_ADDED "not-added" Narrows "has a `not` now";
    NOT_REMOVED "not-removed" Widens "has no `not` any more";
    NOT_CHANGED "not-changed" Either "has another `not`";
    DISCRIMINATOR_ADDED "discriminator-added" Same "has a `discriminator` now";
    DISCRIMINATOR_REMOVED "discriminator-removed" Same "has no `discriminator` any more";
    DISCRIMINATOR_PROPERTY_CHANGED "discriminator-property-name-changed" Either "is told apart by another property";
    DISCRIMINATOR_MAPPING_ADDED "discriminator-mapping-added" Widens "has one more value of the `discriminator`; where it maps none, the component names are the values";
    DISCRIMINATOR_MAPPING_DELETED "discriminator-mapping-deleted" Narrows "has one value of the `discriminator` less; where it maps none, the component names are the values";
    DISCRIMINATOR_MAPPING_CHANGED "discriminator-mapping-changed" Either "has a value of the `discriminator` that means another schema";
    DEFAULT_ADDED "default-value-added" Same "has a default now";
    DEFAULT_REMOVED "default-value-removed" Same "has no default any more";
    DEFAULT_CHANGED "default-value-changed" Same "has another default";
    SCHEMA_DEPRECATED "schema-deprecated" Same "is deprecated";
    SCHEMA_REACTIVATED "schema-reactivated" Same "is not deprecated any more";
    DESCRIPTION_CHANGED "description-changed" Words "is described in other words";
    TITLE_CHANGED "title-changed" Words "has another title";
    EXAMPLE_CHANGED "example-changed" Words "has another example";
    EXTERNAL_DOCS_CHANGED "external-docs-changed" Words "points at other documentation";
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
    let mut meaning = format!("The schema of {} {}.", scope.words(), aspect.meaning);
    meaning[..1].make_ascii_uppercase();
    Explanation {
        id: id_of(scope, aspect),
        meaning,
        why: aspect.effect.why(scope.direction()).to_owned(),
        remedy: remedy(&levels).to_owned(),
        levels,
    }
}
