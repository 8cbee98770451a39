//! A tone in WAV: 8 kHz, 16 bits, one channel.

/// Samples a second.
const RATE: u32 = 8_000;
/// A tone is at most so long: half a megabyte.
const LONGEST_MILLIS: u32 = 32_000;

/// A tone of so many milliseconds.
pub(super) fn tone(millis: u32) -> Vec<u8> {
    let count = millis.clamp(1, LONGEST_MILLIS) * (RATE / 1_000);
    let samples: Vec<u8> = (0..count).flat_map(|at| triangle(at).to_le_bytes()).collect();
    let length = u32::try_from(samples.len()).unwrap_or(u32::MAX);
    // Plain samples, one channel; bytes a second; bytes a sample; bits a sample.
    let format = [&1u16.to_le_bytes()[..], &1u16.to_le_bytes(), &RATE.to_le_bytes(), &(RATE * 2).to_le_bytes()];
    [
        b"RIFF".as_slice(),
        &(length + 36).to_le_bytes(),
        b"WAVEfmt ",
        &16u32.to_le_bytes(),
        &format.concat(),
        &2u16.to_le_bytes(),
        &16u16.to_le_bytes(),
        b"data",
        &length.to_le_bytes(),
        &samples,
    ]
    .concat()
}

/// A triangle of 400 Hz at a quarter of full loudness.
fn triangle(at: u32) -> i16 {
    let phase = i16::try_from(at % 20).unwrap_or_default();
    let up = if phase < 10 { phase } else { 20 - phase };
    (up - 5) * 1_600
}

#[cfg(test)]
mod tests {
    use super::tone;

    #[test]
    fn lengths_are_those_of_the_file() {
        for millis in [0, 1, 2_000, u32::MAX] {
            let file = tone(millis);
            assert_eq!(file[4..8], u32::try_from(file.len() - 8).unwrap_or_default().to_le_bytes());
            assert_eq!(file[40..44], u32::try_from(file.len() - 44).unwrap_or_default().to_le_bytes());
        }
    }
}
