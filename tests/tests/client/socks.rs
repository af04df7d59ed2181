//! Calls through a SOCKS proxy, as the client's feature `socks` allows.

use std::net::SocketAddr;

use fingerprint_management::{Client, reqwest};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::outcome::{create, service};

/// Connects whoever asks to one place, and returns the name that was asked for (RFC 1928).
async fn proxy(listener: TcpListener, to: SocketAddr) -> std::io::Result<String> {
    let (mut client, _) = listener.accept().await?;
    let (version, methods) = (client.read_u8().await?, client.read_u8().await?);
    assert_eq!(version, 5);
    client.read_exact(&mut vec![0; methods.into()]).await?;
    client.write_all(&[5, 0]).await?;
    let mut request = [0; 5];
    client.read_exact(&mut request).await?;
    assert_eq!(request[..4], [5, 1, 0, 3], "connects to a name");
    let mut name = vec![0; request[4].into()];
    client.read_exact(&mut name).await?;
    client.read_u16().await?;
    client.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await?;
    let mut server = TcpStream::connect(to).await?;
    tokio::spawn(async move { copy_bidirectional(&mut client, &mut server).await });
    Ok(String::from_utf8_lossy(&name).into_owned())
}

#[tokio::test]
async fn calls_go_through_a_socks_proxy() {
    let service = service().await;
    let to = service.url().trim_start_matches("http://").parse().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("socks5h://{}", listener.local_addr().unwrap());
    let asked = tokio::spawn(proxy(listener, to));
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .proxy(reqwest::Proxy::all(address).unwrap());
    let client = Client::builder(service.api_key())
        .base_url("http://management.example")
        .allow_insecure_http(true)
        .http_client(http.build().unwrap())
        .build()
        .unwrap();
    create(&client).await.unwrap();
    assert_eq!(asked.await.unwrap().unwrap(), "management.example");
    assert_eq!(service.items("/webhooks").len(), 1);
}
