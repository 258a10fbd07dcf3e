//! Frames on a pipe: a length of four octets, most significant first, then as many octets.

use std::io::{self, ErrorKind, Read, Write};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// No reply and no request is longer.
const LONGEST: usize = 64 << 20;

/// Sends a frame from the parent.
pub async fn send(pipe: &mut (impl AsyncWrite + Unpin), octets: &[u8]) -> io::Result<()> {
    pipe.write_all(&length(octets)?).await?;
    pipe.write_all(octets).await?;
    pipe.flush().await
}

/// Receives a frame in the parent.
pub async fn receive(pipe: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
    let mut head = [0; 4];
    pipe.read_exact(&mut head).await?;
    let mut octets = vec![0; announced(head)?];
    pipe.read_exact(&mut octets).await?;
    Ok(octets)
}

/// Sends a frame from the child.
pub fn write(pipe: &mut impl Write, octets: &[u8]) -> io::Result<()> {
    pipe.write_all(&length(octets)?)?;
    pipe.write_all(octets)?;
    pipe.flush()
}

/// Receives a frame in the child; `None` when the parent has closed the pipe.
pub fn read(pipe: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; 4];
    match pipe.read_exact(&mut head) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let mut octets = vec![0; announced(head)?];
    pipe.read_exact(&mut octets)?;
    Ok(Some(octets))
}

fn length(octets: &[u8]) -> io::Result<[u8; 4]> {
    let length = u32::try_from(octets.len()).map_err(|_| too_long())?;
    Ok(length.to_be_bytes())
}

fn announced(head: [u8; 4]) -> io::Result<usize> {
    usize::try_from(u32::from_be_bytes(head)).ok().filter(|length| *length <= LONGEST).ok_or_else(too_long)
}

fn too_long() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "a frame longer than any message")
}
