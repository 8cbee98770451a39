//! The common case at speed: an address that is public beyond doubt is accepted in one pass. Whatever is not recognised here
//! is judged by the other modules, which know everything that is known here.

use crate::spec::UrlRange;

/// What a byte is to a host.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Part of a label.
    Label,
    /// Between two labels.
    Dot,
    /// After the host.
    End,
    /// Not for this module: a port, a user, an escape, a letter outside ASCII, or what no host has.
    Odd,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Odd; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => Class::Label,
            b'.' => Class::Dot,
            b'/' | b'?' | b'#' => Class::End,
            _ => Class::Odd,
        };
        byte += 1;
    }
    classes
};

/// Whether an address has a scheme that is taken (in lower case, as tables have it), a name with a dot for a host, no port,
/// and visible ASCII only.
pub(super) fn is_public(url: &str, range: &UrlRange) -> bool {
    let bytes = url.as_bytes();
    let after = range.schemes.iter().find_map(|scheme| {
        let (start, rest) = bytes.split_at_checked(scheme.len())?;
        rest.strip_prefix(b"://").filter(|_| start == scheme.as_bytes())
    });
    after.is_some_and(has_public_name) && is_visible(bytes)
}

/// Whether the text up to the first `/`, `?` or `#` is two or more labels, the last one neither reserved nor a number.
fn has_public_name(after: &[u8]) -> bool {
    let class = |at: usize| after.get(at).map_or(Class::End, |byte| CLASSES[usize::from(*byte)]);
    let (mut label, mut end) = (0, 0);
    loop {
        while class(end) == Class::Label {
            end += 1;
        }
        if class(end) != Class::Dot || end == label {
            break;
        }
        end += 1;
        label = end;
    }
    if class(end) != Class::End {
        return false;
    }
    let last = &after[label..end];
    let reserved: &[u8] = match last.len() {
        5 => b"local",
        8 => b"internal",
        9 => b"localhost",
        _ => b"",
    };
    label > 0 && last.first().is_some_and(u8::is_ascii_alphabetic) && !last.eq_ignore_ascii_case(reserved)
}

/// Whether all bytes are ASCII without white space, control characters and backslashes. Looks at eight bytes at a time.
pub(super) fn is_visible(bytes: &[u8]) -> bool {
    let words = bytes.chunks_exact(8);
    // The last bytes are filled up with harmless ones.
    let mut tail = [b'x'; 8];
    let rest = words.remainder();
    tail[..rest.len()].copy_from_slice(rest);
    words
        .chain([&tail[..]])
        .filter_map(|word| word.try_into().ok())
        .all(|word| is_visible_word(u64::from_le_bytes(word)))
}

fn is_visible_word(word: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    // The high bit of a byte: after subtracting n it tells (for ASCII) a byte below n, after adding 1 a byte above 0x7e; and
    // a backslash is below 1 once its bits are taken out.
    let slash = word ^ (0x5c * EACH);
    let low = word.wrapping_sub(0x21 * EACH) | (slash.wrapping_sub(EACH) & !slash);
    (low | word.wrapping_add(EACH) | word) & HIGH == 0
}

#[cfg(test)]
mod tests {
    use super::is_public;
    use crate::spec::{Text, UrlRange, text};

    static WEB: &[Text] = &[text("http"), text("https")];

    #[test]
    fn ordinary_addresses_are_recognised() {
        let range = UrlRange::new(WEB, true);
        for url in ["https://your-cdn.com/source-480p.mp4", "http://s3.us-east-1.amazonaws.com/a?b=c#d", "https://A.b"]
        {
            assert!(is_public(url, &range), "{url}");
        }
        for url in
            ["https://a.local", "https://1.2.3.4/", "https://a.b:80/", "https://a..b/", "https://a.b/ ", "ftp://a.b"]
        {
            assert!(!is_public(url, &range), "{url}");
        }
    }
}
