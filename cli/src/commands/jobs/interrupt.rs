//! Ctrl-C while a job runs. It is listened for from the start, so that none is lost between two steps.

use crate::failure::{self, Failure};

/// Ctrl-C, from the moment at which this was made.
pub(super) struct Interrupt {
    #[cfg(unix)]
    signal: tokio::signal::unix::Signal,
}

impl Interrupt {
    /// Begins to listen.
    pub(super) fn new() -> Result<Self, Failure> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            let signal = signal(SignalKind::interrupt())
                .map_err(|error| Failure::stopped(failure::INTERNAL, format!("cannot listen for Ctrl-C: {error}")))?;
            Ok(Self { signal })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Does some work, unless the person at the keyboard ends it.
    pub(super) async fn unless<T>(
        &mut self,
        work: impl Future<Output = T>,
        otherwise: impl FnOnce() -> Failure,
    ) -> Result<T, Failure> {
        tokio::select! {
            done = work => Ok(done),
            () = self.pressed() => Err(otherwise()),
        }
    }

    #[cfg(unix)]
    async fn pressed(&mut self) {
        self.signal.recv().await;
    }

    #[cfg(not(unix))]
    async fn pressed(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
