//! A connection as lettre wants it.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::connection::{NoTls, Stream, dial, protect};

/// The first octet of a TLS handshake (RFC 8446, section 5.1); no SMTP command begins with it.
const HANDSHAKE: u8 = 0x16;

/// A connection that is read octet by octet until TLS begins.
///
/// Somebody on the line could add lines in plaintext to the answer to STARTTLS. Were they read ahead,
/// they would pass for answers that came under TLS, against RFC 3207, section 4.2. Here nothing is
/// read ahead: such lines meet the TLS handshake, which fails on them.
#[derive(Debug)]
pub struct Transport {
    stream: Box<dyn Stream>,
    peer: SocketAddr,
    tls: bool,
}

impl Transport {
    /// Connects to the first address of `host` that answers.
    ///
    /// # Errors
    /// When none does; the last one's.
    pub async fn connect(host: &str, port: u16) -> io::Result<Self> {
        let stream = dial(host, port).await?;
        Ok(Self { peer: stream.peer_addr()?, stream: Box::new(stream), tls: false })
    }

    /// Begins TLS with a server that must prove to be `host`: see [`protect`].
    ///
    /// # Errors
    /// When that fails.
    pub async fn protected(self, host: &str, ca_file: Option<&Path>) -> Result<Self, NoTls> {
        Ok(Self { stream: protect(self.stream, host, ca_file).await?, tls: true, ..self })
    }
}

impl AsyncTokioStream for Transport {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}

impl AsyncRead for Transport {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.tls || buffer.remaining() == 0 {
            return Pin::new(&mut self.stream).poll_read(context, buffer);
        }
        let mut octet = [0];
        let mut octet = ReadBuf::new(&mut octet);
        ready!(Pin::new(&mut self.stream).poll_read(context, &mut octet))?;
        buffer.put_slice(octet.filled());
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Transport {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        octets: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.tls |= octets.first() == Some(&HANDSHAKE);
        Pin::new(&mut self.stream).poll_write(context, octets)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
