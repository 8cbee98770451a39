//! A picture in PNG (RFC 2083), stored without compression.

use super::SIZE;

/// A gradient.
pub(super) fn picture() -> Vec<u8> {
    let (width, height) = (u32::from(SIZE.0), u32::from(SIZE.1));
    // Eight bits a colour, red, green and blue; deflate, the usual filters, not interlaced.
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let level = |at: u32, of: u32| u8::try_from(at * 255 / of).unwrap_or(255);
    let mut rows = Vec::new();
    for y in 0..height {
        // No filter.
        rows.push(0);
        for x in 0..width {
            rows.extend([level(x, width), level(y, height), 160]);
        }
    }
    let parts = [chunk(*b"IHDR", &head), chunk(*b"IDAT", &stored(&rows)), chunk(*b"IEND", &[])];
    [b"\x89PNG\r\n\x1a\n".as_slice(), &parts.concat()].concat()
}

/// Bytes as a zlib stream of one stored block; at most 65,535 of them.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    let block = [&[1][..], &length.to_le_bytes(), &(!length).to_le_bytes()].concat();
    [&[0x78, 0x01][..], &block, bytes, &adler(bytes).to_be_bytes()].concat()
}

fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX).to_be_bytes();
    let named = [&name, content].concat();
    [&length[..], &named, &crc(&named).to_be_bytes()].concat()
}

/// CRC-32 as PNG wants it.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    };
    !bytes.iter().fold(u32::MAX, step)
}

/// Adler-32.
fn adler(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1, 0), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    (b << 16) | a
}

#[cfg(test)]
mod tests {
    use super::{adler, crc, picture};

    #[test]
    fn checksums_are_the_published_ones() {
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler(b"Wikipedia"), 0x11e6_0398);
        assert_eq!(crc(b"IEND"), 0xae42_6082);
    }

    #[test]
    fn a_picture_fits_one_stored_block() {
        assert!(picture().len() < 65_535);
    }
}
