//! Many addresses: a few at once, all or nothing.

use super::fetcher::{Fetched, Fetcher};
use super::refused::not_fetched;
use api_document::diagnostic::{Diagnostic, Outcome, outcome};
use reqwest::Url;
use std::sync::Arc;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};

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
    if addresses.len() > limits.addresses {
        let message = format!(
            "{} addresses are too many: at most {} are fetched",
            addresses.len(),
            limits.addresses
        );
        return Err(not_fetched("the index", message).into());
    }
    let mut answers: Vec<Option<Fetched>> = vec![None; addresses.len()];
    let mut found: Vec<(usize, Vec<Diagnostic>)> = Vec::new();
    let mut waiting = addresses.iter().cloned().enumerate();
    let mut running = JoinSet::new();
    let mut done = 0;
    let end = Instant::now() + limits.all;
    loop {
        while running.len() < limits.at_once.max(1) && found.is_empty() {
            let Some((index, url)) = waiting.next() else {
                break;
            };
            let fetcher = Arc::clone(fetcher);
            running.spawn(async move { (index, fetcher.get(&url).await) });
        }
        let Ok(finished) = timeout_at(end, running.join_next()).await else {
            let seconds = limits.all.as_secs_f32();
            let message = format!("not all pages are there within {seconds} seconds");
            return Err(not_fetched("the index", message).into());
        };
        let Some(finished) = finished else { break };
        match finished {
            Ok((index, Ok(answer))) => {
                done += 1;
                progress(&Step {
                    done,
                    all: addresses.len(),
                    address: &answer.source.name,
                    unchanged: answer.unchanged,
                });
                answers[index] = Some(answer);
            }
            Ok((index, Err(errors))) => found.push((index, errors.iter().cloned().collect())),
            Err(error) => {
                let failed = not_fetched("the index", format!("a request broke off: {error}"));
                found.push((addresses.len(), vec![failed]));
            }
        }
    }
    found.sort_by_key(|(index, _)| *index);
    let found = found.into_iter().flat_map(|(_, errors)| errors);
    outcome(answers.into_iter().flatten().collect(), found.collect())
}
