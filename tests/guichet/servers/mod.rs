//! Real mail servers for the tests: Dovecot and Postfix as an organisation would run them, each with
//! folders and ports of its own, so that tests can run side by side; and what can go wrong with them.
//!
//! They are started by root, for they become the users that their packages made.

mod certificates;
mod colleague;
mod dovecot;
mod greylist;
mod maildir;
mod patience;
mod ports;
mod postfix;
mod process;
mod server;
mod token;

mod tests;

pub use certificates::Certificates;
pub use colleague::Colleague;
pub use dovecot::Dovecot;
pub use postfix::Postfix;
pub use patience::eventually;
pub use token::token;
