//! The questions that an error answers with yes or no.

use reqwest::StatusCode;

use super::{Error, Kind};

/// What became of the request.
impl Error {
    /// Returns whether the request may have had an effect, such as a webhook that now exists.
    ///
    /// That is so unless it [certainly had none](Error::had_no_effect). Find out before you
    /// make the call again. Where the [status code](Error::status) is a success, it did have
    /// its effect, and only the response cannot be used.
    pub fn may_have_taken_effect(&self) -> bool {
        self.0.may_have_taken_effect
    }

    /// Returns whether the request certainly had no effect.
    ///
    /// Nothing was sent, or the server refused it, or its method is safe, such as `GET`. If
    /// the call was [replayed](crate::Replay::Always), that is so of each attempt.
    pub fn had_no_effect(&self) -> bool {
        !self.0.may_have_taken_effect
    }

    /// Returns whether the same call may succeed later and is safe to repeat.
    ///
    /// That is so if the failure is transient, and either the request had no effect or its
    /// method is idempotent. A `POST` that timed out is not retryable: it may have taken
    /// effect.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }
}

/// What happened.
impl Error {
    /// Returns whether the status code is 401: the API key is missing or invalid.
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// Returns whether the status code is 403: the API key lacks the permission.
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// Returns whether the status code is 404.
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// Returns whether the status code is 400 or 422: the API rejected the request.
    ///
    /// See [`Error::violations`].
    pub fn is_validation(&self) -> bool {
        self.has_status(StatusCode::BAD_REQUEST)
            || self.has_status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// Returns whether the status code is 429, after the last attempt.
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Returns whether connecting, an attempt or the whole call timed out.
    pub fn is_timeout(&self) -> bool {
        self.0.timed_out
    }

    /// Returns whether the last attempt could not connect, so that it sent nothing.
    pub fn is_connect(&self) -> bool {
        matches!(self.0.kind, Kind::Connect { .. })
    }

    /// Returns whether the connection was lost before the response arrived.
    ///
    /// It is also true if a [`crate::Transport`] failed with an error of its own.
    pub fn is_connection_lost(&self) -> bool {
        matches!(self.0.kind, Kind::Connection)
    }

    /// Returns whether what the server sent is not an HTTP response.
    pub fn is_not_http(&self) -> bool {
        matches!(self.0.kind, Kind::NotHttp(_))
    }

    /// Returns whether the body of a success broke off, or did not arrive in time.
    ///
    /// The request took effect: [`Error::partial`] has what could be read.
    pub fn is_body_interrupted(&self) -> bool {
        matches!(self.0.kind, Kind::Interrupted(_))
    }

    /// Returns whether the body of a success is longer than the client accepts.
    ///
    /// The request took effect. See [`crate::ClientBuilder::max_response_bytes`].
    pub fn is_body_too_long(&self) -> bool {
        matches!(self.0.kind, Kind::TooLong { .. })
    }

    /// Returns whether a successful response's body does not match the API document.
    ///
    /// The request took effect: [`Error::partial`] has what could be read.
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode)
    }

    /// Returns whether the status code is a success that the API document does not name.
    ///
    /// The request took effect. Such a response is an error only if its body cannot be used.
    pub fn is_undocumented_success(&self) -> bool {
        let documented = |status: StatusCode| {
            let operation = self.0.operation;
            operation.is_some_and(|operation| operation.success.contains(&status.as_u16()))
        };
        let status = self.status();
        status.is_some_and(|status| status.is_success() && !documented(status))
    }

    /// Returns whether a list names as its next page one that it already gave.
    ///
    /// To follow it would never end, so nothing more was sent. See [`crate::Pages`].
    pub fn is_repeated_cursor(&self) -> bool {
        matches!(self.0.kind, Kind::RepeatedCursor)
    }

    /// Returns whether the request could not be built, so that nothing was sent.
    ///
    /// A required property may be missing, for example; a builder's `build` says so too.
    /// [`Error::is_validation`] is true of requests that the API rejected.
    pub fn is_builder(&self) -> bool {
        matches!(self.0.kind, Kind::Builder(_))
    }

    /// Returns whether the client could not be built. See [`crate::ClientBuilder::build`].
    pub fn is_configuration(&self) -> bool {
        matches!(self.0.kind, Kind::Configuration(_))
    }

    /// Returns whether the client's rate limiter failed, so that nothing was sent.
    ///
    /// [`Error::is_rate_limited`] is true if the API returned status code 429.
    pub fn is_limiter(&self) -> bool {
        matches!(self.0.kind, Kind::Limiter)
    }

    /// Returns whether the client's key provider failed, so that nothing was sent.
    ///
    /// [`Error::is_unauthorized`] is true if the API refused the key.
    pub fn is_key_provider(&self) -> bool {
        matches!(self.0.kind, Kind::KeyProvider)
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.status() == Some(status)
    }
}
