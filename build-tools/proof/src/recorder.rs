//! A server on the loopback address that keeps what it is sent.

use crate::request::{Request, read};
use std::io::{self, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// The answer to every request: one that no document has, with nothing to decode.
const ANSWER: &[u8] =
    b"HTTP/1.1 418 I'm a teapot\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// Does something with the address of a server, and returns what it came to and
/// the requests that the server had meanwhile, in order.
pub fn recorded<T>(during: impl FnOnce(&str) -> T) -> io::Result<(T, Vec<Request>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let requests = scope.spawn(|| receive(&listener, &over));
        let outcome = during(&format!("http://{address}"));
        over.store(true, Ordering::SeqCst);
        // So that the recorder wakes up and sees it.
        TcpStream::connect(address)?;
        let requests = requests
            .join()
            .map_err(|_| io::Error::other("the recorder panicked"))?;
        Ok((outcome, requests?))
    })
}

fn receive(listener: &TcpListener, over: &AtomicBool) -> io::Result<Vec<Request>> {
    let mut requests = Vec::new();
    loop {
        let (mut connection, _) = listener.accept()?;
        if over.load(Ordering::SeqCst) {
            return Ok(requests);
        }
        if let Some(request) = read(&mut BufReader::new(&connection))? {
            requests.push(request);
            connection.write_all(ANSWER)?;
        }
    }
}
