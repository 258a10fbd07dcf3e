//! systemd's own opinion of a unit, without systemd running.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What `systemd-analyze verify` says of `guichet.service` in the system below `root`, which gets the
/// targets of this system to go by. It ends well even over keys that it does not know: nothing must be said.
pub fn verify(root: &Path) -> String {
    let units = "usr/lib/systemd/system";
    fs::create_dir_all(root.join(units)).unwrap();
    for unit in fs::read_dir(Path::new("/").join(units)).unwrap().map(|entry| entry.unwrap().path()) {
        if unit.extension().is_some_and(|extension| extension == "target") && unit.exists() {
            fs::copy(&unit, root.join(units).join(unit.file_name().unwrap())).unwrap();
        }
    }
    let mut analyze = Command::new("systemd-analyze");
    let output = analyze.arg("verify").arg("--root").arg(root).arg("guichet.service").output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    String::from_utf8(said).unwrap() + if output.status.success() { "" } else { "it failed" }
}

/// The exposure of a unit from 0 (safe) to 10, by `systemd-analyze security`.
pub fn exposure(unit: &Path) -> f64 {
    let mut analyze = Command::new("systemd-analyze");
    let output = analyze.args(["security", "--offline=true", "--no-pager"]).arg(unit).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let overall = text.lines().find(|line| line.contains("Overall exposure level")).expect(&text);
    overall.split_whitespace().find_map(|word| word.parse().ok()).expect(overall)
}
