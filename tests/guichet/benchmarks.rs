//! Figures, printed: `tests/benchmark` runs them. They judge nothing, for machines differ.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use guichet::demo::forms::Layout;

use crate::servers::{Colleague, Dovecot, PASSWORD, Proxy, ServerDesk, USER};
use crate::support::{Desk, Inspection, Mail, memory, people};

/// A desk whose pace nothing limits, that looks at its mailbox by `port`.
fn desk_by(keys: &str, port: impl FnOnce(&ServerDesk) -> u16) -> ServerDesk {
    let desk = ServerDesk::new();
    let sender = format!("{}hourly_limit = 1000000\n", desk.smtps(desk.postfix.smtps));
    desk.configure(&format!("{}{keys}\n", desk.imaps(port(&desk))), &sender);
    desk
}

fn middle(mut durations: Vec<Duration>) -> Duration {
    durations.sort();
    durations[durations.len() / 2]
}

#[test]
#[ignore = "a benchmark"]
fn from_the_mailbox_to_the_answer() {
    let desk = desk_by("poll_every = \"1h\"", |desk| desk.dovecot.imaps);
    desk.desk.run_once().well();
    let daemon = desk.run();
    desk.eventually(|| desk.log().contains("the desk is open"));
    let people = people(40);
    let answered = (1..).zip(&people).map(|(number, person)| {
        let mail = Mail::bulletin(number, person);
        let begin = Instant::now();
        desk.dovecot.deliver(USER, &mail.octets());
        desk.eventually(|| desk.desk.count("SELECT count(*) FROM notice WHERE state = 'sent'") == number);
        begin.elapsed()
    });
    let answered: Vec<Duration> = answered.collect();
    println!("from the file in the mailbox to the answer with Postfix, 40 times, poll_every = 1h:");
    println!("  median {:?}, longest {:?}", middle(answered.clone()), answered.iter().max().unwrap());
    daemon.terminate().well();
}

/// Has Dovecot number all messages, so that no figure holds that.
fn number(dovecot: &Dovecot) {
    Colleague::log_in(dovecot, USER, PASSWORD).says("NOOP").unwrap();
}

#[test]
#[ignore = "a benchmark"]
fn a_mailbox_with_a_long_past() {
    println!("octets between the desk and Dovecot, TLS and login included, and the time:");
    for count in [100, 100_000] {
        let proxied = ServerDesk::new();
        let proxy = Proxy::to(proxied.dovecot.imaps);
        proxied.configure(&proxied.imaps(proxy.port), &proxied.smtps(proxied.postfix.smtps));
        let year_ago = SystemTime::now() - Duration::from_hours(365 * 24);
        let mail = Mail::question(1).octets();
        for _ in 0..count {
            proxied.dovecot.deliver_at(USER, &mail, year_ago);
        }
        number(&proxied.dovecot);
        let round = |what: &str| {
            let before = proxy.passed_from_client() + proxy.passed_from_server();
            let begin = Instant::now();
            proxied.desk.run_once().well();
            let octets = proxy.passed_from_client() + proxy.passed_from_server() - before;
            println!("  {count:>6} old messages, {what}: {octets} octets, {:?}", begin.elapsed());
        };
        round("the first start");
        round("another start, one look");
        proxied.dovecot.reset_uid_validity(USER, "INBOX");
        number(&proxied.dovecot);
        round("after another UIDVALIDITY");

        let poll = || {
            let passed = || proxy.passed_from_client() + proxy.passed_from_server();
            let before = passed();
            proxied.dovecot.deliver(USER, &Mail::new(1, "Lettre", "Bonjour.\n").octets());
            let handled = proxied.desk.count("SELECT count(*) FROM copy WHERE state = 'handled'");
            proxied.eventually(|| {
                proxied.desk.count("SELECT count(*) FROM copy WHERE state = 'handled'") > handled
            });
            passed() - before
        };
        let daemon = proxied.run();
        proxied.eventually(|| proxied.log().contains("the desk is open"));
        poll();
        println!(
            "  {count:>6} old messages, a look that finds one new message, its fetch included: {} octets",
            poll()
        );
        daemon.terminate().well();
    }
}

#[test]
#[ignore = "a benchmark"]
fn ten_thousand_messages() {
    const COUNT: usize = 10_000;
    let desk = desk_by("", |desk| desk.dovecot.imaps);
    desk.desk.run_once().well();
    let people = people(56);
    for number in 0..COUNT {
        let (last, first) = &people[number % people.len()];
        let person = (format!("{last} {}", letters(number / people.len())), first.clone());
        let mail = Mail::bulletin(i64::try_from(number).unwrap() + 1, &person);
        desk.dovecot.deliver(USER, &mail.octets());
    }
    number(&desk.dovecot);

    let begin = Instant::now();
    let mut client = Colleague::log_in(&desk.dovecot, USER, PASSWORD);
    for first in (1..=COUNT).step_by(100) {
        client.says(&format!("UID FETCH {first}:{} (UID BODY.PEEK[])", first + 99)).unwrap();
    }
    let bare = begin.elapsed();
    drop(client);

    let begin = Instant::now();
    let daemon = desk.run();
    let registered = || desk.desk.count("SELECT count(*) FROM registration");
    let eventually_all = |done: &dyn Fn() -> bool| {
        while !done() {
            std::thread::sleep(Duration::from_millis(20));
        }
        begin.elapsed()
    };
    let all = i64::try_from(COUNT).unwrap();
    let recorded = eventually_all(&|| registered() == all);
    let sent = eventually_all(&|| desk.desk.count("SELECT count(*) FROM notice WHERE state = 'sent'") == all);
    let ratio = |time: Duration| time.as_secs_f64() / bare.as_secs_f64();
    println!("10,000 bulletins:");
    println!("  a bare fetch by a plain client, without TLS: {bare:?}");
    println!("  fetched, read and recorded: {recorded:?}, {:.1} times as long", ratio(recorded));
    println!("  and every answer with Postfix: {sent:?}, {:.1} times as long", ratio(sent));
    let (idle, peak) = (memory(daemon.id(), "VmRSS"), memory(daemon.id(), "VmHWM"));
    println!("  memory of the daemon: {idle} kB afterwards, {peak} kB at its peak");
    daemon.terminate().well();
    let daemon = desk.run();
    desk.eventually(|| desk.log().matches("the desk is open").count() == 2);
    println!("  after a restart: {} kB", memory(daemon.id(), "VmRSS"));
}

/// A number in letters, as nobody's name has figures.
fn letters(number: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghij";
    let digits = number.to_string();
    let letters = digits.bytes().map(|digit| char::from(LETTERS[usize::from(digit - b'0')]));
    letters.chain("ez".chars()).collect()
}

/// Set to a command that reads a folder of messages and prints an object for each, it is timed beside.
const BASELINE: &str = "GUICHET_BASELINE";

#[test]
#[ignore = "a benchmark"]
fn five_thousand_messages_through_inspect() {
    const COUNT: usize = 5_000;
    const LAYOUTS: [Layout; 6] = [
        Layout::TwoColumns,
        Layout::FourColumns,
        Layout::Grid,
        Layout::Lines,
        Layout::Leaders,
        Layout::Controls,
    ];
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let people = people(56);
    for number in 0..COUNT {
        let (id, person) = (i64::try_from(number).unwrap(), &people[number % people.len()]);
        let mail = match number % 4 {
            0 => Mail::bulletin(id, person),
            1 => Mail::question(id),
            _ => Mail::form(id, person, LAYOUTS[number % LAYOUTS.len()]),
        };
        fs::write(folder.path().join(format!("{number:04}.eml")), mail.octets()).unwrap();
    }
    let done = Inspection::of(folder.path(), COUNT, &desk.config());
    assert_eq!(done.objects.len(), COUNT);
    let rate = |time: Duration| f64::from(u16::try_from(COUNT).unwrap()) / time.as_secs_f64();
    println!("5,000 messages through inspect, half of them with a form in DOCX:");
    println!("  {:?}, {:.0} a second, {} kB at the peak", done.time, rate(done.time), done.peak);
    let Ok(baseline) = std::env::var(BASELINE) else { return };
    let mut words = baseline.split_whitespace();
    let begin = Instant::now();
    let output = Command::new(words.next().unwrap()).args(words).arg(folder.path()).output().unwrap();
    assert!(output.status.success());
    let time = begin.elapsed();
    let ratio = time.as_secs_f64() / done.time.as_secs_f64();
    println!("  the baseline: {time:?}, {:.0} a second, {ratio:.1} times as long", rate(time));
}
