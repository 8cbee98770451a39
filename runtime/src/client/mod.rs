//! Runs a checked request: submits it, waits for its jobs, fetches its results. No paid call is lost or doubled on the way.
//!
//! The life cycle of a job is data: the tables of [`spec::way`](crate::spec::way) say what is sent where and what answers mean,
//! and this module interprets them. It knows no provider by name.
//!
//! ```no_run
//! # use nameplate::client::{Client, Deadline};
//! # async fn run(request: nameplate::CheckedBody) -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().build()?;
//! let job = client.submit(&request).await?;
//! let done = job.wait(&client, Deadline::minutes(20)).await?;
//! for media in &done.media {
//!     let file = media.download(&client, "out").await?;
//!     println!("{}", file.display());
//! }
//! # Ok(())
//! # }
//! ```

mod answer;
mod bound;
mod builder;
mod call;
mod clock;
mod core;
mod done;
mod download;
mod error;
mod events;
mod http;
mod job;
mod key;
mod ledger;
mod magic;
mod mask;
mod money;
mod origin;
mod paid;
mod progress;
mod reads;
mod recover;
mod request;
mod retry;
mod submit;
#[cfg(test)]
mod tests;
mod transport;
mod wait;

pub use answer::Phase;
pub use builder::ClientBuilder;
pub use clock::{Clock, Deadline, RecordId, SystemClock};
pub use core::Client;
pub use done::{Done, Ended, Media};
pub use error::{ClientError, ErrorKind, Failure, Money, RateLimits};
pub use job::Job;
pub use key::{EnvKeys, KeySource, Keys, NoKey, Secret};
#[cfg(feature = "sqlite")]
pub use ledger::SqliteLedger;
pub use ledger::{Decision, Ending, Entry, Ledger, LedgerError, MemoryLedger, State};
pub use origin::BadBase;
pub use progress::{Look, Progress, Update};
pub use reads::{Details, Left, Listed};
pub use recover::Recovery;
pub use request::{Sendable, Terms, Via};
pub use transport::{Body, BoxFuture, Header, Headers, HttpAnswer, HttpRequest, Purpose, Transport, TransportError};
