//! guichet: the registration desk that people use by mailing their form.

pub mod event;

pub mod message;

pub mod document;

pub mod letters;
