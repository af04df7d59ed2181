//! What the subscriber of a test's thread is told.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::TracingDriftObserver;

use super::*;

thread_local! {
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Writes to a log of its thread: each of these tests has a thread of its own.
struct ThreadLog;

impl Write for ThreadLog {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.with_borrow_mut(|log| log.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Begins the log of this thread, with everything there is to be told.
pub(super) fn start() {
    // One subscriber for all threads: whether a span is wanted is cached for all of them.
    static SUBSCRIBER: Once = Once::new();
    SUBSCRIBER.call_once(|| {
        tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_writer(|| ThreadLog)
            .with_ansi(false)
            .with_span_events(FmtSpan::CLOSE)
            .init();
    });
    LOG.take();
}

/// The log of this thread.
pub(super) fn taken() -> String {
    String::from_utf8(LOG.take()).unwrap()
}

/// What is logged while a call takes these steps.
pub(super) async fn logged(steps: impl IntoIterator<Item = Step>) -> String {
    let client = Script::new(steps).client();
    logged_by(client.on_drift(TracingDriftObserver::new())).await
}

/// What is logged while this client makes a call.
pub(super) async fn logged_by(client: ClientBuilder) -> String {
    start();
    let _ = create(&client.build().unwrap()).await;
    taken()
}
