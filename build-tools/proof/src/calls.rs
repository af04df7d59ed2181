//! The calls of a program: what each sent, with one crate and with another.

use crate::request::Request;
use serde::{Deserialize, Serialize};

/// What the program says of a call that reached the network.
pub const SENT: &str = "sent";

/// The calls of one program, in order: what each sent, or why it sent nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calls(pub Vec<Result<Request, String>>);

/// What is said where the program and the recorder do not agree.
const DISAGREE: &str = "one request for each call that the program says was sent";

impl Calls {
    /// Puts what the program printed, a line for each call, and what the server
    /// had together.
    pub fn new(printed: &str, requests: Vec<Request>) -> Result<Self, String> {
        let found = requests.len();
        let mut requests = requests.into_iter();
        let calls = printed.lines().map(|line| {
            if line == SENT {
                requests.next().map(Ok)
            } else {
                Some(Err(line.to_owned()))
            }
        });
        match calls.collect::<Option<Vec<_>>>() {
            Some(calls) if requests.next().is_none() => Ok(Self(calls)),
            _ => Err(format!("expected {DISAGREE}, found {found}")),
        }
    }
}

/// What a program did with the crate of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conduct {
    /// It does not compile; the codes of the errors.
    NotCompiled(Vec<String>),
    /// It ran.
    Ran {
        /// The first call that sent something else, or was sent where it was not
        /// before: what it has, with the base and with the revision.
        other: Option<[String; 2]>,
        /// Why calls that were sent before are not sent, each once.
        refused: Vec<String>,
    },
}

impl Conduct {
    /// Compares the calls of one program with two crates.
    pub fn between(base: &Calls, revision: &Calls) -> Self {
        let mut other = None;
        let mut refused = Vec::new();
        for (old, new) in base.0.iter().zip(&revision.0) {
            match (old, new) {
                (Ok(old), Ok(new)) if old != new => {
                    other = other.or_else(|| Some([old.beside(new), new.beside(old)]));
                }
                (Ok(_), Err(why)) if !refused.contains(why) => refused.push(why.clone()),
                (Err(why), Ok(new)) => {
                    other = other.or_else(|| Some([why.clone(), new.line.clone()]));
                }
                _ => {}
            }
        }
        Self::Ran { other, refused }
    }
}
