mod conversation;

use proptest::prelude::*;

use super::reasons::sentence;
use super::*;
use crate::bulletin::reading::Reason;
use crate::desk::registration::Status;
use crate::desk::{EventState, Ground, Outcome};
use crate::event::samples::march;
use crate::event::{Event, Field};
use crate::letters::gallery::digests::{
    concerned, contact, lively, named, page, quiet, second, task as task_of, trouble, two,
    written as written_to,
};
use crate::letters::report::{Case, Gauge};
use crate::letters::tests::at;
use crate::letters::{Block, Post, Thread, mail};

fn april() -> Event {
    second(&march())
}

fn time(local: &str) -> Timestamp {
    at(local).timestamp()
}

/// A review of the event in March.
fn task(review: i64, reason: &str) -> Task {
    task_of(&march(), review, reason)
}

fn written(sender: &str, subject: &str, excerpt: &str) -> Written {
    written_to(&march(), [sender, subject, excerpt])
}

/// `text` with plain spaces, to compare at a glance.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn subject(digest: &Digest<'_>) -> String {
    plain(&digest.letter().subject)
}

/// The text on a single line.
fn told(digest: &Digest<'_>) -> String {
    plain(&digest.letter().text()).replace('▌', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn gauge(digest: &Digest<'_>) -> Gauge {
    let body = digest.letter().body;
    body.into_iter()
        .find_map(|block| if let Block::Gauge(gauge) = block { Some(gauge) } else { None })
        .unwrap()
}

fn cases(digest: &Digest<'_>) -> Vec<Case> {
    let body = digest.letter().body.into_iter();
    body.filter_map(|block| if let Block::Case(case) = block { Some(case) } else { None }).collect()
}

/// The commands that are shown for `task`.
fn commands(task: Task) -> Vec<String> {
    let event = march();
    let digest = Digest { tasks: vec![task], ..quiet(&event) };
    let [case] = cases(&digest).try_into().unwrap();
    case.commands.into_iter().map(|command| command.line).collect()
}

/// The digest of an event in a state of its own.
fn with_page<'a>(event: &'a Event, change: impl FnOnce(&mut EventPage<'a>)) -> Digest<'a> {
    let mut digest = quiet(event);
    change(&mut digest.pages[0]);
    digest
}

#[test]
fn the_subject_is_the_state_of_things() {
    let (march, april) = (march(), april());
    assert_eq!(subject(&lively(&march)), "24 mars : 25/25, 4 en attente, 4 à traiter");
    assert_eq!(subject(&quiet(&march)), "24 mars : 18/25, rien de nouveau");
    assert_eq!(subject(&two(&march, &april)), "24 mars : 25/25, 2 en attente · 7 avril : 3/12 · 2 à traiter");
    let called_off = with_page(&march, |page| page.state = EventState::CalledOff);
    assert_eq!(subject(&called_off), "24 mars : annulé, rien de nouveau");
    let over = Digest { pages: Vec::new(), ..quiet(&march) };
    assert_eq!(subject(&over), "Guichet d’inscription : rien de nouveau");
}

#[test]
fn news_without_anything_to_do_is_no_quiet_day() {
    let event = march();
    let digest = with_page(&event, |page| page.turns = vec![Turn::Closed]);
    assert_eq!((subject(&digest).as_str(), digest.is_quiet()), ("24 mars : 18/25", false));
    assert!(told(&digest).contains("→ L’équipe a clos les inscriptions"));
}

#[test]
fn two_events_of_a_day_are_told_apart_by_their_hours() {
    let (morning, mut afternoon) = (march(), april());
    afternoon.starts = at("2016-03-24T14:00");
    let subject = subject(&two(&morning, &afternoon));
    assert_eq!(subject, "24 mars à 9 h : 25/25, 2 en attente · 24 mars à 14 h : 3/12 · 2 à traiter");
}

#[test]
fn trouble_stands_before_everything_else() {
    let event = march();
    let letter = trouble(&event).letter();
    assert!(plain(&letter.subject).starts_with("2 messages non vus, envoi en panne, etc. · 24 mars : 18/25"));
    assert!(matches!(letter.body[0], Block::Alert(ref sentences) if sentences.len() == 4));
    let lost = Contact {
        works_at: None,
        fails_since: Some(time("2016-03-15T07:00")),
        ..contact("mailbox", time("2016-03-15T06:59"))
    };
    let unknown = MailboxAccount { name: "INBOX".into(), tally: Tally::Unknown { why: "no route".into() } };
    let mut away = quiet(&event);
    away.machine.contacts[0] = lost;
    away.account.mailboxes = vec![unknown];
    assert!(subject(&away).starts_with("Boîte aux lettres inaccessible · 24 mars"), "told once");
    assert!(told(&away).contains("inaccessible depuis aujourd’hui à 7 h : les messages ne sont plus lus."));
}

#[test]
fn letters_that_wait_for_long_are_trouble_and_those_of_a_minute_are_not() {
    let event = march();
    let waiting = |oldest: &str| {
        let mut digest = quiet(&event);
        digest.machine.letters_waiting = 3;
        digest.machine.oldest_letter = Some(time(oldest));
        digest
    };
    assert!(waiting("2016-03-15T07:58").is_quiet());
    assert!(subject(&waiting("2016-03-15T06:30")).starts_with("Lettres en attente · "));
}

#[test]
fn a_quiet_day_is_told_in_a_few_lines_before_the_list() {
    let event = march();
    let text = quiet(&event).letter().text();
    let before = text.lines().take_while(|line| !line.starts_with("Liste")).count();
    assert!(before <= 16, "{text}");
    let told = told(&quiet(&event));
    assert!(told.contains("Rien de nouveau depuis hier à 8 h, rien à traiter."), "{told}");
    assert!(told.contains("Liste (18)"), "{told}");
}

#[test]
fn the_first_digest_names_no_day_before_it() {
    let event = march();
    assert!(told(&Digest { since: None, ..quiet(&event) }).contains("Rien de nouveau, rien à traiter."));
}

#[test]
fn a_message_that_was_not_seen_is_named_with_its_uid_and_time() {
    let event = march();
    let told = told(&trouble(&event));
    assert!(told.contains("INBOX : sur 58 messages, 2 n’ont pas été vus"));
    assert!(told.contains("UID 1043 : reçu hier à 9 h 12 UID 1051 : reçu hier à 16 h 30"));
    assert!(told.contains("Junk : le compte n’a pas pu être fait. the server refused to open the folder"));
}

#[test]
fn messages_that_wait_or_left_are_part_of_the_account() {
    let event = march();
    let mut digest = lively(&event);
    let handled = vec![(Outcome::Registered, 1), (Outcome::Failed, 0)];
    digest.account.mailboxes[0].tally = Tally::AllSeen { held: 3, handled, waiting: 2, gone: 1 };
    let told = told(&digest);
    assert!(
        told.contains("INBOX : 3 messages sur le serveur, tous vus. Un autre, déjà traité, n’y est plus.")
    );
    assert!(told.contains("1 bulletin enregistré 2 messages pas encore traités Le guichet"));
}

#[test]
fn every_reason_of_the_book_has_a_sentence() {
    use Ground::{
        AboutIncomplete, AboutOffer, AboutRegistration, AboutReturn, AlreadyCancelled, AlreadyRegistered,
        Bounced, CalledOff, Closed, Failed, Filled, FoundElsewhere, Lapsed, Late, NotAnswered, NotTheirs,
        NotYetOpen, NothingMeant, OfferAnswered, Ordered, Over, SeveralMeant, ToConfirm,
    };
    use Reason::{
        BlankBulletin, Complete, Contradiction, Crowded, Damaged, Doubtful, EmptyFile, FieldsMissing, Macros,
        NoBulletin, NotAMessage, NotComing, NotForTheDesk, OddValue, OtherForm, PassedOn, Protected,
        Question, ReaderCrashed, ReaderHung, Replacement, Scan, SeveralEvents, Thanks, TooLarge,
        UnknownEvent, Unsupported, Withdrawal,
    };
    let reasons = [
        Complete,
        FieldsMissing,
        BlankBulletin,
        NoBulletin,
        Withdrawal,
        Scan,
        Protected,
        Macros,
        Damaged,
        Unsupported,
        EmptyFile,
        TooLarge,
        UnknownEvent,
        SeveralEvents,
        Replacement,
        Contradiction,
        NotComing,
        OddValue,
        Crowded,
        Doubtful,
        ReaderCrashed,
        ReaderHung,
        NotAMessage,
        Question,
        Thanks,
        PassedOn,
        OtherForm,
        NotForTheDesk,
    ];
    let grounds = [
        AlreadyRegistered,
        NotTheirs,
        SeveralMeant,
        NothingMeant,
        Late,
        Closed,
        NotYetOpen,
        NotAnswered,
        AboutIncomplete,
        AboutRegistration,
        AboutReturn,
        Bounced,
        FoundElsewhere,
        Filled,
        Failed,
        AboutOffer,
        AlreadyCancelled,
        CalledOff,
        Lapsed,
        OfferAnswered,
        Ordered,
        Over,
        ToConfirm,
    ];
    let others = ["letter-refused", "letter-given-up", "letter-bounced", "question-beside", "namesake"];
    let codes = reasons.map(Reason::code).into_iter().chain(grounds.map(Ground::code));
    for code in codes.chain(others.map(str::to_owned)) {
        assert!(sentence(&code).ends_with('.'), "{code} has no sentence");
        assert!((1..=4).contains(&commands(task(5, &code)).len()), "{code} has no commands");
    }
    assert_eq!(sentence("something-new"), "something-new", "an unknown one is shown as it is");
}

#[test]
fn each_reason_has_the_commands_that_settle_it() {
    let read =
        |reason: &str| Task { people: vec!["Awa Diallo".into()], is_complete: true, ..task(7, reason) };
    let about = |task: Task| Task { registration: Some(concerned("K7F-3QDM", "Awa Diallo", "")), ..task };
    let blanks = "guichet resolve 7 register last_name=… first_name=… organisation=…";
    let done = "guichet resolve 7 done";
    let cancel = "guichet resolve 7 cancel K7F-3QDM";
    for (task, expected) in [
        (read("late"), vec!["guichet resolve 7 register --although-closed", done]),
        (
            task(7, "protected"),
            vec![blanks, "guichet resolve 7 incomplete", "guichet resolve 7 not-for-the-desk", done],
        ),
        (read("odd-value"), vec!["guichet resolve 7 register", blanks, "guichet resolve 7 incomplete", done]),
        (about(task(7, "letter-bounced")), vec!["guichet correct K7F-3QDM email=…", cancel, done]),
        (task(7, "letter-bounced"), vec![done]),
        (about(task(7, "namesake")), vec![done, cancel]),
        (about(Task { is_withdrawal: true, ..task(7, "not-theirs") }), vec![cancel, done]),
        (
            Task { is_withdrawal: true, ..task(7, "nothing-meant") },
            vec!["guichet resolve 7 cancel CODE", done],
        ),
        (about(task(7, "about-incomplete")), vec!["guichet correct K7F-3QDM organisation=…", done]),
        (about(read("replacement")), vec!["guichet resolve 7 replace", cancel, done]),
        (
            read("something-new"),
            vec!["guichet resolve 7 register", "guichet resolve 7 not-for-the-desk", done],
        ),
    ] {
        assert_eq!(commands(task.clone()), expected, "{task:?}");
    }
}

#[test]
fn what_may_be_for_several_events_is_assigned_to_one_first() {
    let (march, april) = (march(), april());
    let lost = Task { event: None, ..task(8, "scan") };
    let digest = Digest { tasks: vec![lost], ..two(&march, &april) };
    let [case] = cases(&digest).try_into().unwrap();
    let lines: Vec<&str> = case.commands.iter().map(|command| command.line.as_str()).collect();
    assert_eq!(
        lines[..2],
        [
            "guichet resolve 8 assign conseils-citoyens-2016-03-24",
            "guichet resolve 8 assign ateliers-2016-04-07"
        ]
    );
    assert!(lines.iter().all(|line| !line.contains("register")), "{lines:?}");
}

#[test]
fn the_path_of_the_configuration_is_one_word_of_a_command() {
    let event = march();
    for (path, expected) in [
        ("/srv/guichet.toml", "guichet resume --config /srv/guichet.toml"),
        ("/srv/l'IREV; rm/g.toml", r"guichet resume --config '/srv/l'\''IREV; rm/g.toml'"),
    ] {
        let digest = Digest { config: Some(path.into()), ..trouble(&event) };
        assert!(digest.letter().text().contains(&format!("{expected}\n")), "{expected}");
    }
}

#[test]
fn a_long_list_is_cut_and_says_where_the_rest_is() {
    let event = march();
    let digest = with_page(&event, |page| *page = self::page(&event, 300, 236, 0));
    let full = Digest { tasks: vec![task(9, "scan")], ..digest };
    let told_with = told(&full);
    assert!(told_with.contains("Liste (236)") && told_with.contains("200 "));
    assert!(told_with.contains("Et 36 autres personnes : toute la liste est dans le classeur ci-joint."));
    let bare = Digest { has_workbook: false, ..full };
    assert!(told(&bare).contains("guichet participants --event conseils-citoyens-2016-03-24"));
}

#[test]
fn the_longest_digest_stays_below_what_mail_programs_show() {
    let event = march();
    let digest = lively(&event);
    let mut page = page(&event, 300, 300, 60);
    page.news = digest.pages[0].news.iter().cycle().take(400).cloned().collect();
    let tasks = digest.tasks.iter().cycle().take(90).cloned().collect();
    let longest = Digest { pages: vec![page], tasks, ..digest };
    assert!(longest.letter().html().len() < 102 * 1024, "{}", longest.letter().html().len());
    assert!(told(&longest).contains("Voir aussi les 78 autres : guichet reviews"));
    assert!(told(&longest).contains("Liste d’attente (60)"));
}

#[test]
fn the_state_of_an_event_is_told_in_words() {
    let mut event = march();
    event.opens = Some(at("2016-03-20T09:00"));
    let early = with_page(&event, |_| {});
    assert_eq!(plain(&gauge(&early).notes[0]), "Les inscriptions ouvrent le dimanche 20 mars à 9 h");
    event.opens = None;
    event.closes = at("2016-03-15T18:00");
    let last_day = with_page(&event, |_| {});
    assert_eq!(plain(&gauge(&last_day).notes[0]), "Inscriptions ouvertes aujourd’hui jusqu’à 18 h");
    event.closes = at("2016-03-14T18:00");
    let shut = with_page(&event, |_| {});
    assert_eq!(plain(&gauge(&shut).notes[0]), "Inscriptions closes hier à 18 h");
    let closed = with_page(&event, |page| page.state = EventState::Closed);
    assert_eq!(plain(&gauge(&closed).notes[0]), "Inscriptions closes par l’équipe");
    let off = with_page(&event, |page| page.state = EventState::CalledOff);
    assert_eq!(plain(&gauge(&off).words), "Ce rendez-vous n’a pas lieu");
}

#[test]
fn the_seats_are_told_in_words_whatever_their_number() {
    let event = march();
    for (taken, capacity, waiting, expected) in [
        (0, 25, 0, "Personne pour l’instant, 25 places libres"),
        (1, 2, 0, "1 place prise sur 2, 1 libre"),
        (25, 25, 1, "Complet : 25 places sur 25, 1 en attente"),
        (27, 25, 0, "27 personnes inscrites pour 25 places"),
        (0, 0, 2, "Aucune place, 2 en attente"),
    ] {
        let digest = with_page(&event, |page| *page = self::page(&event, capacity, taken, waiting));
        assert_eq!(plain(&gauge(&digest).words), expected);
    }
}

#[test]
fn a_bar_is_full_only_when_no_seat_is_free_and_empty_only_when_all_are() {
    let event = march();
    let filled = |taken, capacity| {
        gauge(&with_page(&event, |page| *page = self::page(&event, capacity, taken, 0))).filled(50)
    };
    assert_eq!([filled(0, 500), filled(1, 500), filled(499, 500), filled(500, 500)], [0, 1, 49, 50]);
    assert_eq!([filled(0, 0), filled(30, 25)], [0, 50]);
}

#[test]
fn people_up_for_a_free_seat_come_with_the_command_that_gives_it() {
    let event = march();
    let mut digest = lively(&event);
    digest.pages[0].taken = 24;
    let next = digest.pages[0].in_line()[0].code.clone();
    assert!(told(&digest).contains(&format!("guichet promote {next}")));
    assert!(!told(&digest).contains("guichet capacity"));
}

#[test]
fn whoever_left_is_on_no_list() {
    let event = march();
    let listed = |status| {
        let digest = with_page(&event, |page| page.listed[3].status = status);
        told(&Digest { has_workbook: false, ..digest })
    };
    assert!(listed(Status::Confirmed).contains("Léo Roux"));
    assert!(!listed(Status::Cancelled).contains("Léo Roux"));
}

#[test]
fn somebody_without_a_name_is_listed_all_the_same() {
    let event = march();
    let digest = with_page(&event, |page| {
        page.listed[0].fields.clear();
        page.listed[1].fields.remove(&Field::Organisation);
    });
    let text = Digest { has_workbook: false, ..digest }.letter().text();
    assert!(text.contains(" 1  Nom à préciser   ") && text.contains(" 2  Idriss Belkacem   "), "{text}");
}

#[test]
fn a_digest_leaves_as_a_mail_that_nobody_answers() {
    let event = march();
    let from = crate::message::Mailbox { name: None, address: "contact@irev.example".into() };
    let post = Post {
        from: &from,
        to: &["equipe@irev.example"],
        message_id: "d@irev.example",
        date: time("2016-03-15T08:00"),
    };
    let mail = mail(&lively(&event).letter(), &Thread::default(), post, &[]).unwrap();
    assert!(String::from_utf8(mail).unwrap().contains("Auto-Submitted: auto-generated"));
}

/// A lively day of which a stranger wrote everything that a stranger can write.
fn written_by(event: &Event, words: &str) -> Letter {
    let mut digest = lively(event);
    for task in &mut digest.tasks {
        task.message = Some(written(words, words, words));
        task.people = vec![words.to_owned()];
        if let Some(replacement) = &mut task.replacement {
            (replacement.comes, replacement.leaves) = (Some(words.to_owned()), Some(words.to_owned()));
        }
        task.recipient = Some(words.to_owned());
        task.said = Some(words.to_owned());
        if let Some(registration) = &mut task.registration {
            registration.who = named(words, words);
        }
    }
    let page = &mut digest.pages[0];
    page.news.iter_mut().for_each(|news| news.who = named(words, words));
    page.listed.iter_mut().for_each(|one| one.fields.values_mut().for_each(|value| words.clone_into(value)));
    digest.letter()
}

#[test]
fn nothing_that_people_wrote_comes_to_life_in_the_page_or_in_a_command() {
    let event = march();
    let letter = written_by(&event, "\"><script>alert('x')</script>; rm -rf ~ $(reboot)");
    assert!(!letter.html().contains("<script"));
    let lines = |letter: Letter| -> Vec<String> {
        let commands = letter.body.into_iter().flat_map(|block| match block {
            Block::Case(case) => case.commands,
            Block::Commands(commands) => commands,
            _ => Vec::new(),
        });
        commands.map(|command| command.line).collect()
    };
    assert_eq!(lines(letter), lines(lively(&event).letter()));
}

#[test]
fn an_endless_message_is_cut_between_words() {
    let event = march();
    let mut digest = lively(&event);
    digest.tasks[0].message =
        Some(written("a@b.example", &"long ".repeat(500), &"achetez vite ".repeat(500)));
    let [case, ..] = &cases(&digest)[..] else { panic!("no case") };
    let excerpt = case.excerpt.as_deref().unwrap();
    assert!(excerpt.ends_with("vite …") || excerpt.ends_with("achetez …"), "{excerpt}");
    assert!(digest.letter().text().len() < 10_000);
}

proptest! {
    #[test]
    fn nothing_that_people_wrote_begins_a_line(words in "\\PC{0,20}[\\x00-\\x1f\u{85}\u{2028}\u{202e}]{0,3}") {
        let event = march();
        let letter = written_by(&event, &format!("x{words}§§"));
        let (text, usual) = (letter.text(), written_by(&event, "x§§"));
        prop_assert!(text.contains("§§") && text.lines().all(|line| !line.starts_with('§')));
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        prop_assert_eq!(letter.html().lines().count(), usual.html().lines().count());
    }
}
