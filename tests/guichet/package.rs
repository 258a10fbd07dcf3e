//! The Debian package, made from the program that is tested and installed where nothing else is.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

use crate::support::verify;

/// Made once for all tests.
static PACKAGE: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("package");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(folder.join("release")).unwrap();
    symlink(env!("CARGO_BIN_EXE_guichet"), folder.join("release/guichet")).unwrap();
    let mut cargo = Command::new("cargo");
    cargo
        .args(["deb", "--no-build", "--strip", "--fast", "--output"])
        .arg(&folder)
        .env("CARGO_TARGET_DIR", &folder);
    PathBuf::from(said(&mut cargo).trim())
});

/// What a command prints; it must end well.
#[track_caller]
fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A folder that is a whole system to dpkg, in which nothing is installed.
struct Root(TempDir);

impl Root {
    /// `None` where this user may not install.
    fn new() -> Option<Self> {
        if fs::metadata("/proc/self").unwrap().uid() != 0 {
            println!("skipped: only root may install");
            return None;
        }
        let root = Self(tempfile::tempdir().unwrap());
        for folder in ["etc", "var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers"] {
            fs::create_dir_all(root.path(folder)).unwrap();
        }
        fs::write(root.path("var/lib/dpkg/status"), "").unwrap();
        // Whatever runs on our system, no script starts or stops it (deb-systemd-invoke(1p)).
        fs::create_dir_all(root.path("usr/sbin")).unwrap();
        fs::write(root.path("usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n").unwrap();
        fs::set_permissions(root.path("usr/sbin/policy-rc.d"), fs::Permissions::from_mode(0o755)).unwrap();
        Some(root)
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    /// dpkg on this system, whose scripts run by the programs of ours: it has no shell.
    fn dpkg(&self, arguments: &[&str]) -> String {
        let mut dpkg = Command::new("dpkg");
        dpkg.arg("--root").arg(self.0.path()).args(["--force-script-chrootless", "--force-depends"]);
        said(dpkg.args(arguments))
    }

    /// A command of systemd's that takes `--root`, on this system.
    fn systemd(&self, command: &[&str]) -> String {
        let mut systemd = Command::new(command[0]);
        let output = systemd.arg("--root").arg(self.0.path()).args(&command[1..]).output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap().trim().to_owned()
    }

    fn installed() -> Option<Self> {
        let root = Self::new()?;
        root.dpkg(&["--install", PACKAGE.to_str().unwrap()]);
        Some(root)
    }
}

#[test]
fn the_package_has_what_a_service_needs_and_nothing_else() {
    let listing = said(Command::new("dpkg-deb").arg("--contents").arg(PACKAGE.as_path()));
    let mut files = Vec::new();
    for line in listing.lines().filter(|line| !line.starts_with('d')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(words[1], "0/0", "{line}");
        files.push(format!("{} {}", words[0], words[5].trim_start_matches("./")));
    }
    files.sort();
    assert_eq!(
        files,
        [
            "-rw-r--r-- usr/lib/systemd/system/guichet.service",
            "-rw-r--r-- usr/lib/sysusers.d/guichet.conf",
            "-rw-r--r-- usr/lib/tmpfiles.d/guichet.conf",
            "-rw-r--r-- usr/share/doc/guichet/CHANGELOG.md",
            "-rw-r--r-- usr/share/doc/guichet/README.md",
            "-rw-r--r-- usr/share/doc/guichet/copyright",
            "-rw-r--r-- usr/share/doc/guichet/examples/guichet.toml",
            "-rwxr-xr-x usr/bin/guichet",
        ]
    );
}

#[test]
fn installed_into_a_clean_root_it_is_whole_and_waits_for_a_configuration() {
    let Some(root) = Root::installed() else { return };
    assert_eq!(root.dpkg(&["--audit"]) + &root.dpkg(&["--verify", "guichet"]), "");
    assert_eq!(verify(root.0.path()), "");
    assert_eq!(root.systemd(&["systemctl", "is-enabled", "guichet"]), "disabled");

    guichet::config::load(&root.path("usr/share/doc/guichet/examples/guichet.toml")).unwrap();
    // With its reader, a process of the same program.
    let shown = said(Command::new(root.path("usr/bin/guichet")).arg("demo"));
    assert!(shown.contains("waitlisted"), "{shown}");
}

#[test]
fn installed_it_has_a_user_of_its_own_and_folders_that_only_this_user_sees() {
    let Some(root) = Root::installed() else { return };
    let users = fs::read_to_string(root.path("etc/passwd")).unwrap();
    let user: Vec<&str> = users.trim().split(':').collect();
    let [name, _, id, group, _, home, shell] = user[..] else { panic!("{users}") };
    assert_eq!([name, home, shell], ["guichet", "/var/lib/guichet", "/usr/sbin/nologin"]);
    let (id, group): (u32, u32) = (id.parse().unwrap(), group.parse().unwrap());
    assert!((1..1000).contains(&id), "{users}");

    assert_eq!(root.systemd(&["systemd-tmpfiles", "--create", "guichet.conf"]), "");
    for (folder, owner) in [
        ("etc/guichet", (0, group, 0o750)),
        ("etc/credstore", (0, 0, 0o700)),
        ("var/lib/guichet", (id, group, 0o700)),
        ("var/spool/guichet", (id, group, 0o700)),
    ] {
        let folder = fs::metadata(root.path(folder)).unwrap();
        assert_eq!((folder.uid(), folder.gid(), folder.mode() & 0o777), owner);
    }
}

#[test]
fn purged_it_leaves_nothing_but_the_registrations() {
    let Some(root) = Root::installed() else { return };
    root.systemd(&["systemctl", "enable", "guichet"]);
    assert_eq!(root.systemd(&["systemctl", "is-enabled", "guichet"]), "enabled");
    fs::create_dir_all(root.path("var/lib/guichet")).unwrap();
    fs::write(root.path("var/lib/guichet/guichet.db"), "").unwrap();

    root.dpkg(&["--purge", "guichet"]);
    let find =
        said(Command::new("find").arg(root.0.path()).args(["(", "-type", "f", "-o", "-type", "l", ")"]));
    let left: Vec<&str> = find
        .lines()
        .map(|path| path.trim_start_matches(root.0.path().to_str().unwrap()))
        .filter(|path| path.contains("guichet"))
        .collect();
    assert_eq!(left, ["/var/lib/guichet/guichet.db"]);
}
