//! `guichet run`.

use super::{Failure, this_program};
use crate::clock::Clock;
use crate::config::Config;
use crate::daemon::{Daemon, Round};

/// Runs the daemon, or one round of it.
pub async fn run(config: &Config, once: bool) -> Result<(), Failure> {
    let mut daemon = Daemon::open(config, this_program(), Clock::System, fastrand::Rng::new()).await?;
    let done = if once { round(&mut daemon).await } else { daemon.run().await.map_err(Failure::from) };
    daemon.close().await;
    done
}

async fn round(daemon: &mut Daemon) -> Result<(), Failure> {
    let round = daemon.catch_up(&mut |_| {}, &|| false).await;
    daemon.inform_staff().await?;
    match round? {
        Round { unread: 0, deferred: 0, unreachable: false, .. } => Ok(()),
        Round { unread, .. } => {
            let waiting = daemon.store().count_waiting_letters().await?;
            Err(Failure::LeftOver { unread, waiting })
        }
    }
}
