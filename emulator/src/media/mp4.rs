//! The container MP4 (ISO/IEC 14496-12) around a film, with the index in front so that it plays while it loads.

use super::{SIZE, h264};

/// Units of time in a second.
const TIMESCALE: u32 = 1_000;
/// A film has at most so many pictures; of a longer one each stands longer.
const MAX_PICTURES: u32 = 600;
/// How many milliseconds a picture stands in a film that is not long.
const STANDS: u32 = 100;

/// A film of so many milliseconds.
pub(super) fn film(millis: u32) -> Vec<u8> {
    let millis = millis.max(1);
    let count = (millis / STANDS).clamp(1, MAX_PICTURES);
    let pictures: Vec<Vec<u8>> = (0..count)
        .map(|number| if number == 0 { h264::first() } else { h264::repeat(number) })
        .map(|unit| sized(&unit))
        .collect();
    let head = boxed(*b"ftyp", &[b"isom", be(512).as_slice(), b"isom", b"iso2", b"avc1", b"mp41"].concat());
    // The index says where the pictures begin, which its own length decides.
    let length = head.len() + index(millis, &pictures, 0).len() + 8;
    let index = index(millis, &pictures, u32::try_from(length).unwrap_or(u32::MAX));
    [head, index, boxed(*b"mdat", &pictures.concat())].concat()
}

fn index(millis: u32, pictures: &[Vec<u8>], start: u32) -> Vec<u8> {
    // No times of creation; normal speed and volume; no turning; the next track would be number 2.
    let movie = full(
        *b"mvhd",
        0,
        &[&[0; 8], &be(TIMESCALE)[..], &be(millis), &be(0x1_0000), &[1, 0], &[0; 10], &matrix(), &[0; 24], &be(2)]
            .concat(),
    );
    boxed(*b"moov", &[movie, boxed(*b"trak", &track(millis, pictures, start))].concat())
}

fn track(millis: u32, pictures: &[Vec<u8>], start: u32) -> Vec<u8> {
    let (width, height) = (be(u32::from(SIZE.0) << 16), be(u32::from(SIZE.1) << 16));
    // Flags: enabled, in the movie.
    let header =
        full(*b"tkhd", 3, &[&[0; 8], &be(1)[..], &[0; 4], &be(millis), &[0; 16], &matrix(), &width, &height].concat());
    // Language `und`, five bits a letter.
    let media = full(*b"mdhd", 0, &[&[0; 8], &be(TIMESCALE)[..], &be(millis), &[0x55, 0xc4, 0, 0]].concat());
    let handler = full(*b"hdlr", 0, &[&[0; 4], &b"vide"[..], &[0; 12], b"video\0"].concat());
    let place = full(*b"dref", 0, &[be(1).as_slice(), &full(*b"url ", 1, &[])].concat());
    let information =
        [full(*b"vmhd", 1, &[0; 8]), boxed(*b"dinf", &place), boxed(*b"stbl", &samples(millis, pictures, start))];
    [header, boxed(*b"mdia", &[media, handler, boxed(*b"minf", &information.concat())].concat())].concat()
}

/// The tables of the pictures: how they are coded, how long they stand, which one stands alone, how large they are, where.
fn samples(millis: u32, pictures: &[Vec<u8>], start: u32) -> Vec<u8> {
    let count = u32::try_from(pictures.len()).unwrap_or(u32::MAX);
    let stands = millis / count;
    let times = [be(2), be(count - 1), be(stands), be(1), be(millis - stands * (count - 1))].concat();
    let sizes: Vec<u8> =
        pictures.iter().flat_map(|picture| be(u32::try_from(picture.len()).unwrap_or(u32::MAX))).collect();
    [
        full(*b"stsd", 0, &[be(1).as_slice(), &boxed(*b"avc1", &coding())].concat()),
        full(*b"stts", 0, &times),
        full(*b"stss", 0, &[be(1), be(1)].concat()),
        full(*b"stsc", 0, &[be(1), be(1), be(count), be(1)].concat()),
        full(*b"stsz", 0, &[be(0).as_slice(), &be(count), &sizes].concat()),
        full(*b"stco", 0, &[be(1), be(start)].concat()),
    ]
    .concat()
}

fn coding() -> Vec<u8> {
    let (sequence, picture) = (h264::sequence(), h264::picture());
    let short = |bytes: &[u8]| u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_be_bytes();
    // Version 1; profile, its constraints and the level as in the sequence; lengths have four bytes; one set of each kind.
    let profile = sequence.get(1..4).unwrap_or_default();
    let sets = [&[1], profile, &[0xff, 0xe1], &short(&sequence), &sequence, &[1], &short(&picture), &picture].concat();
    [
        // Data reference 1; size; 72 dots an inch; one frame a sample; no name; 24 bits; no colour table.
        &[0, 0, 0, 0, 0, 0, 0, 1][..],
        &[0; 16],
        &SIZE.0.to_be_bytes(),
        &SIZE.1.to_be_bytes(),
        &be(72 << 16),
        &be(72 << 16),
        &[0; 4],
        &[0, 1],
        &[0; 32],
        &[0, 24, 0xff, 0xff],
        &boxed(*b"avcC", &sets),
    ]
    .concat()
}

/// A unit with its length in front.
fn sized(unit: &[u8]) -> Vec<u8> {
    [be(u32::try_from(unit.len()).unwrap_or(u32::MAX)).as_slice(), unit].concat()
}

fn boxed(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    [be(u32::try_from(content.len() + 8).unwrap_or(u32::MAX)).as_slice(), &name, content].concat()
}

/// A box with a version (0) and flags.
fn full(name: [u8; 4], flags: u32, content: &[u8]) -> Vec<u8> {
    boxed(name, &[be(flags).as_slice(), content].concat())
}

/// The matrix that turns nothing.
fn matrix() -> Vec<u8> {
    [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000].into_iter().flat_map(be).collect()
}

fn be(number: u32) -> [u8; 4] {
    number.to_be_bytes()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::film;

    /// The boxes of a level with their contents.
    fn boxes(mut bytes: &[u8]) -> Vec<(String, &[u8])> {
        let mut found = Vec::new();
        while !bytes.is_empty() {
            let size = u32::from_be_bytes(bytes[..4].try_into().unwrap()) as usize;
            found.push((String::from_utf8(bytes[4..8].to_vec()).unwrap(), &bytes[8..size]));
            bytes = &bytes[size..];
        }
        found
    }

    #[test]
    fn boxes_fill_the_file_and_the_index_points_at_the_pictures() {
        for millis in [1, 99, 2_000, 5_010, 4_000_000] {
            let file = film(millis);
            let names: Vec<String> = boxes(&file).into_iter().map(|(name, _)| name).collect();
            assert_eq!(names, ["ftyp", "moov", "mdat"]);
            let at = file.windows(4).position(|four| four == b"stco").unwrap() + 12;
            let start = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
            assert_eq!(&file[start - 4..start], b"mdat");
            assert_eq!(file[start + 4], 0x65, "the first unit is a picture that stands alone");
            assert!(file.len() < 64 * 1024, "{millis} ms have {} bytes", file.len());
        }
    }
}
