//! The child's side of the reader.

use std::io;
use std::os::unix::process::parent_id;
use std::process::exit;
use std::thread;
use std::time::Duration;

use rlimit::Resource;

use super::{Request, frame};
use crate::bulletin::reading::{Reading, Reason};
use crate::bulletin::{Knowledge, read};
use crate::message::{Envelope, Message, Silence};

/// Address space, in octets: a message of the largest size, its decoded parts and what is read of
/// them. Beyond it allocation fails and the child aborts.
const MEMORY: u64 = 256 << 20;
/// Pipes and the program's own few files.
const OPEN_FILES: u64 = 16;
/// How often the child looks whether its parent is still there.
const HEARTBEAT: Duration = Duration::from_secs(1);

/// Reads one message after the other from standard input until it is closed.
///
/// # Errors
/// When the pipes break or the limits cannot be set; the parent sees the process end.
pub fn serve() -> io::Result<()> {
    confine()?;
    end_with(parent_id())?;
    let (mut requests, mut replies) = (io::stdin().lock(), io::stdout().lock());
    let Some(knowledge) = frame::read(&mut requests)? else { return Ok(()) };
    let knowledge: Knowledge = serde_json::from_slice(&knowledge)?;
    while let Some(request) = frame::read(&mut requests)? {
        let request: Request = serde_json::from_slice(&request)?;
        let Some(octets) = frame::read(&mut requests)? else { break };
        let reading = answer(&request, octets, &knowledge);
        frame::write(&mut replies, &serde_json::to_vec(&reading)?)?;
    }
    Ok(())
}

/// Ends this process when `parent` has ended: while a message hangs, nobody notices the closed pipe.
fn end_with(parent: u32) -> io::Result<()> {
    thread::Builder::new().name("parent".into()).spawn(move || {
        while parent_id() == parent {
            thread::sleep(HEARTBEAT);
        }
        exit(1)
    })?;
    Ok(())
}

/// Gives up what reading a message does not need.
fn confine() -> io::Result<()> {
    for (resource, limit) in
        [(Resource::AS, MEMORY), (Resource::CORE, 0), (Resource::FSIZE, 0), (Resource::NOFILE, OPEN_FILES)]
    {
        let (_, hard) = resource.get()?;
        resource.set(limit.min(hard), limit.min(hard))?;
    }
    Ok(())
}

fn answer(request: &Request, octets: Vec<u8>, knowledge: &Knowledge) -> Reading {
    match request {
        Request::Message { received_at, thread } => match Message::parse(&octets, &knowledge.own_addresses) {
            Some(message) => {
                #[cfg(feature = "trials")]
                crate::trial::read_as_others_do(&message);
                read(&message, *received_at, thread.as_deref(), knowledge)
            }
            None => Reading::unread(Envelope::default(), Some(Silence::NoAddress), Reason::NotAMessage),
        },
        Request::File(name) => read(&Message::enclosing(name, octets), None, None, knowledge),
    }
}
