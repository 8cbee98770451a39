//! Streams of events: one for an account, however many jobs wait. Events of the past are not sent again, so a stream is joined
//! before a job is submitted, and every time it was joined anew each job is read once.

mod hub;
mod parser;

pub(crate) use hub::{Hubs, News, Subscription, Told};
