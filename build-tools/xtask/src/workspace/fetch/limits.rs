//! How much is asked of a server, and taken from it.

use std::time::Duration;

/// Limits on reading from an address.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The time to connect.
    pub connect: Duration,
    /// The time to the last byte.
    pub total: Duration,
    /// The size of the response, in bytes.
    pub bytes: usize,
    /// How often an address is asked while the server asks to wait.
    pub attempts: u32,
    /// The longest that is waited because a server asks for it.
    pub wait: Duration,
    /// How many addresses are asked at once.
    pub at_once: usize,
    /// How many addresses are asked at all.
    pub addresses: usize,
    /// The time for all of them.
    pub all: Duration,
    /// The size of all responses, in bytes.
    pub all_bytes: usize,
}

impl Default for Limits {
    /// 10 seconds, 60 seconds, 16 MiB: the largest public documents have 12.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(60),
            bytes: 16 * 1024 * 1024,
            attempts: 4,
            wait: Duration::from_secs(60),
            at_once: 4,
            addresses: 1000,
            all: Duration::from_secs(15 * 60),
            all_bytes: 64 * 1024 * 1024,
        }
    }
}
