//! A running simulator.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::access::Permission;
use crate::connection::{Shared, serve};
use crate::fault::Fault;
use crate::lock::locked;
use crate::recording::RecordedRequest;
use crate::service::Service;

/// A Management API on a loopback port, within this process.
///
/// It serves the operations of its document and no others: lists with pages and
/// filters, creates, gets, updates and deletes, and the few operations that a
/// document cannot describe. Dropping it stops it: it takes no further connection or request, ends what a fault holds
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
    pub(crate) async fn listen(service: Service, latency: Duration, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared {
            service,
            latency,
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
    pub fn api_key(&self) -> &str {
        self.shared.service.access.key(Permission::Write)
    }

    /// Returns a key without the permission to change anything.
    pub fn read_only_key(&self) -> &str {
        self.shared.service.access.key(Permission::Read)
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

    /// Returns the items of a collection, by its path, oldest first: all that
    /// the service knows of them, secrets that it shows no more included.
    ///
    /// Empty for a path without items, such as one that is not a collection.
    pub fn items(&self, collection: &str) -> Vec<Value> {
        self.shared.service.items(collection)
    }

    /// Returns the document that is served, with what the service promises of
    /// every operation: the statuses 400, 401 and 429, and 404 for an id.
    pub fn document(&self) -> &Value {
        &self.shared.service.api.document
    }

    /// Returns the version of the API that every request must name.
    pub fn api_version(&self) -> &str {
        &self.shared.service.api.version
    }

    /// Moves the simulator's clock forward.
    pub fn advance(&self, by: Duration) {
        self.shared.service.clock.advance(by);
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
