//! The emulator from outside: over the network, as the providers' own samples and hostile callers see it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "tests")]

mod client;
mod envelopes;
mod hostile;
mod life;
mod media;
mod money;
mod other_providers;
mod pages;
mod scenarios;
mod streams;
