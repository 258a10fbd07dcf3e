//! The servers do what the other tests expect of them.

mod dovecot;
mod postfix;
mod proxy;
mod tls;
mod with_guichet;
