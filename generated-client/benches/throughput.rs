//! Calls per second of 64 tasks to the simulator, compared with calls by hand.
//!
//! ```console
//! cargo bench -p fingerprint-management --bench throughput
//! ```
//!
//! Rounds of both alternate within one run, each with its own simulator and client, so that
//! other load on the machine affects both; the ratio is the median of the rounds. One thread
//! makes all calls, and another one serves them.

mod by_hand;

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fingerprint_management::Client;
use fingerprint_management::types::CreateWebhook;
use fingerprint_management_simulator::Simulator;
use tokio::runtime::Builder;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const ROUNDS: usize = 15;
const TASKS: usize = 64;
const CALLS_PER_TASK: usize = 100;
const URL: &str = "https://example.com/webhook";

fn main() -> Outcome<()> {
    // Cargo passes `--bench` to run benchmarks, but not to test them.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    round(false)?;
    round(true)?;
    println!("| round | by hand, calls/s | client, calls/s | ratio |");
    println!("|---|---|---|---|");
    let mut ratios = Vec::new();
    for number in 1..=ROUNDS {
        // Which is first alternates from round to round.
        let (by_hand, client) = if number % 2 == 0 {
            (round(false)?, round(true)?)
        } else {
            let client = round(true)?;
            (round(false)?, client)
        };
        let ratio = client / by_hand;
        println!("| {number} | {by_hand:.0} | {client:.0} | {ratio:.3} |");
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    let [least, median, most] = [0, ROUNDS / 2, ROUNDS - 1].map(|index| ratios[index]);
    println!("\nmedian ratio {median:.3} (from {least:.3} to {most:.3})");
    Ok(())
}

/// Calls per second, all tasks together.
#[allow(clippy::cast_precision_loss, reason = "6400 is a small number")]
fn round(through_the_client: bool) -> Outcome<f64> {
    let service = Service::start()?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let taken = runtime.block_on(async {
        if through_the_client {
            with_the_client(&service).await
        } else {
            by_hand(&service).await
        }
    })?;
    Ok((TASKS * CALLS_PER_TASK) as f64 / taken.as_secs_f64())
}

async fn with_the_client(service: &Service) -> Outcome<Duration> {
    let client = Client::builder(&*service.key)
        .base_url(&service.url)
        .without_rate_limiter()
        .build()?;
    let start = Instant::now();
    let tasks = (0..TASKS).map(|_| {
        let client = client.clone();
        tokio::spawn(async move {
            for _ in 0..CALLS_PER_TASK {
                let webhook = CreateWebhook::builder().url(URL).environment(None);
                let created = client.create_webhook(webhook).send().await?;
                check(&created.data.id)?;
            }
            Outcome::Ok(())
        })
    });
    finish(tasks.collect(), start).await
}

async fn by_hand(service: &Service) -> Outcome<Duration> {
    let limit = Some(Duration::from_secs(30));
    let api = by_hand::Api::new(&service.url, &service.key, limit).map_err(|e| e.to_string())?;
    let api = Arc::new(api);
    let start = Instant::now();
    let tasks = (0..TASKS).map(|_| {
        let api = Arc::clone(&api);
        tokio::spawn(async move {
            for _ in 0..CALLS_PER_TASK {
                let webhook = by_hand::CreateWebhook {
                    url: URL.to_owned(),
                    description: None,
                    environment: None,
                };
                check(&api.create_webhook(&webhook).await?.data.id)?;
            }
            Outcome::Ok(())
        })
    });
    finish(tasks.collect(), start).await
}

fn check(id: &str) -> Outcome<()> {
    if id.is_empty() {
        return Err("a webhook without an id".into());
    }
    Ok(())
}

async fn finish(
    tasks: Vec<tokio::task::JoinHandle<Outcome<()>>>,
    start: Instant,
) -> Outcome<Duration> {
    for task in tasks {
        task.await??;
    }
    Ok(start.elapsed())
}

/// A simulator on a thread of its own, which ends with it.
struct Service {
    url: String,
    key: String,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Service {
    fn start() -> Outcome<Self> {
        let (started, start) = std::sync::mpsc::channel();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let thread = std::thread::spawn(move || {
            runtime.block_on(async {
                let simulator = Simulator::builder().without_rate_limit().start().await;
                let running = simulator
                    .as_ref()
                    .map(|simulator| (simulator.url().to_owned(), simulator.api_key().to_owned()))
                    .map_err(ToString::to_string);
                // The receiver is this program's other thread, which waits for it.
                let _ = started.send(running);
                let _ = stopped.await;
            });
        });
        let (url, key) = start.recv()??;
        Ok(Self {
            url,
            key,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic in it has been printed.
            let _ = thread.join();
        }
    }
}
