//! guichet: the registration desk that people use by mailing their form.

pub mod config;

pub mod event;

pub mod message;

pub mod document;
