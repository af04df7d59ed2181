//! Why a generated builder could not make its request.

use std::convert::Infallible;

/// What is wrong with the arguments of a call; nothing has been sent.
#[derive(Debug)]
pub(crate) enum RequestError {
    /// The body could not be built, or a required one is missing.
    InvalidRequest(String),
    /// A part of the request does not fit into HTTP.
    Http(reqwest::Error),
}

impl From<reqwest::Error> for RequestError {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error)
    }
}

impl From<reqwest::header::InvalidHeaderValue> for RequestError {
    fn from(error: reqwest::header::InvalidHeaderValue) -> Self {
        Self::InvalidRequest(format!("a header parameter: {error}"))
    }
}

impl From<Infallible> for RequestError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
