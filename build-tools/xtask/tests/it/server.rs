//! A server on this machine, in place of somebody else's.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What was asked.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) path: String,
    headers: Vec<String>,
}

impl Request {
    /// The value of a header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            (found.eq_ignore_ascii_case(name)).then(|| value.trim())
        })
    }
}

/// A server that answers until the test ends, and what it was asked.
pub(crate) struct Server {
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub(crate) fn new(
        answer: impl Fn(&Request, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (answer, noted) = (Arc::new(answer), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (answer, noted) = (Arc::clone(&answer), Arc::clone(&noted));
                std::thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    let request = read(&stream);
                    noted.lock().unwrap().push(request.clone());
                    // A client that had enough hangs up; that is no fault here.
                    let _ = answer(&request, &mut stream);
                });
            }
        });
        Self { address, asked }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// What was asked since the last time this was asked.
    pub(crate) fn asked(&self) -> Vec<Request> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

fn read(stream: &TcpStream) -> Request {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let path = first.split(' ').nth(1).unwrap().to_owned();
    let headers = lines
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty());
    Request {
        path,
        headers: headers.collect(),
    }
}

/// Answers with a status, further headers and a body.
pub(crate) fn reply(stream: &mut TcpStream, head: &str, body: &str) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {head}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}
