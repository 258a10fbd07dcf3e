//! The arrows of the house: who may know whom, and how long a file may become.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

/// The modules that know no clock, network, file, SQL or configuration file.
const PURE: [&str; 12] = [
    "archive", "octets", "compound", "event", "fold", "pattern", "message", "document", "bulletin", "desk",
    "letters", "sheets",
];

/// What a pure module must not mention.
const WORLD: [&str; 12] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::time::SystemTime",
    "Timestamp::now",
    "Zoned::now",
    "ZonedDateTime::now",
    "fastrand",
    "sqlx",
    "tokio",
    "tracing",
];

/// The longest file, in lines.
const LONGEST: usize = 400;

/// A source file and the module below `src/` that it belongs to.
struct Source {
    path: PathBuf,
    module: String,
    text: String,
}

impl Source {
    /// What it says without comments and without its tests.
    fn code(&self) -> String {
        let end =
            self.text.find("#[cfg(test)]\n#[allow").or_else(|| self.text.find("#[cfg(test)]\nmod tests {"));
        let code = &self.text[..end.unwrap_or(self.text.len())];
        code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
    }

    /// Whether it holds nothing but tests.
    fn is_test(&self) -> bool {
        self.path.components().any(|part| ["tests", "fairness"].iter().any(|name| part.as_os_str() == *name))
            || ["tests.rs", "samples.rs"].iter().any(|name| self.path.ends_with(name))
    }
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push(Source { module: module(&path), path, text });
            }
        }
    }
    assert!(found.len() > 50, "the sources are not there");
    found
}

/// `message` for `src/message/date.rs` and for `src/message.rs`.
fn module(path: &Path) -> String {
    let name = path.components().nth(1).unwrap().as_os_str().to_str().unwrap();
    name.trim_end_matches(".rs").to_owned()
}

/// The modules of the crate that `code` mentions, in `crate::x` and `use crate::{x, y::z}`.
fn mentioned(code: &str) -> Vec<String> {
    static PATH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bcrate::([a-z_]+)\b").unwrap());
    static GROUP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bcrate::\{([^;]*)\};").unwrap());
    let single = PATH.captures_iter(code).map(|found| found[1].to_owned());
    let grouped = GROUP.captures_iter(code).flat_map(|found| top_level(&found[1]));
    single.chain(grouped).collect()
}

/// The first words of a group of imports: `a, b::{c, d}` is `a` and `b`.
fn top_level(group: &str) -> Vec<String> {
    let mut depth = 0;
    let outside = group.chars().filter(|character| {
        depth += i32::from(*character == '{') - i32::from(*character == '}');
        depth == 0
    });
    let outside: String = outside.collect();
    outside.split(',').map(|path| path.trim().split("::").next().unwrap_or_default().to_owned()).collect()
}

/// The place of each module in the tour of `src/lib.rs`.
fn order() -> BTreeMap<String, usize> {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let names = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.enumerate().map(|(place, name)| (name.to_owned(), place)).collect()
}

#[test]
fn a_module_imports_only_those_before_it_in_the_tour() {
    let order = order();
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        let Some(place) = order.get(&source.module) else { continue };
        for other in mentioned(&source.code()) {
            if order.get(&other).is_some_and(|of_other| of_other > place) {
                wrong.push(format!("{} imports {other}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_stands_in_the_tour() {
    let order = order();
    for source in sources() {
        let known = ["main", "lib"].contains(&source.module.as_str()) || order.contains_key(&source.module);
        assert!(known, "{} is not in src/lib.rs", source.path.display());
    }
}

#[test]
fn the_pure_modules_know_no_clock_network_file_sql_or_chance() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| PURE.contains(&source.module.as_str())) {
        if source.is_test() {
            continue;
        }
        let code = source.code();
        let worldly = WORLD.iter().filter(|word| code.contains(**word)).map(|word| (*word).to_owned());
        let impure = mentioned(&code).into_iter().filter(|other| !PURE.contains(&other.as_str()));
        wrong.extend(worldly.chain(impure).map(|word| format!("{} knows {word}", source.path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_document_does_not_know_what_a_bulletin_is_and_the_ports_do_not_know_each_other() {
    let strangers = [
        ("document", &["bulletin", "message", "desk"][..]),
        ("store", &["mailbox", "delivery"]),
        ("mailbox", &["store", "delivery"]),
        ("delivery", &["store", "mailbox"]),
    ];
    for source in sources() {
        for (_, others) in strangers.iter().filter(|(module, _)| *module == source.module) {
            for other in mentioned(&source.code()) {
                assert!(!others.contains(&other.as_str()), "{} knows {other}", source.path.display());
            }
        }
    }
}

#[test]
fn no_file_has_more_than_400_lines_beside_its_tests() {
    let too_long = sources().into_iter().filter(|source| !source.is_test()).filter_map(|source| {
        let lines = source.code().lines().count();
        (lines > LONGEST).then(|| format!("{} has {lines} lines", source.path.display()))
    });
    assert_eq!(too_long.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn imports_are_found_in_every_spelling() {
    let code = "use crate::message::{Message, File};\nuse crate::{desk::{Roll, Step}, event, fold::fold};\ncrate::store::x()";
    assert_eq!(mentioned(code), ["message", "store", "desk", "event", "fold"]);
}
