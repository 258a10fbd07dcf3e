//! A server that says what real ones would not say on demand.

use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf};

use crate::mailbox::imap::dialogue::Dialogue;

/// What a server does when it has heard a line.
pub enum Then {
    /// It says this, in which `TAG` stands for the tag of the line.
    Says(&'static str),
    /// It says this, and hangs up.
    HangsUp(&'static str),
    /// It says this, and then nothing any more.
    FallsSilent(&'static str),
    /// It says this with a second before each octet.
    Drips(&'static str),
}

/// A dialogue with a server that hears lines which begin as in `script`, in this order.
pub fn server(script: Vec<(&'static str, Then)>) -> Dialogue {
    let (ours, theirs) = tokio::io::duplex(1 << 16);
    tokio::spawn(play(theirs, script));
    Dialogue::over(Box::new(ours))
}

async fn play(stream: DuplexStream, script: Vec<(&'static str, Then)>) {
    let (read, mut write) = tokio::io::split(stream);
    let mut read = BufReader::new(read);
    for (expected, then) in script {
        let mut line = String::new();
        read.read_line(&mut line).await.unwrap();
        let (tag, command) = line.split_once(' ').unwrap_or(("", &line));
        // What continues a command bears no tag.
        let heard = if expected.is_empty() || line.starts_with(expected) { &line } else { command };
        assert!(heard.starts_with(expected), "{expected:?} was to come, but {line:?} came");
        let says = |text: &str| text.replace("TAG", tag);
        match then {
            Then::Says(text) => write.write_all(says(text).as_bytes()).await.unwrap(),
            Then::HangsUp(text) => return write.write_all(says(text).as_bytes()).await.unwrap(),
            Then::FallsSilent(text) => {
                write.write_all(says(text).as_bytes()).await.unwrap();
                return listen(read, write).await;
            }
            Then::Drips(text) => {
                for octet in says(text).bytes() {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    write.write_all(&[octet]).await.unwrap();
                }
            }
        }
    }
    listen(read, write).await;
}

/// Says nothing any more until the other side hangs up.
async fn listen(mut read: BufReader<ReadHalf<DuplexStream>>, write: WriteHalf<DuplexStream>) {
    let _ = read.read_to_end(&mut Vec::new()).await;
    drop(write);
}
