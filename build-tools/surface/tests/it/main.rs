//! What a surface says of a crate, and what two of them mean for users.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod compare;
mod read;
