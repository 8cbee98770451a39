//! A stateful stand-in for providers of paid media models, driven by the specs that also drive the client: same paths, same
//! envelopes, same codes, same events. It listens on the loopback interface only and never opens a connection itself.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let emulator = nameplate_emulator::Emulator::builder().specs("specs").speed(600).start().await?;
//! let queue = format!("{}/api/ai/queue", emulator.provider("oxen").ok_or("no such provider")?);
//! // ... calls to `queue` ...
//! assert!(emulator.log().iter().all(|entry| entry.verdict == "ok"));
//! emulator.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! What it does not do: it does not compute anything a model would compute, and it does not know limits that no spec states.

mod answer;
mod builder;
mod clock;
mod curl;
mod engine;
mod events;
mod handle;
mod json;
mod line;
mod log;
mod measures;
mod media;
mod random;
mod refusal;
mod route;
mod scenario;
mod server;
mod state;
mod template;
mod values;
mod world;

pub use builder::{Builder, StartError};
pub use handle::{Handle, RouteInfo};
pub use log::LogEntry;
pub use measures::DeclaredFacts;
pub use scenario::{Scenario, UnknownScenario};

/// A stand-in for providers.
#[derive(Clone, Copy, Debug)]
pub struct Emulator;

impl Emulator {
    /// What an emulator is to be like; start it with [`Builder::start`].
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }
}
