//! Exact numbers as text.

use std::fmt::{self, Write};

use serde::{Serialize, Serializer};

use super::Exact;

/// The shortest decimal text (`0.264`); a number whose decimals never end is written as a fraction (`1/3`).
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.terminates() {
            return write!(f, "{}/{}", self.numer, self.denom);
        }
        let denom = self.denom.unsigned_abs();
        let (whole, mut rest) = (self.numer.unsigned_abs() / denom, self.numer.unsigned_abs() % denom);
        if self.is_negative() {
            f.write_char('-')?;
        }
        write!(f, "{whole}")?;
        if rest > 0 {
            f.write_char('.')?;
        }
        while rest > 0 {
            let digit;
            (digit, rest) = next_digit(rest, denom);
            f.write_char(digit)?;
        }
        Ok(())
    }
}

/// The first decimal of `rest / denom`, which is below one, and what remains of it. Adds ten times instead of multiplying by
/// ten: both parts are below half of what `u128` holds, so no sum overflows.
fn next_digit(rest: u128, denom: u128) -> (char, u128) {
    let (mut digit, mut sum) = (b'0', 0);
    for _ in 0..10 {
        sum += rest;
        if sum >= denom {
            sum -= denom;
            digit += 1;
        }
    }
    (char::from(digit), sum)
}

/// As its decimal text, so that no reader takes it for a double.
impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
