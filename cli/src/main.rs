//! The `nameplate` binary.

fn main() {}
