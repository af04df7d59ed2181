//! An address where connections are refused.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpSocket;

/// A loopback port that nobody listens on, reserved until it is dropped.
#[derive(Debug)]
pub struct RefusedAddress {
    url: String,
    _socket: TcpSocket,
}

impl RefusedAddress {
    /// Takes a port without listening on it.
    ///
    /// # Errors
    ///
    /// Fails if there is no free loopback port.
    pub fn take() -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        Ok(Self {
            url: format!("http://{}", socket.local_addr()?),
            _socket: socket,
        })
    }

    /// Returns the base URL, without a trailing slash.
    pub fn url(&self) -> &str {
        &self.url
    }
}
