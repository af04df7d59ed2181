//! A running simulator.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::connection::{Shared, serve};
use crate::fault::Fault;
use crate::lock::locked;
use crate::recording::RecordedRequest;
use crate::routes::router;
use crate::state::{API_KEY, READ_ONLY_KEY, State};
use crate::webhook::Webhook;

/// A Management API on a loopback port, within this process.
///
/// It knows the operations of the document and no others. Dropping it stops
/// it: it takes no further connection or request, ends what a fault holds
/// open, and lets a request that is being answered finish.
///
/// It must be started within a tokio runtime with IO and time enabled.
#[derive(Debug)]
pub struct Simulator {
    url: String,
    shared: Arc<Shared>,
    /// Dropping it tells every task to stop.
    _running: watch::Sender<()>,
}

impl Simulator {
    pub(crate) async fn listen(state: State) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let state = Arc::new(state);
        let shared = Arc::new(Shared {
            router: router(&state),
            state,
            faults: Mutex::default(),
            requests: Mutex::default(),
            connections: AtomicUsize::new(0),
            attempts: AtomicUsize::new(0),
        });
        let (running, stop) = watch::channel(());
        tokio::spawn(accept(listener, Arc::clone(&shared), stop));
        Ok(Self {
            url,
            shared,
            _running: running,
        })
    }

    /// Returns the base URL, without a trailing slash.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns a key with all permissions.
    pub fn api_key(&self) -> &'static str {
        API_KEY
    }

    /// Returns a key without the permission to change anything.
    pub fn read_only_key(&self) -> &'static str {
        READ_ONLY_KEY
    }

    /// Queues faults for the next requests, one for each.
    ///
    /// A request takes its fault with its first byte.
    pub fn answer_next(&self, faults: impl IntoIterator<Item = Fault>) {
        locked(&self.shared.faults).extend(faults);
    }

    /// Returns how many faults no request has taken so far.
    pub fn faults_left(&self) -> usize {
        locked(&self.shared.faults).len()
    }

    /// Returns how many requests began to arrive, those reset at once included.
    pub fn attempts(&self) -> usize {
        self.shared.attempts.load(Ordering::SeqCst)
    }

    /// Returns how many connections were made.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// Returns the requests whose head was read, in order of arrival.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        locked(&self.shared.requests).clone()
    }

    /// Returns the stored webhooks, oldest first.
    pub fn webhooks(&self) -> Vec<Webhook> {
        self.shared.state.webhooks()
    }

    /// Moves the simulator's clock forward.
    pub fn advance(&self, by: Duration) {
        self.shared.state.clock.advance(by);
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>, mut stop: watch::Receiver<()>) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.changed() => return,
        };
        match accepted {
            Ok((stream, _)) => {
                shared.connections.fetch_add(1, Ordering::SeqCst);
                // If this fails, small answers merely arrive later.
                let _ = stream.set_nodelay(true);
                tokio::spawn(serve(stream, Arc::clone(&shared), stop.clone()));
            }
            // Out of file descriptors: some come back as connections end.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}
