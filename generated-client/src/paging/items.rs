//! The stream of a list's items.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::{FusedStream, Stream};

use super::{Page, Pages};
use crate::Error;

/// The items of a list, page after page.
///
/// It is a [`Stream`]; without a stream crate, [`Items::next`] does the same. It holds the
/// items of one page at most. See [`Pages`] for calls, errors and cancellation, which are the
/// same.
#[must_use = "nothing is sent before an item is asked for"]
pub struct Items<P: Page> {
    pages: Pages<P>,
    /// What is left of the page that was fetched last.
    items: vec::IntoIter<P::Item>,
}

type Next<P> = Option<Result<<P as Page>::Item, Error>>;

impl<P: Page> Pages<P> {
    /// Turns the pages that are left into a stream of their items.
    pub fn items(self) -> Items<P> {
        Items {
            pages: self,
            items: Vec::new().into_iter(),
        }
    }
}

impl<P: Page> Items<P> {
    /// Returns the next item, or `None` after the last.
    pub async fn next(&mut self) -> Option<Result<P::Item, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Returns the cursor of the page that the next item is on.
    ///
    /// To continue from it gives the items of that page again that were already given, so that
    /// none is lost. It is `None` on the first page of a list that is read from its beginning,
    /// and after the last item.
    pub fn cursor(&self) -> Option<&str> {
        if self.items.as_slice().is_empty() {
            self.pages.cursor()
        } else {
            self.pages.given()
        }
    }

    /// Returns whether there are no more items.
    pub fn is_finished(&self) -> bool {
        self.items.as_slice().is_empty() && self.pages.is_finished()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Next<P>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.items = page.into_inner().into_items().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Nothing in it is pinned, whatever the items are.
impl<P: Page> Unpin for Items<P> {}

impl<P: Page> Stream for Items<P> {
    type Item = Result<P::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Next<P>> {
        self.poll(context)
    }
}

impl<P: Page> FusedStream for Items<P> {
    fn is_terminated(&self) -> bool {
        self.is_finished()
    }
}

impl<P: Page> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("left", &self.items.len())
            .finish()
    }
}
