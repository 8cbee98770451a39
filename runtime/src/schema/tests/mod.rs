//! The text of schemas, one feature a test.

mod fixture;
mod rules;
mod values;
