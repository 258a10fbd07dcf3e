//! Reports in words alone, as qmail, Exim, and some servers of companies and providers write them.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::super::envelope::normalized;
use super::{Evidence, FailedRecipient, MOST_RECIPIENTS, given_up, status};
use crate::fold::fold;
use crate::pattern::pattern;

/// How far a report is read, in characters: markup included, then without it. It says at once what it
/// is; the returned letter stands below.
const FURTHEST: usize = 60_000;
const OPENING: usize = 4_000;

/// Those whom a report without a delivery status gives up. One that names nobody tells of somebody
/// without address.
pub(super) fn failed(seen: &Evidence) -> Vec<FailedRecipient> {
    if !is_of_a_server(seen) {
        return Vec::new();
    }
    // Gateways paste a delivery status among the words.
    let groups = status::groups(seen.words);
    if !groups.is_empty() {
        return given_up(&groups);
    }
    let opening = opening(seen.words);
    if !says_failed(seen, &fold(&opening)) {
        return Vec::new();
    }
    let (code, reason) = (status::code(&opening), reason(&opening));
    let recipient = |address| FailedRecipient { address, status: code.clone(), said: reason.clone() };
    match named(seen, &opening).as_slice() {
        [] => vec![recipient(None)],
        named => named.iter().cloned().map(Some).map(recipient).collect(),
    }
}

/// Whether a mail server wrote it, and not somebody's vacation program.
fn is_of_a_server(seen: &Evidence) -> bool {
    static SERVER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(mail(er)?(daemon|delivery.*|system)|postmaster|microsoftexchange.*)@"));
    let is_server = |address: &str| SERVER.is_match(&fold(address).replace(['-', '_', '.'], ""));
    let has_field = seen.fields.has("x-failed-recipients");
    has_field || seen.envelope.from.as_ref().is_none_or(|from| is_server(&from.address))
}

/// Whether the words say that the letter was given up, and not only that it takes long.
fn says_failed(seen: &Evidence, opening: &str) -> bool {
    let subject = fold(&seen.envelope.subject);
    let waits = WAITING_SUBJECT.is_match(&subject) || WAITING.is_match(opening);
    let names = seen.fields.has("x-failed-recipients");
    !waits && (names || FAILED.is_match(&subject) || FAILED.is_match(opening))
}

/// The addresses in X-Failed-Recipients, which Exim and others write; else those in the words.
fn named(seen: &Evidence, opening: &str) -> Vec<String> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"[\p{Alphabetic}0-9.!#$%'*+/=?^_{|}~-]+@[\p{Alphabetic}0-9-]+(\.[\p{Alphabetic}0-9-]+)+")
    });
    let fields: Vec<_> = seen.fields.all("x-failed-recipients").map(String::from_utf8_lossy).collect();
    let text = if fields.is_empty() { opening.to_owned() } else { fields.join(",") };
    let sender = seen.envelope.from.as_ref().map(|from| from.address.as_str());
    let mut told = HashSet::new();
    let addresses = ADDRESS.find_iter(&text).map(|found| normalized(found.as_str()));
    let others = addresses.filter(|address| Some(address.as_str()) != sender);
    others.filter(|address| told.insert(address.clone())).take(MOST_RECIPIENTS).collect()
}

/// The line on which a server gives its reason (RFC 5321 §4.2).
fn reason(opening: &str) -> Option<String> {
    static REPLY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?m)(?:^|[\s:;(#])(?:[45][0-9]{2}[ -]|[45]\.[0-9]\.[0-9]{1,3}\b)"));
    opening.lines().find(|line| REPLY.is_match(line)).and_then(status::one_line)
}

/// The words before the returned letter, without tags.
fn opening(words: &str) -> String {
    static BODY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<body\b"));
    static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"<[A-Za-z/!][^<>@]*>"));
    static LETTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?im)^[ >]*(-{3,}.*\b(copy|copie|original|origine|returned|header).*|return-path:|received:|message-id:)",
        )
    });
    let mut text: String = words.chars().take(FURTHEST).collect();
    if text.contains("</") {
        let body = BODY.find(&text).and_then(|found| text.get(found.start()..)).unwrap_or(&text);
        text = TAG.replace_all(body, " ").into_owned();
    }
    let end = LETTER.find(&text).map_or(text.len(), |found| found.start());
    text.get(..end).unwrap_or_default().chars().take(OPENING).collect()
}

/// The subjects of reports that a letter is still under way, folded.
static WAITING_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^( delayed\ mail | warning: | avertissement | (message\ )?delivery\ delayed
        | (remise|distribution)\ (retardee|differee) ) | \((delay|retard)\)$",
    )
});

/// The words of reports that a letter is still under way, folded.
static WAITING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b( this\ is\ a\ warning\ message\ only | (do|does)\ not\ need\ to\ resend
        | still\ being\ retried | not\ yet\ been\ delivered | will\ (be\ retried|keep\ trying|retry\ for)
        | delivery\ attempts\ will\ continue | no\ action\ is\ required\ on\ your\ part
        | n'a\ pas\ encore\ (ete|pu\ etre) | pas\ (besoin\ de|necessaire\ de\ le)\ (le\ )?renvoyer
        | nouvelles\ tentatives\ seront )",
    )
});

/// The words of reports that a letter was given up, folded: English, then French.
static FAILED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b( this\ is\ the\ qmail-send\ program
        | (could\ not|couldn't|cannot|can't|was\ not|wasn't|were\ not)\ (be\ )?deliver(ed)?
        | (was\ not|wasn't|not|un)\ ?able\ to\ deliver
        | undeliver(able|ed) | non-delivery | returning\ message\ to\ sender | returned\ mail
        | message\ not\ delivered | address\ not\ found | permanent\ (fatal\ )?errors?
        | did\ not\ reach\ (some\ or\ all\ of\ )?the\ (intended\ |following\ )*recipient
        | (mail\ )?delivery\ (has\ |status\ notification\ |to\ the\ following\ recipients?\ |subsystem\ )*\(?fail(ed|ure)
        | n'(a|ont)\ p(as|u)\ (pu\ )?(ete|etre|atteindre)\ (remis|delivre|distribue|achemine|livre|transmis|envoye)e?s?
        | n'(a|ont)\ pas\ (pu\ )?(atteint|atteindre)
        | (message|courrier|mail|e-mail)\ non\ (remis|distribue|delivre|distribuable)
        | ^non\ (remis|distribue|delivre)\ ?:
        | echec\ (de\ )?(la\ |l')?(remise|distribution|livraison|acheminement|envoi)
        | impossible\ de\ (remettre|distribuer|delivrer|livrer)
        | (remise|distribution)\ impossible | adresse\ introuvable )",
    )
});
