//! What people write in formulas and the language does not have, each with what to write instead.

/// Signs of other languages. Those that start with one of ours are looked up before it.
const SIGNS: [(&str, &str); 22] = [
    ("===", "write `==`"),
    ("!==", "write `!=`"),
    ("=>", "write `>=` to compare, or `a implies b`"),
    ("=<", "write `<=`"),
    ("<>", "write `!=`"),
    ("->", "write `a implies b`"),
    ("**", "write the product out: `a * a`"),
    ("..", "write both ends: `a >= 1 && a <= 9`"),
    ("=", "`==` compares; a formula assigns nothing"),
    ("%", "the remainder of `a` by `n` is `a - floor(a, n)`"),
    ("&", "write `&&`"),
    ("|", "write `||`"),
    ("^", "write the product out: `a * a`"),
    ("?", "write `if c { a } else { b }`"),
    (":", "write `if c { a } else { b }`; quote it if a text is meant"),
    (";", "a formula is one expression"),
    ("$", "a parameter is written by its name alone"),
    ("@", "a parameter is written by its name alone"),
    ("~", "write `!` for the opposite of a condition"),
    ("\\", "a formula has no escapes"),
    ("×", "write `*`"),
    ("÷", "write `/`"),
];

/// Characters of text processors: what each is called, and what to write.
const CHARACTERS: [(char, &str, &str); 14] = [
    ('\u{a0}', "a no-break space", "write an ordinary space"),
    ('\u{202f}', "a narrow no-break space", "write an ordinary space"),
    ('\u{200b}', "a zero-width space", "remove it"),
    ('\u{feff}', "a byte order mark", "remove it"),
    ('\u{2212}', "a typographic minus", "write `-`"),
    ('\u{2013}', "a dash", "write `-`"),
    ('\u{2014}', "a dash", "write `-`"),
    ('\u{2264}', "a mathematical sign", "write `<=`"),
    ('\u{2265}', "a mathematical sign", "write `>=`"),
    ('\u{2260}', "a mathematical sign", "write `!=`"),
    ('\u{201c}', "a curly quote", "write a straight one"),
    ('\u{201d}', "a curly quote", "write a straight one"),
    ('\u{2018}', "a curly quote", "write a straight one"),
    ('\u{2019}', "a curly quote", "write a straight one"),
];

/// Words where an operator stands.
const OPERATORS: [(&str, &str); 12] = [
    ("and", "write `&&`"),
    ("or", "write `||`"),
    ("xor", "write `a != b`"),
    ("not", "write `!` before a condition: `!(a in [1, 2])`"),
    ("is", "write `==`"),
    ("equals", "write `==`"),
    ("mod", "the remainder of `a` by `n` is `a - floor(a, n)`"),
    ("div", "write `/`"),
    ("then", "write `if c { a } else { b }`"),
    ("if", "write `if c { a } else { b }`"),
    ("unless", "write `if c { a } else { b }`"),
    ("as", "a formula converts no types"),
];

/// The sign of another language that a text starts with.
pub(super) fn sign(text: &str) -> Option<(&'static str, &'static str)> {
    SIGNS.into_iter().find(|(sign, _)| text.starts_with(sign))
}

/// A character that an editor put in: what it is called and what to write.
pub(super) fn character(character: char) -> Option<(&'static str, &'static str)> {
    CHARACTERS.into_iter().find(|(foreign, ..)| *foreign == character).map(|(_, name, instead)| (name, instead))
}

/// What to write for a word that stands where an operator is expected.
pub(super) fn operator(word: &str) -> Option<&'static str> {
    OPERATORS.into_iter().find(|(foreign, _)| foreign.eq_ignore_ascii_case(word)).map(|(_, instead)| instead)
}
