//! The ways to misbehave for one request.

use std::time::Duration;

use crate::answer::Answer;
use crate::drift::Edit;

/// A fault of one request. [`Fault::stores`] says whether a valid request is
/// done, so that what it creates is stored.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The request is answered properly.
    None,
    /// The connection is reset and no answer is sent.
    Reset(ResetAt),
    /// The whole request is read, then the connection is closed without an
    /// answer.
    Close(Reached),
    /// The whole request is read, then nothing comes until the client leaves
    /// or the simulator stops.
    Silence(Reached),
    /// Another answer takes the place of the service's own.
    Replace(Reached, Answer),
    /// Bytes that need not be HTTP take the place of the answer, then the
    /// connection is closed.
    Bytes(Reached, Vec<u8>),
    /// The service's own answer, badly sent.
    Bend(Bend),
    /// The service's own answer, changed.
    Drift(Vec<Edit>),
}

/// Where the connection is reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetAt {
    /// A byte of the request has come, none is read or recorded.
    Begin,
    /// The head is read, the body is not.
    BeforeBody,
    /// The head and half of the body are read.
    DuringBody,
    /// The whole request is read, nothing stored.
    AfterRequest,
    /// The request is done, what it creates is stored.
    AfterStore,
}

/// How far a request got before the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Something before the service: nothing is stored.
    Gateway,
    /// The service, which did what was asked.
    Service,
}

/// How the service's own answer is sent. The request was done in each case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bend {
    /// Half of the body, then the connection is reset.
    ResetMidway,
    /// Half of the body, then the connection is closed.
    CloseMidway,
    /// The head one byte at a time, with this pause before each.
    SlowHead(Duration),
    /// The body one byte at a time, with this pause before each.
    SlowBody(Duration),
    /// `Content-Length` is ten bytes more than are sent, then the connection
    /// is closed.
    LengthTooLong,
    /// `Content-Length` is half of what is sent, and the connection stays open
    /// with the rest on it.
    LengthTooShort,
    /// Compressed, with `Content-Encoding: gzip`, though nobody asked.
    Gzip,
    /// As an HTTP/1.0 server does: no length, ended by closing.
    Http10,
    /// Properly, with `Connection: keep-alive`; then the connection is closed.
    ThenClose,
}

impl Fault {
    /// Returns whether a valid request is done.
    pub fn stores(&self) -> bool {
        match self {
            Self::Reset(at) => *at == ResetAt::AfterStore,
            Self::Close(reached)
            | Self::Silence(reached)
            | Self::Replace(reached, _)
            | Self::Bytes(reached, _) => *reached == Reached::Service,
            Self::None | Self::Bend(_) | Self::Drift(_) => true,
        }
    }
}
