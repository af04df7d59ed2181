//! Serves one connection: reads requests, picks up faults, answers.

use std::collections::VecDeque;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::answer::Answer;
use crate::clock::http_date;
use crate::drift::drifted;
use crate::fault::{Fault, ResetAt};
use crate::incoming::{Incoming, Unreadable};
use crate::lock::locked;
use crate::recording::RecordedRequest;
use crate::service::Service;
use crate::wire::{Outgoing, Then};

/// How long an ended connection waits for the client to end it too.
const LINGER: Duration = Duration::from_secs(1);

/// What all connections of a simulator share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) service: Service,
    /// How long each answer takes.
    pub(crate) latency: Duration,
    pub(crate) faults: Mutex<VecDeque<Fault>>,
    pub(crate) requests: Mutex<Vec<RecordedRequest>>,
    pub(crate) connections: AtomicUsize,
    pub(crate) attempts: AtomicUsize,
}

/// Serves until the client leaves, a fault ends it, or the simulator stops.
pub(crate) async fn serve(stream: TcpStream, shared: Arc<Shared>, mut stop: watch::Receiver<()>) {
    let mut incoming = Incoming::new(stream);
    loop {
        let begun = tokio::select! {
            begun = incoming.begun() => begun,
            _ = stop.changed() => false,
        };
        if !begun {
            return;
        }
        match exchange(&mut incoming, &shared, &mut stop).await {
            Ok(Then::KeepOpen) => {}
            Ok(Then::Close) | Err(_) => return,
            // Where resetting fails, the connection is gone already.
            Ok(Then::Reset) => return drop(incoming.stream.set_zero_linger()),
        }
    }
}

/// One request and what is answered.
async fn exchange(
    incoming: &mut Incoming,
    shared: &Shared,
    stop: &mut watch::Receiver<()>,
) -> io::Result<Then> {
    shared.attempts.fetch_add(1, Ordering::SeqCst);
    let fault = locked(&shared.faults).pop_front().unwrap_or(Fault::None);
    if fault == Fault::Reset(ResetAt::Begin) {
        return Ok(Then::Reset);
    }
    let head = match incoming.head().await {
        Ok(head) => head,
        Err(Unreadable::Lost) => return Ok(Then::Close),
        Err(Unreadable::Refused(answer)) => return refuse(incoming, shared, &answer).await,
    };
    let read = match fault {
        Fault::Reset(ResetAt::BeforeBody) => 0,
        Fault::Reset(ResetAt::DuringBody) => head.body_length / 2,
        _ => head.body_length,
    };
    let body = incoming.body(read).await?;
    let mut request = head.request;
    request.body = body;
    locked(&shared.requests).push(request.clone());
    let answer = fault.stores().then(|| shared.service.answer(&request));
    if !shared.latency.is_zero() {
        tokio::time::sleep(shared.latency).await;
    }
    if let Fault::Silence(_) = fault {
        return silence(incoming, stop).await;
    }
    let may_take_forever = fault != Fault::None;
    let out = outgoing(incoming, shared, head.keep_alive);
    tokio::select! {
        then = reply(out, fault, answer) => then,
        _ = stop.changed(), if may_take_forever => Ok(Then::Close),
    }
}

/// Sends what the fault makes of the service's own answer, if there is one.
async fn reply(mut out: Outgoing<'_>, fault: Fault, answer: Option<Answer>) -> io::Result<Then> {
    match (fault, answer) {
        (Fault::Reset(_), _) => Ok(Then::Reset),
        (Fault::Bytes(_, bytes), _) => out.send_bytes(&bytes).await,
        (Fault::Replace(_, answer), _) | (Fault::None, Some(answer)) => out.send(&answer).await,
        (Fault::Bend(bend), Some(answer)) => out.send_bent(answer, bend).await,
        (Fault::Drift(edits), Some(answer)) => out.send(&drifted(answer, &edits)).await,
        (Fault::Close(_) | Fault::Silence(_), _) | (_, None) => Ok(Then::Close),
    }
}

fn outgoing<'a>(incoming: &'a mut Incoming, shared: &Shared, keep_alive: bool) -> Outgoing<'a> {
    Outgoing {
        stream: &mut incoming.stream,
        date: http_date(shared.service.clock.now()),
        keep_alive,
    }
}

/// Answers a request that was not read to its end, then reads on for a while:
/// closing with bytes unread would reset the connection before the client
/// could read the answer.
async fn refuse(incoming: &mut Incoming, shared: &Shared, answer: &Answer) -> io::Result<Then> {
    outgoing(incoming, shared, false).send(answer).await?;
    incoming.stream.shutdown().await?;
    let mut sink = tokio::io::sink();
    let rest = tokio::io::copy(&mut incoming.stream, &mut sink);
    // Neither the rest nor a client that never leaves matters any more.
    let _ = timeout(LINGER, rest).await;
    Ok(Then::Close)
}

/// Waits until the client leaves or the simulator stops.
async fn silence(incoming: &mut Incoming, stop: &mut watch::Receiver<()>) -> io::Result<Then> {
    let mut sink = tokio::io::sink();
    tokio::select! {
        left = tokio::io::copy(&mut incoming.stream, &mut sink) => left.map(|_| Then::Close),
        _ = stop.changed() => Ok(Then::Close),
    }
}
