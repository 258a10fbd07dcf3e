//! The proxy, in front of a server that says back what it hears.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::servers::Proxy;
use crate::servers::backstage::Backstage;

/// A proxy, and the server behind it.
fn proxy() -> (Proxy, Backstage) {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let echo = Backstage::run(async move {
        let listener = TcpListener::from_std(listener).unwrap();
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let (mut from, mut to) = stream.split();
                tokio::io::copy(&mut from, &mut to).await
            });
        }
    });
    (Proxy::to(port), echo)
}

/// A client of the proxy, whose server has said `hello`.
fn client(proxy: &Proxy) -> TcpStream {
    let mut client = TcpStream::connect(("127.0.0.1", proxy.port)).unwrap();
    assert_eq!(echo(&mut client, "hello"), "hello");
    client
}

/// What the server says back to `words`.
fn echo(client: &mut TcpStream, words: &str) -> String {
    client.write_all(words.as_bytes()).unwrap();
    let mut said = vec![0; words.len()];
    client.read_exact(&mut said).unwrap();
    String::from_utf8(said).unwrap()
}

/// What a client hears until the line is cut.
fn rest(client: &mut TcpStream) -> String {
    let mut said = String::new();
    match client.read_to_string(&mut said) {
        Ok(_) => said,
        Err(error) if error.kind() == ErrorKind::ConnectionReset => said,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn the_proxy_counts_what_passes_each_way() {
    let (proxy, _server) = proxy();
    let mut one = client(&proxy);
    let mut other = client(&proxy);
    echo(&mut one, "one");
    echo(&mut other, "other");
    assert_eq!([proxy.passed_from_client(), proxy.passed_from_server()], [18, 18]);
}

#[test]
fn the_proxy_cuts_all_connections_and_takes_new_ones() {
    let (proxy, _server) = proxy();
    let mut clients = [client(&proxy), client(&proxy)];
    proxy.cut();
    assert_eq!(clients.each_mut().map(rest), ["", ""]);
    client(&proxy);
}

#[test]
fn the_proxy_cuts_all_connections_once_the_server_has_sent_so_much() {
    let (proxy, _server) = proxy();
    let mut clients = [client(&proxy), client(&proxy)];
    proxy.cut_after(7);
    assert_eq!(echo(&mut clients[0], "1234"), "1234");
    clients[1].write_all(b"567890").unwrap();
    assert_eq!(clients.each_mut().map(rest), ["", "567"]);
    assert_eq!(proxy.passed_from_server(), 17);
    echo(&mut client(&proxy), "as much as one likes");
}

#[test]
fn nothing_passes_a_frozen_proxy_until_it_thaws() {
    let (proxy, _server) = proxy();
    let [mut one, mut other] = [client(&proxy), client(&proxy)];
    proxy.freeze();
    one.write_all(b"anybody there?").unwrap();
    other.write_all(b"good bye").unwrap();
    other.shutdown(std::net::Shutdown::Write).unwrap();
    one.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    assert_eq!(one.read(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);
    assert_eq!([proxy.passed_from_client(), proxy.passed_from_server()], [10, 10]);

    proxy.thaw();
    one.set_read_timeout(None).unwrap();
    let mut said = [0; 14];
    one.read_exact(&mut said).unwrap();
    assert_eq!(&said, b"anybody there?");
    assert_eq!(rest(&mut other), "good bye");
}

#[test]
fn a_frozen_proxy_can_be_cut() {
    let (proxy, _server) = proxy();
    let mut client = client(&proxy);
    proxy.freeze();
    client.write_all(b"anybody there?").unwrap();
    proxy.cut();
    assert_eq!(rest(&mut client), "");
}

#[test]
fn the_proxy_refuses_new_connections_while_the_others_go_on() {
    let (proxy, _server) = proxy();
    let mut client = client(&proxy);
    proxy.refuse();
    let refusal = TcpStream::connect(("127.0.0.1", proxy.port)).unwrap_err();
    assert_eq!(refusal.kind(), ErrorKind::ConnectionRefused);
    echo(&mut client, "still here");
    proxy.accept();
    self::client(&proxy);
}
