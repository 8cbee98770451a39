//! Characters outside ASCII that name resolution turns into ASCII (UTS #46), as far as it matters for telling whether a host
//! is private: `１２７。０。０。１` and `①⓪.0.0.1` are addresses, `ⓛocalhost` is this machine.
//!
//! The whole mapping has some 1,700 entries and grows with Unicode. Here stand the regular runs of it, which are folded, and
//! the ranges that hold the rest, of which it is only known that they may stand for ASCII. Hosts on the public network are
//! written in neither.

/// Runs of characters that stand for runs of ASCII: first, last, what the first one stands for, after how many it starts again.
const RUNS: &[(char, char, u8, u32)] = &[
    ('\u{b2}', '\u{b3}', b'2', 2),
    ('\u{b9}', '\u{b9}', b'1', 1),
    ('\u{2024}', '\u{2024}', b'.', 1),
    ('\u{2070}', '\u{2070}', b'0', 1),
    ('\u{2074}', '\u{2079}', b'4', 6),
    ('\u{2080}', '\u{2089}', b'0', 10),
    ('\u{2460}', '\u{2468}', b'1', 9),
    ('\u{24b6}', '\u{24e9}', b'a', 26),
    ('\u{24ea}', '\u{24ea}', b'0', 1),
    ('\u{3002}', '\u{3002}', b'.', 1),
    ('\u{ff01}', '\u{ff5e}', b'!', 94),
    ('\u{ff61}', '\u{ff61}', b'.', 1),
    ('\u{1ccd6}', '\u{1ccef}', b'a', 26),
    ('\u{1ccf0}', '\u{1ccf9}', b'0', 10),
    ('\u{1d400}', '\u{1d6a3}', b'a', 26),
    ('\u{1d7ce}', '\u{1d7ff}', b'0', 10),
    ('\u{1f130}', '\u{1f149}', b'a', 26),
    ('\u{1fbf0}', '\u{1fbf9}', b'0', 10),
];

/// Characters that stand for nothing: soft hyphens, joiners, variation selectors, tags.
const DROPPED: &[(char, char)] = &[
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200d}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Ranges in which some characters stand for ASCII: modifier letters, ligatures, Roman numerals, units, numbers in signs.
const MAYBE: &[(char, char)] = &[
    ('\u{aa}', '\u{ba}'),
    ('\u{132}', '\u{133}'),
    ('\u{17f}', '\u{17f}'),
    ('\u{1c7}', '\u{1cc}'),
    ('\u{1f1}', '\u{1f3}'),
    ('\u{2b0}', '\u{2e4}'),
    ('\u{37e}', '\u{37e}'),
    ('\u{1d2c}', '\u{1dbf}'),
    ('\u{1fef}', '\u{1fef}'),
    ('\u{2000}', '\u{209f}'),
    ('\u{20a8}', '\u{20a8}'),
    ('\u{2100}', '\u{218f}'),
    ('\u{2469}', '\u{24b5}'),
    ('\u{2a74}', '\u{2a76}'),
    ('\u{2c7c}', '\u{2c7d}'),
    ('\u{3250}', '\u{325f}'),
    ('\u{32b1}', '\u{32cf}'),
    ('\u{3371}', '\u{33ff}'),
    ('\u{a7f1}', '\u{a7f4}'),
    ('\u{fb00}', '\u{fb06}'),
    ('\u{fb29}', '\u{fb29}'),
    ('\u{fe10}', '\u{fe6f}'),
    ('\u{107a5}', '\u{107a5}'),
    ('\u{1d6a6}', '\u{1d6a6}'),
    ('\u{1df95}', '\u{1df95}'),
    ('\u{1f100}', '\u{1f12f}'),
    ('\u{1f14a}', '\u{1f190}'),
];

/// A host with everything folded that is known to stand for ASCII or for nothing.
pub(super) fn fold(host: &str) -> String {
    host.chars().filter(|c| c.is_ascii() || !within(DROPPED, *c)).map(|c| ascii(c).unwrap_or(c)).collect()
}

/// Whether a text is ASCII, or may become ASCII when a resolver folds it.
pub(super) fn may_be_ascii(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || within(MAYBE, c))
}

/// The ASCII character that a character of a run stands for.
fn ascii(c: char) -> Option<char> {
    let &(first, _, base, cycle) = RUNS.iter().find(|&&(first, last, ..)| (first..=last).contains(&c))?;
    char::from_u32(u32::from(base) + (u32::from(c) - u32::from(first)) % cycle)
}

fn within(ranges: &[(char, char)], c: char) -> bool {
    ranges.iter().any(|&(first, last)| (first..=last).contains(&c))
}

#[cfg(test)]
mod tests {
    use super::{fold, may_be_ascii};

    /// What the `url` crate makes of a character within a label.
    fn resolved(c: char) -> Option<String> {
        match url::Host::parse(&format!("a{c}b")) {
            Ok(url::Host::Domain(name)) if !name.contains("xn--") => Some(name),
            _ => None,
        }
    }

    #[test]
    fn every_character_that_resolves_to_ascii_is_folded_to_it_or_known_to_be_doubtful() {
        for c in ('\u{80}'..=char::MAX).filter(|c| !c.is_control()) {
            let Some(name) = resolved(c) else { continue };
            let folded = fold(&format!("a{c}b")).to_ascii_lowercase();
            assert!(folded == name || may_be_ascii(&folded) && !folded.is_ascii(), "{c:?} {folded} {name}");
        }
    }

    #[test]
    fn letters_of_real_names_are_neither_folded_nor_doubtful() {
        for name in ["bücher", "пример", "例え", "ελ", "한국", "مثال", "ßtraße", "☃", "🇩🇪", "ÿ", "ø"]
        {
            assert_eq!(fold(name), name);
            assert!(!may_be_ascii(name), "{name}");
        }
    }
}
