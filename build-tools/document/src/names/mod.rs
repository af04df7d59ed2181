//! The names in Rust of what a document names: the only place that decides them.
//!
//! They are the names that the generator gives, foreseen: two names of a
//! document that would be one in Rust are told apart beforehand, and a change
//! of the document is found again in the code.

mod case;
mod cased;
mod free;

pub use case::{
    builder_name, credential_setter, field_name, method_name, nested_type_name, static_name,
    type_name, variant_name, words,
};
pub use free::{
    claimants_first, free_operation, free_schema, free_type, is_free, numbers, precedence,
};
