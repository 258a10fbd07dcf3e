//! The desk as a service of systemd: the unit, and the journal.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::time::Duration;

use guichet::config::{self, Sender};
use guichet::daemon::PATIENCE;
use tempfile::TempDir;

use crate::support::{Desk, Entry, Journal, Mail, exposure, people, verify};

const UNIT: &str = "config/guichet.service";

/// What the unit sets `key` to, once for each time.
fn settings(key: &str) -> Vec<String> {
    let unit = fs::read_to_string(UNIT).unwrap();
    unit.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('=').map(str::to_owned)).collect()
}

/// A system with nothing but a program and this unit.
fn system_with(unit: &str) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let place = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    };
    place("usr/lib/systemd/system/guichet.service", unit);
    let program = place("usr/bin/guichet", "#!/bin/sh\n");
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
    root
}

#[test]
fn systemd_finds_nothing_to_say_of_the_unit() {
    let unit = fs::read_to_string(UNIT).unwrap();
    assert_eq!(verify(system_with(&unit).path()), "");

    let misspelt = unit.replace("WatchdogSec=", "WatchDogSec=");
    let said = verify(system_with(&misspelt).path());
    assert!(said.contains("Unknown key 'WatchDogSec'"), "{said}");
}

#[test]
fn the_sandbox_leaves_an_exposure_of_one_and_a_half_at_most() {
    let exposure = exposure(Path::new(UNIT));
    assert!((0.1..=1.5).contains(&exposure), "{exposure}");
}

#[test]
fn the_unit_hands_over_the_credentials_that_the_program_looks_for() {
    let loaded = settings("LoadCredential");
    let names: Vec<&str> = loaded.iter().filter_map(|setting| setting.split(':').next()).collect();
    assert_eq!(names, ["mailbox.password", "sender.password"]);
    // With an absolute path, the service would not start where there is no password.
    assert!(loaded.iter().all(|setting| !setting.contains('/')), "{loaded:?}");
}

#[test]
fn systemd_waits_for_a_step_that_the_desk_waits_for() {
    assert_eq!(settings("TimeoutStopSec"), ["1min"]);
    assert!(PATIENCE < Duration::from_mins(1));
}

#[test]
fn what_the_example_configuration_wants_to_write_the_unit_lets_it_write() {
    let example = config::load(Path::new("config/guichet.toml")).unwrap();
    let state: Vec<PathBuf> =
        settings("StateDirectory").iter().map(|name| Path::new("/var/lib").join(name)).collect();
    assert_eq!(example.store.path.parent(), Some(state[0].as_path()));
    let Sender::Maildir(letters) = &example.sender.url else { panic!("the example has no Maildir") };
    assert_eq!(settings("ReadWritePaths"), [format!("-{}", letters.display())]);
}

/// The program logs in all detail, if it heeds this.
const LOUD: (&str, &str) = ("RUST_LOG", "trace");

/// One round over a bulletin, under `journal`; its standard error. `None` where that cannot be tried.
fn round(journal: Option<&Journal>, desk: &Desk, stream: Option<&str>) -> Option<String> {
    let Some(journal) = journal else {
        println!("skipped: this user may not mount a journal");
        return None;
    };
    desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    let mut command = journal.command();
    command.args(["run", "--once", "--config"]).arg(desk.config()).env(LOUD.0, LOUD.1);
    command.envs(stream.map(|stream| ("JOURNAL_STREAM", stream)));
    let output = command.output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{stderr}");
    Some(stderr)
}

#[test]
fn the_journal_gets_what_happened_to_a_message_in_fields() {
    let (journal, desk) = (Journal::new(), Desk::new());
    let Some(stderr) = round(journal.as_ref(), &desk, None) else { return };
    assert_eq!(stderr, "", "it is logged twice");
    let entries = journal.unwrap().entries();
    let handled: Vec<&Entry> =
        entries.iter().filter(|entry| entry.get("GUICHET_VERDICT").is_some()).collect();
    assert_eq!(handled.len(), 1, "{entries:#?}");
    let uid = handled[0].get("GUICHET_UID").unwrap();
    for (field, value) in [
        ("MESSAGE", format!("handled {uid}: registration, registered").as_str()),
        ("GUICHET_VERDICT", "registration"),
        ("SYSLOG_IDENTIFIER", "guichet"),
        ("PRIORITY", "6"),
    ] {
        assert_eq!(handled[0].get(field), Some(value), "{handled:#?}");
    }
    assert_silent_about_people_and_libraries(&entries);
}

fn assert_silent_about_people_and_libraries(entries: &[Entry]) {
    for entry in entries {
        assert!(entry.get("TARGET").unwrap().starts_with("guichet"), "{entry:#?}");
        for word in ["GOFF", "Goff", "Yannick", "personne1"] {
            assert!(!entry.0.iter().any(|(_, value)| value.contains(word)), "{entry:#?}");
        }
    }
}

#[test]
fn no_field_of_an_entry_is_there_twice() {
    let (journal, desk) = (Journal::new(), Desk::new());
    if round(journal.as_ref(), &desk, None).is_none() {
        return;
    }
    for entry in journal.unwrap().entries() {
        let names: BTreeSet<&str> = entry.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.len(), entry.0.len(), "{entry:#?}");
    }
}

#[test]
fn the_journal_takes_a_failure_for_an_error_line_by_line() {
    let (Some(journal), desk) = (Journal::new(), Desk::new()) else { return };
    fs::write(desk.config(), "[mailbox]\n").unwrap();
    let output = journal.command().args(["run", "--config"]).arg(desk.config()).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.lines().count() > 1 && stderr.starts_with("<3>guichet: "), "{stderr}");
    assert!(stderr.lines().all(|line| line.starts_with("<3>")), "{stderr}");
}

#[test]
fn where_standard_error_is_not_the_journal_the_log_goes_there() {
    let (journal, desk) = (Journal::new(), Desk::new());
    let Some(stderr) = round(journal.as_ref(), &desk, Some("1:1")) else { return };
    assert!(stderr.contains("verdict=registration"), "{stderr}");
    assert!(!stderr.contains("TRACE") && !stderr.contains("SELECT"), "{stderr}");
    assert!(journal.unwrap().entries().is_empty());
}

#[test]
fn where_the_journal_does_not_listen_the_log_goes_to_standard_error() {
    let (journal, desk) = (Journal::absent(), Desk::new());
    let Some(stderr) = round(journal.as_ref(), &desk, None) else { return };
    assert!(stderr.contains("verdict=registration"), "{stderr}");
}

/// Everything below `folder`, itself included.
fn all_below(folder: &Path) -> Vec<PathBuf> {
    let mut all = vec![folder.to_owned()];
    if folder.is_dir() {
        all.extend(fs::read_dir(folder).unwrap().flat_map(|entry| all_below(&entry.unwrap().path())));
    }
    all
}

#[test]
fn what_root_runs_beside_the_daemon_leaves_no_file_of_another_owner() {
    const OWNER: u32 = 4242;
    let desk = Desk::new();
    for path in all_below(&desk.path("")) {
        if chown(path, Some(OWNER), Some(OWNER)).is_err() {
            println!("skipped: only root may give files away");
            return;
        }
    }
    let assert_owned = |made: &[&str]| {
        let all = all_below(&desk.path(""));
        for path in &all {
            let metadata = fs::metadata(path).unwrap();
            assert_eq!((metadata.uid(), metadata.gid()), (OWNER, OWNER), "{}", path.display());
        }
        for path in made {
            assert!(all.contains(&desk.path(path)), "{path} is not among {all:#?}");
        }
    };
    desk.says("check");
    desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    chown(desk.inbox().join("new").join(Mail::bulletin(1, &people(1)[0]).id()), Some(OWNER), Some(OWNER))
        .unwrap();
    let mut running = desk.round_until("delivered");
    assert!(running.says("stopped at delivered"));
    assert_owned(&["guichet.db", "guichet.db-wal", "guichet.db-shm", "guichet.db.lock", "outbox/new"]);
    desk.says("pause");
    assert_owned(&[]);
    running.kill();
    desk.says("resume");
    desk.run_once().well();
    assert_eq!(desk.list().len(), 1);
    assert_owned(&["guichet.db"]);
}
