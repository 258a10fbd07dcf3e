//! What a message is with the mark of a machine: it may still bring what a human wants.

use super::files::holds_an_unread_file;
use super::{Evidence, is_about_registering, is_passed_on};
use crate::bulletin::occasion::Occasion;
use crate::bulletin::organiser::is_the_organisers;
use crate::bulletin::reading::Verdict;
use crate::event::Field;
use crate::message::Machine;

/// Whether a message with the mark of a machine still brings what a human wants, on which `verdict` was
/// given: it names the event, and it does not speak to the organiser as the user of a service.
pub fn carries(machine: Machine, evidence: &Evidence<'_>, verdict: Verdict) -> bool {
    let Evidence { intent, occasion, participants, .. } = evidence;
    // What it returns may be the desk's own letter, with people in it.
    if !machine.may_carry() || evidence.message.report.is_some() || intent.confirms {
        return false;
    }
    let is_named = matches!(occasion, Occasion::One(_)) && !is_about_the_organiser(evidence);
    let is_on_paper = !participants.is_empty();
    let is_to_us = evidence.message.is_addressed;
    let joins = intent.joins && !intent.invites;
    let brings_something = is_on_paper || !evidence.message.files.is_empty();
    let is_bulk = intent.invites || intent.is_bulk && !brings_something;
    let is_scanned = || {
        let is_sent_on = machine.has_its_own_address() && is_named && is_about_registering(evidence);
        (intent.scans || is_sent_on) && holds_an_unread_file(evidence)
    };
    let is_unread = || machine.keeps_the_sender() && is_to_us && joins && holds_an_unread_file(evidence);
    match verdict {
        Verdict::Registration | Verdict::Incomplete if machine.keeps_the_sender() && is_to_us && !is_bulk => {
            is_named || joins && occasion.event().is_some()
        }
        Verdict::Registration | Verdict::Incomplete => {
            is_on_paper && !is_passed_on(evidence) && (is_named || joins && occasion.event().is_some())
        }
        Verdict::Review => {
            is_named && !is_bulk && (intent.replaces || intent.withdraws || is_on_paper)
                || is_scanned()
                || is_unread()
        }
        Verdict::Cancellation => is_named && !is_bulk && is_to_us && machine.keeps_the_sender(),
        Verdict::Other => machine.keeps_the_sender() && is_to_us && intent.comes && !intent.invites,
        Verdict::Automatic => false,
    }
}

/// Whether a machine hands on words in which somebody registers for the event by name, as the contact form
/// of a site does.
pub fn hands_on_a_registration(machine: Machine, evidence: &Evidence<'_>) -> bool {
    let Evidence { intent, occasion, .. } = evidence;
    let is_said = intent.joins && !intent.invites && !intent.confirms;
    let is_named = matches!(occasion, Occasion::One(_)) && !is_about_the_organiser(evidence);
    machine.has_its_own_address() && evidence.message.report.is_none() && is_said && is_named
}

/// Whether somebody named has an address in the organiser's domain.
fn is_about_the_organiser(evidence: &Evidence<'_>) -> bool {
    let mut emails = evidence.participants.iter().filter_map(|person| person.get(&Field::Email));
    emails.any(|email| is_the_organisers(email, evidence.own_addresses))
}
