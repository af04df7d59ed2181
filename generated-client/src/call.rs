//! One call: its turn at the rate limiter, its attempts, its timeouts, its response.
//!
//! Everything here serves any operation; nothing is specific to one.

use std::pin::pin;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue, USER_AGENT};
use reqwest::{Method, Request, StatusCode};
use serde::de::DeserializeOwned;
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep};

use crate::answer::{Answer, Failure, Fault};
use crate::apart::apart;
use crate::api_key::{self, Credentials};
use crate::deadline::before;
use crate::decode;
use crate::error::Context;
use crate::fate::{Fate, Fates};
use crate::generated::{API_VERSION, VERSION_HEADER};
use crate::operation::Operation;
use crate::request::{Draft, RequestError};
use crate::telemetry::{self, CallSpan, Since};
use crate::{Client, Error, Response};

pub(crate) type Reader<T> = fn(&Answer, &'static Operation) -> Result<T, Fault>;

impl Client {
    /// Makes the call and decodes the response.
    pub(crate) fn execute<T: DeserializeOwned>(
        &self,
        request: Result<Draft, RequestError>,
        operation: &'static Operation,
    ) -> impl Future<Output = Result<Response<T>, Error>> {
        self.traced(request, operation, decode::value::<T>)
    }

    /// Makes the call of an operation whose successful response has no JSON body.
    #[allow(
        dead_code,
        reason = "whether there is such an operation depends on the document"
    )]
    pub(crate) fn execute_empty(
        &self,
        request: Result<Draft, RequestError>,
        operation: &'static Operation,
    ) -> impl Future<Output = Result<Response<()>, Error>> {
        self.traced(request, operation, decode::empty)
    }

    /// Makes the call of an operation whose successful responses differ by status code.
    #[allow(
        dead_code,
        reason = "whether there is such an operation depends on the document"
    )]
    pub(crate) fn execute_by_status<T>(
        &self,
        request: Result<Draft, RequestError>,
        operation: &'static Operation,
        read: Reader<T>,
    ) -> impl Future<Output = Result<Response<T>, Error>> {
        self.traced(request, operation, read)
    }

    async fn traced<T>(
        &self,
        request: Result<Draft, RequestError>,
        operation: &'static Operation,
        read: Reader<T>,
    ) -> Result<Response<T>, Error> {
        let span = CallSpan::open(self, operation);
        let mut call = pin!(span.follow(self.call(request, operation, &span)));
        let result = match apart(call.as_mut()).await {
            Ok((context, answer)) => match read(&answer, operation) {
                Ok(value) => Ok(Response::new(answer.status, answer.headers, value)),
                Err(fault) => Err(Error::of_answer(&context, answer, fault)),
            },
            Err(error) => Err(error),
        };
        span.close(&result);
        result
    }

    /// Gets an answer, whatever it is.
    async fn call(
        &self,
        request: Result<Draft, RequestError>,
        operation: &'static Operation,
        span: &CallSpan,
    ) -> Result<(Context<'_>, Answer), Error> {
        let mut draft = request.map_err(|error| Error::of_request(operation, error))?;
        if Handle::try_current().is_err() {
            return Err(Error::of_no_runtime(operation));
        }
        let Outcome {
            last,
            attempts,
            fates,
            authorization,
        } = self.attempts(&mut draft).await;
        span.sent(attempts);
        let context = Context {
            operation,
            attempts,
            fates,
            host: &self.shared.host,
            authorization,
        };
        let answer = last.map_err(|failure| Error::of_failure(&context, failure))?;
        if let Some(watch) = &self.shared.watch {
            watch.look(&answer, operation, context.authorization.as_bytes());
        }
        Ok((context, answer))
    }

    /// Sets the headers of every request, whatever a caller or a custom client has set.
    fn set_common_headers(&self, request: &mut Request, authorization: HeaderValue) {
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, authorization);
        headers.insert(USER_AGENT, self.shared.user_agent.clone());
        headers.insert(
            HeaderName::from_static(VERSION_HEADER),
            HeaderValue::from_static(API_VERSION),
        );
    }

    /// Sends the request until an attempt is not to be retried.
    async fn attempts(&self, draft: &mut Draft) -> Outcome {
        let mut left = self.settings.total_timeout;
        let mut earlier = None;
        loop {
            // Waiting here does not count: see `ClientBuilder::total_timeout`.
            let ready = match self.take_turn().await {
                Ok(()) => self.authorization(&mut left).await,
                Err(failure) => Err(failure),
            };
            let authorization = match ready {
                Ok(authorization) => authorization,
                Err(failure) => return earlier.unwrap_or_else(|| Outcome::not_sent(failure)),
            };
            let start = Instant::now();
            let mut request = draft.request();
            self.set_common_headers(&mut request, authorization.clone());
            let last = self.attempt(request, left, earlier.as_ref()).await;
            let outcome = Outcome::after(earlier, last, authorization);
            left = left.saturating_sub(start.elapsed());
            match self.wait_after(draft.method(), &outcome) {
                Some(wait) if wait < left && !draft.is_spent() => {
                    left = left.saturating_sub(wait);
                    telemetry::waits(wait, &outcome.last, outcome.attempts);
                    sleep(wait).await;
                }
                _ => return outcome,
            }
            earlier = Some(outcome);
        }
    }

    async fn take_turn(&self) -> Result<(), Failure> {
        let Some(limiter) = &self.shared.limiter else {
            return Ok(());
        };
        let since = Since::now();
        let turn = limiter.acquire().await;
        telemetry::queued(&since);
        turn.map_err(Failure::Limiter)
    }

    /// Returns the header with the key of this moment, which another may have replaced since
    /// the attempt before.
    async fn authorization(&self, left: &mut Duration) -> Result<HeaderValue, Failure> {
        let provider = match &self.shared.credentials {
            Credentials::Fixed(current) => return Ok(current.header()),
            Credentials::Provider(provider) => provider,
        };
        let start = Instant::now();
        let limit = self.settings.attempt_timeout.min(*left);
        let header = api_key::ask(&**provider, limit).await;
        *left = left.saturating_sub(start.elapsed());
        header.map_err(Failure::KeyProvider)
    }

    /// Sends the request once more.
    async fn attempt(
        &self,
        request: Request,
        left: Duration,
        earlier: Option<&Outcome>,
    ) -> Result<Answer, Failure> {
        let attempts = earlier.map_or(0, |outcome| outcome.attempts);
        telemetry::sends(attempts);
        let since = Since::now();
        let limit = self.settings.attempt_timeout.min(left);
        // One timer for the whole attempt: creating one is not free.
        let mut deadline = pin!(sleep(limit));
        let sending = pin!(self.shared.sender.send(request));
        let last = match before(deadline.as_mut(), sending).await {
            Some(Ok(response)) => {
                Ok(Answer::read(response, self.shared.max_response_bytes, deadline).await)
            }
            Some(Err(error)) => Err(Failure::of_transport(error)),
            None => Err(Failure::TimedOut { after: limit }),
        };
        telemetry::attempted(&last, attempts + 1, &since);
        last
    }

    /// Returns the delay before the next attempt, if there is one.
    ///
    /// A 429 also holds back the client's other requests.
    fn wait_after(&self, method: &Method, outcome: &Outcome) -> Option<Duration> {
        let Outcome {
            last,
            attempts,
            fates,
            ..
        } = outcome;
        let policy = &self.settings.retry;
        let retry_after = last.as_ref().ok().and_then(|answer| answer.retry_after);
        let wait = policy.next_wait(method, fates.last, *attempts, retry_after, fastrand::f64);
        let is_refused = |answer: &Answer| answer.status == StatusCode::TOO_MANY_REQUESTS;
        if let Some(limiter) = &self.shared.limiter
            && last.as_ref().is_ok_and(is_refused)
        {
            let hold = policy.hold(*attempts, retry_after, wait);
            telemetry::holds(hold);
            limiter.hold(hold);
        }
        wait
    }
}

/// The outcome of a call's attempts so far.
struct Outcome {
    last: Result<Answer, Failure>,
    attempts: u32,
    fates: Fates,
    /// What the last attempt was sent with.
    authorization: HeaderValue,
}

impl Outcome {
    fn not_sent(failure: Failure) -> Self {
        let last = Err(failure);
        Self {
            fates: Fates::after(None, Fate::of(&last)),
            last,
            attempts: 0,
            authorization: HeaderValue::from_static(""),
        }
    }

    fn after(
        earlier: Option<Self>,
        last: Result<Answer, Failure>,
        authorization: HeaderValue,
    ) -> Self {
        let attempts = earlier.as_ref().map_or(0, |outcome| outcome.attempts);
        Self {
            fates: Fates::after(earlier.map(|outcome| outcome.fates), Fate::of(&last)),
            last,
            attempts: attempts + 1,
            authorization,
        }
    }
}

#[cfg(test)]
mod tests;
