//! JSON values: their meaning, and their form in reports.

pub(crate) mod canonical;
pub(crate) mod snippet;
