//! The client against a provider that is played in the same process, with every fault that a network and a server have. Time
//! is tokio's, paused: nothing waits for real.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod blocking;
mod events;
mod fake;
mod faults;
mod polling;
mod reads;
mod recovery;
mod specs;
mod submits;
mod wire;
