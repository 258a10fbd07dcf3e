//! A journal of the test's own: the socket at which systemd-journald would listen.

use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The fields of an entry, as they came.
#[derive(Debug)]
pub struct Entry(pub Vec<(String, String)>);

impl Entry {
    /// The first value of a field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// Sees another `/run`, with nothing but the journal's folder $0 in it; then tells the program where
/// its standard error goes, as systemd does, and becomes it.
const UNDER: &str = "mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/journal \
    && mount --bind \"$0\" /run/systemd/journal \
    && export JOURNAL_STREAM=\"${JOURNAL_STREAM:-$(stat -L -c %d:%i /proc/self/fd/2)}\" && exec \"$@\"";

pub struct Journal {
    folder: TempDir,
    socket: Option<UnixDatagram>,
}

impl Journal {
    /// One that listens; `None` where this user may not mount.
    pub fn new() -> Option<Self> {
        let mut journal = Self::absent()?;
        let socket = UnixDatagram::bind(journal.folder.path().join("socket")).unwrap();
        socket.set_nonblocking(true).unwrap();
        journal.socket = Some(socket);
        Some(journal)
    }

    /// One that does not listen.
    pub fn absent() -> Option<Self> {
        let mut mount = Command::new("unshare");
        mount.args(["--mount", "mount", "-t", "tmpfs", "tmpfs", "/run"]);
        let may = mount.output().is_ok_and(|output| output.status.success());
        may.then(|| Self { folder: tempfile::tempdir().unwrap(), socket: None })
    }

    /// The program, as a service whose standard error is connected to this journal.
    pub fn command(&self) -> Command {
        let mut command = Command::new("unshare");
        command.args(["--mount", "sh", "-c", UNDER]).arg(self.folder.path());
        command.arg(Path::new(env!("CARGO_BIN_EXE_guichet")));
        command.env_remove("JOURNAL_STREAM").stdin(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// What has arrived.
    pub fn entries(&self) -> Vec<Entry> {
        let mut octets = vec![0; 1 << 16];
        let receive = || {
            let length = self.socket.as_ref()?.recv(&mut octets).ok()?;
            Some(octets[..length].to_vec())
        };
        // An empty datagram only asks whether anybody is there.
        let datagrams = std::iter::from_fn(receive).filter(|datagram| !datagram.is_empty());
        datagrams.map(|datagram| entry(&datagram)).collect()
    }
}

/// An entry in the native protocol (<https://systemd.io/JOURNAL_NATIVE_PROTOCOL/>): `NAME=value`, or
/// `NAME`, the length of the value in eight octets, and the value.
fn entry(mut octets: &[u8]) -> Entry {
    let text = |octets: &[u8]| String::from_utf8(octets.to_vec()).unwrap();
    let mut fields = Vec::new();
    while let Some(end) = octets.iter().position(|&octet| octet == b'\n') {
        let (line, rest) = (&octets[..end], &octets[end + 1..]);
        let (name, value) = if let Some(equals) = line.iter().position(|&octet| octet == b'=') {
            octets = rest;
            (text(&line[..equals]), text(&line[equals + 1..]))
        } else {
            let length = usize::try_from(u64::from_le_bytes(rest[..8].try_into().unwrap())).unwrap();
            octets = &rest[8 + length + 1..];
            (text(line), text(&rest[8..8 + length]))
        };
        fields.push((name, value));
    }
    Entry(fields)
}
