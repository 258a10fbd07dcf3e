//! Real mail servers for the tests: Dovecot and Postfix as an organisation would run them, each with
//! folders and ports of its own, so that tests can run side by side; and what can go wrong with them.
//!
//! They are started by root, for they become the users that their packages have made. They end with
//! the test, however it ends.

mod backstage;
mod certificates;
mod colleague;
mod desk;
mod dovecot;
mod greylist;
mod maildir;
pub mod patience;
mod ports;
mod postfix;
mod process;
mod proxy;
mod server;
mod submission;
mod tests;
mod token;

pub use certificates::Certificates;
pub use colleague::Colleague;
pub use desk::{Daemon, PASSWORD, ServerDesk, USER};
pub use dovecot::Dovecot;
pub use maildir::Stored;
pub use patience::eventually;
pub use postfix::Postfix;
pub use proxy::Proxy;
pub use token::token;
