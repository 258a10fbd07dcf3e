//! What goes on beside a test, in its own process.

use std::convert::Infallible;
use std::thread;

use tokio::runtime::Builder;
use tokio::sync::oneshot;

/// What goes on until this is dropped.
pub struct Backstage {
    _lasts: oneshot::Sender<Infallible>,
}

impl Backstage {
    /// Runs `play`, and whatever it spawns, on a thread of its own.
    pub fn run(play: impl Future<Output = ()> + Send + 'static) -> Self {
        let (lasts, over) = oneshot::channel();
        thread::spawn(|| {
            Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
                tokio::select! {
                    () = play => {}
                    _ = over => {}
                }
            });
        });
        Self { _lasts: lasts }
    }
}
