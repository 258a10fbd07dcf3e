//! guichet: the registration desk that people use by mailing their form.
//!
//! A daemon watches a mailbox, reads the *bulletins d'inscription* that arrive, gives out the seats
//! of an event in the order of arrival, and answers. This page is the guided tour, in the order in
//! which one mail goes through the house.
//!
//! A mail comes from a [`mailbox`]. [`flows::intake()`] tells what happens to it: the [`reader`], a
//! child process, takes it apart as a [`message`], its files as [`document`]s, and reads the
//! [`bulletin`] that they make; the [`desk`] decides; the [`letters`] say so; the [`store`] records
//! all of it in one transaction. [`flows::dispatch()`] then hands the letters to [`delivery`]. The staff
//! read once a day how everything stands ([`flows::Digesting`]), with the lists as [`sheets`], and at
//! once what cannot wait ([`flows::watch_over()`]); what they order is carried out in the
//! [`flows::office`]. The [`daemon`] wakes these flows and stops them, and tells systemd by way of the
//! [`service`].
//!
//! What is absent on purpose: `message`, `document`, `bulletin`, `desk`, `letters` and `sheets` know no
//! clock, network, file, SQL or configuration file, so that every decision can be replayed; a document
//! does not know what a bulletin is; store, mailbox and delivery do not know each other; no name, address
//! or word of a mail is ever logged. A module imports only those before it:

// Words that everything else uses.
pub mod archive;
pub mod octets;

pub mod compound;

pub mod event;
pub mod fold;
pub mod pattern;
pub mod plural;
pub mod said;
pub mod sighting;

// Pure: octets and values in, values out.
pub mod message;

pub mod document;

pub mod bulletin;

pub mod desk;

pub mod letters;

pub mod sheets;

// For the tests, which stop and break the program.
pub mod trial;

// The world outside.
pub mod clock;
pub mod connection;
pub mod credential;
pub mod owner;

pub mod config;
pub mod delivery;
pub mod mailbox;
pub mod reader;
pub mod service;
pub mod store;

// The stories, and who tells them.
pub mod flows;

pub mod daemon;

pub mod demo;

pub mod cli;
