//! guichet: the registration desk that people use by mailing their form.

pub mod event;
pub mod fold;

pub mod config;

pub mod message;

pub mod document;

pub mod bulletin;

pub mod desk;

pub mod store;

pub mod demo;
