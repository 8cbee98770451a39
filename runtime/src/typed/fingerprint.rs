//! A short name for a request, the same on every machine and in every version.

use std::fmt;

/// What a request is known by in records: equal requests have equal fingerprints. It is FNV-1a with 128 bits over the model's
/// name and the body. It tells requests apart that nobody made to collide; it is no cryptographic hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(u128);

// The parameters of FNV-1a for 128 bits.
const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Fingerprint {
    /// The fingerprint of a body for a model.
    #[must_use]
    pub fn of(model: &str, body: &str) -> Self {
        // No name of a model has a line feed, so the parts cannot run into each other.
        let bytes = model.bytes().chain(*b"\n").chain(body.bytes());
        Self(bytes.fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME)))
    }
}

/// 32 hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn it_does_not_change_between_versions() {
        // Computed with Python: `h = OFFSET; for b in data: h = (h ^ b) * PRIME % 2**128`.
        assert_eq!(Fingerprint::of("a/b", "{}").to_string(), "b3bbf8ab683c64bf6f1015224c9b9ea1");
        assert_eq!(Fingerprint::of("", "").to_string(), "d228cb690a1a8caf78912b704e4a0d1d");
    }

    #[test]
    fn the_model_counts() {
        assert_ne!(Fingerprint::of("a/b", "{}"), Fingerprint::of("a/c", "{}"));
    }
}
