//! A film in H.264, baseline profile, as small as the standard (ITU-T H.264, 7.3) allows: one picture whose blocks are stored
//! as they are, then pictures that repeat it.

use super::SIZE;
use super::bits::Bits;

/// The side of a macroblock.
const BLOCK: u16 = 16;
/// The code of a macroblock that is stored as it is (table 7-11, `I_PCM`).
const STORED: u32 = 25;

/// The sequence parameter set.
pub(super) fn sequence() -> Vec<u8> {
    let mut bits = Bits::default();
    // Profile 66 (baseline, also constrained), level 1.0.
    bits.bits(66, 8);
    bits.bits(0b1100_0000, 8);
    bits.bits(10, 8);
    // Its number; `frame_num` has 4 bits; pictures come in the order of their output (type 2); one reference.
    for number in [0, 0, 2, 1] {
        bits.golomb(number);
    }
    bits.bit(false);
    bits.golomb(u32::from(SIZE.0 / BLOCK) - 1);
    bits.golomb(u32::from(SIZE.1 / BLOCK) - 1);
    // Frames only; no direct inference, cropping or usability information.
    for flag in [true, false, false, false] {
        bits.bit(flag);
    }
    unit(0x67, &bits.finish())
}

/// The picture parameter set.
pub(super) fn picture() -> Vec<u8> {
    let mut bits = Bits::default();
    // Its number and that of the sequence; CAVLC; no field order; one slice group, one reference each way.
    bits.golomb(0);
    bits.golomb(0);
    bits.bits(0, 2);
    for _ in 0..3 {
        bits.golomb(0);
    }
    // No weights; quantisers as they are; slices say how they are filtered; nothing else.
    bits.bits(0, 3);
    for _ in 0..3 {
        bits.golomb(0);
    }
    bits.bits(0b100, 3);
    unit(0x68, &bits.finish())
}

/// The first picture.
pub(super) fn first() -> Vec<u8> {
    let mut bits = Bits::default();
    // From the first block; only I; the parameter set; frame 0; picture 0; nothing of the past is kept; quantiser; no filter.
    for number in [0, 7, 0] {
        bits.golomb(number);
    }
    bits.bits(0, 4);
    bits.golomb(0);
    bits.bits(0, 2);
    bits.golomb(0);
    bits.golomb(1);
    for row in 0..SIZE.1 / BLOCK {
        for column in 0..SIZE.0 / BLOCK {
            bits.golomb(STORED);
            bits.align();
            bits.bytes(&block(column, row));
        }
    }
    unit(0x65, &bits.finish())
}

/// The picture after so many others: every block is that of the one before.
pub(super) fn repeat(number: u32) -> Vec<u8> {
    let mut bits = Bits::default();
    for code in [0, 5, 0] {
        bits.golomb(code);
    }
    bits.bits(number % 16, 4);
    // The usual references, in the usual order, dropped in the usual way; quantiser; no filter.
    bits.bits(0, 3);
    bits.golomb(0);
    bits.golomb(1);
    bits.golomb(u32::from(SIZE.0 / BLOCK) * u32::from(SIZE.1 / BLOCK));
    unit(0x61, &bits.finish())
}

/// A macroblock of a gradient: brightness, then the two colours.
fn block(column: u16, row: u16) -> Vec<u8> {
    let level = |at: u16, of: u16| u8::try_from(16 + u32::from(at) * 219 / u32::from(of)).unwrap_or(235);
    let mut samples = Vec::with_capacity(384);
    for _ in 0..BLOCK {
        samples.extend((0..BLOCK).map(|x| level(column * BLOCK + x, SIZE.0)));
    }
    samples.extend([level(row * BLOCK, SIZE.1); 64]);
    samples.extend([level(column * BLOCK, SIZE.0); 64]);
    samples
}

/// A unit of the stream: its header and its payload, in which nothing looks like the start of a unit (7.4.1).
fn unit(header: u8, payload: &[u8]) -> Vec<u8> {
    let mut unit = vec![header];
    let mut zeros = 0;
    for byte in payload {
        if zeros == 2 && *byte <= 3 {
            unit.push(3);
            zeros = 0;
        }
        zeros = if *byte == 0 { zeros + 1 } else { 0 };
        unit.push(*byte);
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::unit;

    #[test]
    fn zeros_in_a_payload_do_not_look_like_a_start() {
        assert_eq!(unit(0x65, &[0, 0, 1, 0, 0, 0, 0, 4]), [0x65, 0, 0, 3, 1, 0, 0, 3, 0, 0, 4]);
    }
}
