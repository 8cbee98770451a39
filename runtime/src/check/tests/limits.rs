//! Each limit one step below, at, and above it.
