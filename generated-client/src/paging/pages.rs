//! The stream of a list's pages.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::{FusedStream, Stream};

use super::Page;
use super::cursors::{Cursors, State};
use crate::operation::Operation;
use crate::request::{Draft, RequestError};
use crate::{BoxFuture, Client, Error, Response};

/// The pages of a list, each fetched when it is asked for.
///
/// It is a [`Stream`]; without a stream crate, [`Pages::next`] does the same. Each page is one
/// call, with its own turn at the rate limiter, retries and timeouts, and with the `limit` and
/// filters that were set. Dropping the stream cancels the call under way; dropping the future
/// of `next` does not.
///
/// # Errors in the middle
///
/// An error comes once, in the place of its page. If it is [retryable](Error::is_retryable),
/// the list is not over: the next page asked for is the same one again, so a loop that ignores
/// errors goes on for as long as they do. After any other error there are no more pages.
/// Either way [`Pages::cursor`] says where to continue, now or in another process:
/// set it as the `cursor` of a new call.
///
/// ```
/// # use fingerprint_management::Client;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let simulator = fingerprint_management_simulator::Simulator::builder();
/// # let webhook = || serde_json::json!({ "url": "https://example.com" });
/// # let simulator = simulator.seed("/webhooks", webhook()).seed("/webhooks", webhook());
/// # let simulator = simulator.start().await?;
/// # let client = Client::builder(simulator.api_key()).base_url(simulator.url()).build()?;
/// let mut pages = client.list_webhooks().limit(1).pages();
/// let first = pages.next().await.ok_or("not even one page")??;
/// println!("{} on the first page", first.data.len());
/// // Later, from what was kept of it:
/// let cursor = pages.cursor().ok_or("that was all")?.to_owned();
/// let mut rest = client.list_webhooks().limit(1).cursor(cursor).pages();
/// # assert!(rest.next().await.ok_or("end")?.is_ok() && rest.next().await.is_none());
/// # Ok(())
/// # }
/// ```
///
/// A server that gives a cursor twice would never end the list; that is an error too, see
/// [`Error::is_repeated_cursor`]. An empty page is not the end while there is a next cursor.
#[must_use = "nothing is sent before a page is asked for"]
pub struct Pages<P> {
    client: Client,
    operation: &'static Operation,
    /// The name of the query parameter that takes the cursor.
    parameter: &'static str,
    /// The request without its cursor, or why there is none, until that was told.
    request: Result<Draft, Option<RequestError>>,
    cursors: Cursors,
    under_way: Option<BoxFuture<'static, Result<Response<P>, Error>>>,
}

type Next<P> = Option<Result<Response<P>, Error>>;

impl<P: Page> Pages<P> {
    #[allow(
        dead_code,
        reason = "whether there is such an operation depends on the document"
    )]
    pub(crate) fn new(
        client: Client,
        mut request: Result<Draft, RequestError>,
        operation: &'static Operation,
        parameter: &'static str,
    ) -> Self {
        let start = request
            .as_mut()
            .ok()
            .and_then(|draft| draft.take_query(parameter));
        Self {
            client,
            operation,
            parameter,
            request: request.map_err(Some),
            cursors: Cursors::from(start),
            under_way: None,
        }
    }

    /// Returns the next page, or `None` after the last.
    ///
    /// If its future is dropped, the page is not lost: the call goes on when the next page is
    /// asked for.
    pub async fn next(&mut self) -> Option<Result<Response<P>, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Returns the cursor of the next page.
    ///
    /// It is `None` before the first page of a list that is read from its beginning, and after
    /// the last page.
    pub fn cursor(&self) -> Option<&str> {
        self.cursors.next()
    }

    /// Returns the cursor of the page that was given last.
    pub(super) fn given(&self) -> Option<&str> {
        self.cursors.given()
    }

    /// Returns whether there are no more pages.
    pub fn is_finished(&self) -> bool {
        self.cursors.state == State::Over
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Next<P>> {
        let call = match &mut self.under_way {
            Some(call) => call,
            None => match self.call() {
                Ok(Some(call)) => self.under_way.insert(call),
                Ok(None) => return Poll::Ready(None),
                Err(error) => {
                    self.cursors.state = State::Over;
                    return Poll::Ready(Some(Err(error)));
                }
            },
        };
        let result = ready!(call.as_mut().poll(context));
        self.under_way = None;
        match &result {
            Ok(page) => self.cursors.advance(page.next_cursor()),
            Err(error) if error.is_retryable() => {}
            Err(_) => self.cursors.state = State::Over,
        }
        Poll::Ready(Some(result))
    }

    /// Begins the call for the next page, if there is one.
    #[allow(clippy::type_complexity, reason = "once, for one caller")]
    fn call(&mut self) -> Result<Option<BoxFuture<'static, Result<Response<P>, Error>>>, Error> {
        match self.cursors.state {
            State::Going => {}
            State::Repeated => return Err(Error::of_repeated_cursor(self.operation)),
            State::Over => return Ok(None),
        }
        let draft = match &mut self.request {
            Ok(draft) => draft.with_query(self.parameter, self.cursors.next()),
            Err(error) => {
                let error = error.take();
                return error.map_or(Ok(None), |error| {
                    Err(Error::of_request(self.operation, error))
                });
            }
        };
        let (client, operation) = (self.client.clone(), self.operation);
        Ok(Some(Box::pin(async move {
            client.execute(Ok(draft), operation).await
        })))
    }
}

impl<P: Page> Stream for Pages<P> {
    type Item = Result<Response<P>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Next<P>> {
        self.poll(context)
    }
}

impl<P: Page> FusedStream for Pages<P> {
    fn is_terminated(&self) -> bool {
        self.is_finished()
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &self.operation.id)
            .field("state", &self.cursors.state)
            .finish_non_exhaustive()
    }
}
