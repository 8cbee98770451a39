//! Specs to artefacts.
