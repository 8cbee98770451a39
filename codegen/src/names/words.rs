//! From a name on the wire to a Rust name: total, so that no spec can make generated code that does not compile.

/// Longer names are cut, so that a hostile spec cannot make absurd ones; what then collides gets a number.
const MAX_CHARS: usize = 60;

/// Every keyword of every edition, strict and reserved, and the names that cannot be written raw.
const KEYWORDS: &[&str] = &[
    "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "union", "unsafe", "unsized", "use", "virtual", "where", "while",
    "yield",
];

/// Whether a name is a keyword of some edition.
pub(super) fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

/// `target_fps`: the name of a field, a function or a module.
pub(super) fn snake(wire: &str) -> String {
    let name = words(wire).join("_").to_ascii_lowercase();
    match prefix(wire, &name) {
        Some(prefix) => format!("{}{name}", prefix.to_ascii_lowercase()),
        None => name,
    }
}

/// `TargetFps`: the name of a type or a variant.
pub(super) fn camel(wire: &str) -> String {
    let mut name = String::new();
    for word in words(wire) {
        if name.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit()) {
            name.push('_');
        }
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(&rest.to_ascii_lowercase());
    }
    match prefix(wire, &name) {
        Some(prefix) => format!("{prefix}{name}"),
        None => name,
    }
}

/// `topazlabs-rhea-video`: the name of a file, in lower case since some file systems know no other.
pub(super) fn file(wire: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    let starts_plain = wire.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    if starts_plain && wire.chars().all(plain) && !wire.ends_with('.') && wire.len() <= MAX_CHARS {
        wire.to_owned()
    } else {
        snake(wire).replace('_', "-")
    }
}

/// The letter before a name that would start with a digit: `N` for a number (`N23_976`), `P` for any other text (`P720p`).
fn prefix(wire: &str, name: &str) -> Option<char> {
    let number = wire.chars().all(|c| c.is_ascii_digit() || c == '.');
    name.starts_with(|c: char| c.is_ascii_digit()).then_some(if number { 'N' } else { 'P' })
}

/// The words of a wire name, each of ASCII letters and digits, at least one.
fn words(wire: &str) -> Vec<String> {
    let chars: Vec<char> = wire.chars().take(MAX_CHARS).collect();
    let (mut words, mut word) = (Vec::new(), String::new());
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let after = chars.get(at + 1).copied();
        if !c.is_ascii_alphanumeric() || starts_word(before, c, after) {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        }
        if c.is_ascii_alphanumeric() {
            word.push(c);
        } else if !separates(before, c, after) {
            words.push(spoken(c));
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    if words.is_empty() {
        words.extend(chars.iter().copied().map(spoken));
    }
    if words.is_empty() {
        words.push("empty".to_owned());
    }
    words
}

/// Whether an upper-case letter starts a word of its own: `callBack`, `HTTPServer`.
fn starts_word(before: Option<char>, c: char, after: Option<char>) -> bool {
    let upper = |c: char| c.is_ascii_uppercase();
    let lower = |c: char| c.is_ascii_lowercase();
    upper(c) && (before.is_some_and(lower) || (before.is_some_and(upper) && after.is_some_and(lower)))
}

/// Whether a character only stands between words. A minus before a number does not.
fn separates(before: Option<char>, c: char, after: Option<char>) -> bool {
    match c {
        '-' => before.is_some() || !after.is_some_and(|c| c.is_ascii_digit()),
        '_' | ' ' | '.' | '/' | ':' | ',' | '(' | ')' | '[' | ']' | '{' | '}' | '\'' | '"' => true,
        _ => false,
    }
}

/// The word for a character that is no letter and no digit.
fn spoken(c: char) -> String {
    let word = match c {
        '-' => "minus",
        '_' => "underscore",
        ' ' => "space",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ',' => "comma",
        ';' => "semicolon",
        '+' => "plus",
        '*' => "star",
        '#' => "hash",
        '@' => "at",
        '&' => "and",
        '%' => "percent",
        '!' => "bang",
        '?' => "question",
        '=' => "equals",
        '<' => "less",
        '>' => "greater",
        '~' => "tilde",
        '^' => "caret",
        '|' => "pipe",
        '\\' => "backslash",
        '$' => "dollar",
        '`' => "backtick",
        '(' | ')' | '[' | ']' | '{' | '}' => "bracket",
        '\'' | '"' => "quote",
        // Letters outside ASCII too: two spellings of one letter may be one identifier to rustc.
        _ => return format!("u{:x}", u32::from(c)),
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{camel, is_keyword, snake};

    #[test]
    fn names_read_as_people_write_them() {
        for (wire, field, variant) in [
            ("target_fps", "target_fps", "TargetFps"),
            ("callBackUrl", "call_back_url", "CallBackUrl"),
            ("HTTPServer", "http_server", "HttpServer"),
            ("720p", "p720p", "P720p"),
            ("16:9", "p16_9", "P16_9"),
            ("2", "n2", "N2"),
            ("23.976", "n23_976", "N23_976"),
            ("-1", "minus_1", "Minus1"),
            ("-0.5", "minus_0_5", "Minus0_5"),
            ("c++", "c_plus_plus", "CPlusPlus"),
            ("silver_rich", "silver_rich", "SilverRich"),
            ("topazlabs-rhea-video", "topazlabs_rhea_video", "TopazlabsRheaVideo"),
        ] {
            assert_eq!((snake(wire).as_str(), camel(wire).as_str()), (field, variant), "{wire}");
        }
    }

    #[test]
    fn what_has_no_letters_gets_words() {
        for (wire, variant) in
            [("", "Empty"), ("-", "Minus"), ("*", "Star"), ("...", "DotDotDot"), ("é", "Ue9"), ("\0", "U0")]
        {
            assert_eq!(camel(wire), variant, "{wire:?}");
        }
    }

    #[test]
    fn the_keywords_are_sorted_for_the_search() {
        assert!(super::KEYWORDS.is_sorted());
        assert!(["type", "Self", "gen", "_"].iter().all(|word| is_keyword(word)));
    }
}
