//! The text of schemas, one feature a test.

mod agreement;
mod fixture;
mod rules;
mod values;
