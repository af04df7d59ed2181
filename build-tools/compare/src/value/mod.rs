//! JSON values: what they mean, and how they are shown.

pub(crate) mod canonical;
pub(crate) mod snippet;
