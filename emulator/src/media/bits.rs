//! Bits, most significant first, and the variable-length numbers of H.264.

/// Bits that become bytes.
#[derive(Debug, Default)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    /// How many bits of the last byte are used; 0 when it is full.
    used: u8,
}

impl Bits {
    pub(super) fn bit(&mut self, bit: bool) {
        if self.used == 0 {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut().filter(|_| bit) {
            *last |= 0x80 >> self.used;
        }
        self.used = (self.used + 1) % 8;
    }

    /// The lowest `count` bits of a number.
    pub(super) fn bits(&mut self, value: u32, count: u8) {
        for at in (0..count).rev() {
            self.bit(value.checked_shr(at.into()).unwrap_or_default() & 1 == 1);
        }
    }

    /// An unsigned number in Exp-Golomb code; below 2^31.
    pub(super) fn golomb(&mut self, value: u32) {
        let length = u8::try_from((value + 1).ilog2()).unwrap_or_default();
        self.bits(0, length);
        self.bits(value + 1, length + 1);
    }

    /// Fills the last byte with zeros.
    pub(super) fn align(&mut self) {
        self.used = 0;
    }

    /// Whole bytes, after [`align`](Self::align).
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The bit that ends a payload, and zeros up to the next byte.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.bit(true);
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn numbers_are_coded_as_the_standard_prints_them() {
        for (value, code) in [(0, "1"), (1, "010"), (2, "011"), (3, "00100"), (7, "0001000"), (25, "000011010")] {
            let mut bits = Bits::default();
            bits.golomb(value);
            let text = bits.bytes.iter().map(|byte| format!("{byte:08b}")).collect::<Vec<_>>().concat();
            assert!(text.starts_with(code) && !text[code.len()..].contains('1'), "{value}: {text}");
        }
    }

    #[test]
    fn a_payload_ends_with_one_bit_and_zeros() {
        let mut bits = Bits::default();
        bits.bits(0b101, 3);
        assert_eq!(bits.finish(), [0b1011_0000]);
        assert_eq!(Bits::default().finish(), [0x80]);
    }
}
