//! What looks random and is the same in every run with the same seed: ids, and quantities that nobody declared.

/// A stream of numbers (`SplitMix64`, by Sebastiano Vigna).
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 32 digits.
    pub(crate) fn hex(&mut self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }

    /// A UUID of version 4.
    pub(crate) fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        let high = (high & 0xffff_ffff_ffff_0fff) | 0x4000;
        let low = (low & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xffff,
            low >> 48,
            low & 0xffff_ffff_ffff
        )
    }

    /// A job id of a form (`task_{hex}`), and the part of it that varies.
    pub(crate) fn id(&mut self, form: &str) -> (String, String) {
        let (part, key) = if form.contains("{hex}") {
            ("{hex}", self.hex())
        } else if form.contains("{number}") {
            ("{number}", (10_000_000_000 + self.next() % 89_999_999_999).to_string())
        } else {
            ("{uuid}", self.uuid())
        };
        let id = if form.contains(part) { form.replace(part, &key) } else { key.clone() };
        (id, key)
    }
}

/// A number that a text always has (FNV-1a).
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn ids_have_their_form_and_follow_from_the_seed() {
        let mut random = Random::new(1);
        let (id, key) = random.id("task_{hex}");
        assert!(id.len() == 37 && id == format!("task_{key}"), "{id}");
        let (id, _) = random.id("{uuid}");
        assert!(id.len() == 36 && id.as_bytes()[14] == b'4' && b"89ab".contains(&id.as_bytes()[19]), "{id}");
        assert_eq!(random.id("").0.len(), 36);
        assert_eq!(random.id("job-{number}").0.len(), 15);
        assert_eq!(Random::new(7).id(""), Random::new(7).id(""));
        assert_ne!(Random::new(7).id(""), Random::new(8).id(""));
    }
}
