//! Many addresses: a few at once, all or nothing.

use super::fetcher::{Fetched, Fetcher};
use super::refused::not_fetched;
use api_document::diagnostic::{Diagnostic, Outcome, outcome};
use reqwest::Url;
use std::iter::Enumerate;
use std::slice::Iter;
use std::sync::Arc;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// How far the fetching is.
#[derive(Debug)]
pub struct Step<'s> {
    /// How many addresses are done.
    pub done: usize,
    /// How many there are.
    pub all: usize,
    /// The address that was done last.
    pub address: &'s str,
    /// Whether the server said that it is as it was.
    pub unchanged: bool,
}

/// Fetches all addresses; the answers are in the order of the addresses. After
/// a failure nothing more is asked for.
pub async fn fetch_all(
    fetcher: &Arc<Fetcher>,
    addresses: &[Url],
    progress: &dyn Fn(&Step<'_>),
) -> Outcome<Vec<Fetched>> {
    let limits = fetcher.limits;
    let (asked, most) = (addresses.len(), limits.addresses);
    if asked > most {
        let message = format!("{asked} addresses are too many: at most {most} are fetched");
        return Err(not_fetched(ALL, message).into());
    }
    let mut work = Work {
        fetcher,
        progress,
        waiting: addresses.iter().enumerate(),
        running: JoinSet::new(),
        answers: vec![None; asked],
        done: 0,
        bytes: 0,
        found: Vec::new(),
    };
    if timeout(limits.all, work.run()).await.is_err() {
        let seconds = limits.all.as_secs_f32();
        let message = format!("not all pages are there within {seconds} seconds");
        return Err(not_fetched(ALL, message).into());
    }
    work.found.sort_by_key(|(index, _)| *index);
    let found = work.found.into_iter().flat_map(|(_, errors)| errors);
    outcome(
        work.answers.into_iter().flatten().collect(),
        found.collect(),
    )
}

/// What diagnostics about all addresses together are about.
const ALL: &str = "the index";

/// Requests under way, and what came of those that are done.
struct Work<'w> {
    fetcher: &'w Arc<Fetcher>,
    progress: &'w dyn Fn(&Step<'_>),
    waiting: Enumerate<Iter<'w, Url>>,
    running: JoinSet<(usize, Outcome<Fetched>)>,
    answers: Vec<Option<Fetched>>,
    done: usize,
    bytes: usize,
    found: Vec<(usize, Vec<Diagnostic>)>,
}

impl Work<'_> {
    async fn run(&mut self) {
        loop {
            self.start();
            match self.running.join_next().await {
                Some(Ok((index, outcome))) => self.take(index, outcome),
                Some(Err(error)) => {
                    self.fail(usize::MAX, format!("a request broke off: {error}"));
                }
                None => return,
            }
        }
    }

    /// Starts as many requests as may run at once.
    fn start(&mut self) {
        let at_once = self.fetcher.limits.at_once.max(1);
        while self.running.len() < at_once && self.found.is_empty() {
            let Some((index, url)) = self.waiting.next() else {
                return;
            };
            let (fetcher, url) = (Arc::clone(self.fetcher), url.clone());
            self.running
                .spawn(async move { (index, fetcher.get(&url).await) });
        }
    }

    fn take(&mut self, index: usize, outcome: Outcome<Fetched>) {
        let answer = match outcome {
            Ok(answer) => answer,
            Err(errors) => {
                self.found.push((index, errors.iter().cloned().collect()));
                return;
            }
        };
        self.done += 1;
        self.bytes += answer.source.bytes.len();
        let most = self.fetcher.limits.all_bytes;
        if self.bytes > most {
            self.fail(index, format!("the pages have more than {most} bytes"));
        }
        (self.progress)(&Step {
            done: self.done,
            all: self.answers.len(),
            address: &answer.source.name,
            unchanged: answer.unchanged,
        });
        self.answers[index] = Some(answer);
    }

    fn fail(&mut self, index: usize, message: String) {
        self.found.push((index, vec![not_fetched(ALL, message)]));
    }
}
