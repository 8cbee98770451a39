//! Reads a pattern of the closed subset and spells it in the form that all engines read alike.

use super::PatternError;

/// A pattern has at most so many bytes.
const MAX_BYTES: usize = 1_000;
/// Groups stand in one another at most so deep.
const MAX_DEPTH: usize = 12;
/// A repeat counts to this at most.
const MAX_REPEAT: usize = 1_000;
/// With every repeat written out, a pattern has at most so many letters and classes; matching takes time in proportion.
const MAX_SIZE: usize = 5_000;

/// A checked pattern.
pub(super) struct Portable {
    /// Its portable spelling, without anchors.
    pub(super) text: String,
    /// The length of the longest text that it matches; `None` when there is no longest one.
    pub(super) longest: Option<usize>,
}

impl Portable {
    /// Checks and respells a pattern.
    pub(super) fn of(pattern: &str) -> Result<Self, PatternError> {
        let mut reader =
            Reader { bytes: pattern.as_bytes(), at: 0, depth: 0, out: String::with_capacity(pattern.len()) };
        if pattern.len() > MAX_BYTES {
            return Err(reader.fault(format!("the pattern is longer than {MAX_BYTES} bytes")));
        }
        let whole = reader.alternatives()?;
        match reader.peek() {
            None => Ok(Self { text: reader.out, longest: whole.longest }),
            Some(_) => Err(reader.fault("`)` closes no group: write `\\)` for the sign itself")),
        }
    }
}

/// How much a part of a pattern comes to.
#[derive(Clone, Copy)]
struct Extent {
    /// Letters and classes, repeats written out.
    size: usize,
    /// The length of the longest text.
    longest: Option<usize>,
}

impl Extent {
    const NOTHING: Self = Self { size: 0, longest: Some(0) };
    const ONE: Self = Self { size: 1, longest: Some(1) };

    fn then(self, next: Self) -> Self {
        Self { size: self.size + next.size, longest: self.longest.zip(next.longest).map(|(a, b)| a + b) }
    }

    fn or(self, other: Self) -> Self {
        Self { size: self.size + other.size, longest: self.longest.zip(other.longest).map(|(a, b)| a.max(b)) }
    }

    /// Repeated; `None` for as often as one likes, which the engines write as `written` copies.
    fn times(self, most: Option<usize>, written: usize) -> Self {
        let longest = match (most, self.longest) {
            (_, Some(0)) => Some(0),
            (Some(most), Some(longest)) => Some(longest * most),
            _ => None,
        };
        Self { size: self.size * written.max(1), longest }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    out: String,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn fault(&self, message: impl Into<String>) -> PatternError {
        PatternError { at: self.at, message: message.into() }
    }

    /// `a|b|c`, up to a closing bracket or the end.
    fn alternatives(&mut self) -> Result<Extent, PatternError> {
        let mut whole = self.sequence()?;
        while self.eat(b'|') {
            self.out.push('|');
            whole = whole.or(self.sequence()?);
        }
        self.bounded(whole)
    }

    /// Pieces one after the other, at least one.
    fn sequence(&mut self) -> Result<Extent, PatternError> {
        let mut whole = Extent::NOTHING;
        let start = self.at;
        while !matches!(self.peek(), None | Some(b'|' | b')')) {
            let atom = self.atom()?;
            let piece = self.repeated(atom)?;
            whole = self.bounded(whole.then(piece))?;
        }
        if self.at == start {
            return Err(self.fault("nothing stands here: write `(...)?` for a part that may be absent"));
        }
        Ok(whole)
    }

    fn bounded(&self, extent: Extent) -> Result<Extent, PatternError> {
        if extent.size > MAX_SIZE {
            return Err(
                self.fault(format!("with its repeats written out the pattern is longer than {MAX_SIZE} letters"))
            );
        }
        Ok(extent)
    }

    /// A letter, a class or a group.
    fn atom(&mut self) -> Result<Extent, PatternError> {
        match self.peek() {
            Some(b'(') => self.group(),
            Some(b'[') => self.class(),
            Some(b'.') => {
                Err(self.fault("`.` takes other letters in other engines: list them in a class, or write `\\.`"))
            }
            Some(b'^' | b'$') => {
                Err(self.fault("a pattern always matches the whole text: leave `^` and `$` out, or write `\\^`, `\\$`"))
            }
            Some(b'?' | b'*' | b'+' | b'{') => {
                Err(self.fault("nothing stands here to repeat: write `\\` before the sign itself"))
            }
            Some(b']' | b'}') => {
                Err(self.fault("a closing bracket without an opening one: write `\\` before the sign itself"))
            }
            _ => {
                let letter = self.letter()?;
                self.spell(letter, r"^$\.*+?()[]{}|");
                Ok(Extent::ONE)
            }
        }
    }

    /// A printable ASCII letter, or a sign after `\`.
    fn letter(&mut self) -> Result<u8, PatternError> {
        let escaped = self.peek() == Some(b'\\');
        let letter = match self.bytes.get(self.at + usize::from(escaped)) {
            Some(&letter @ b' '..=b'~') => letter,
            None => return Err(self.fault("`\\` at the end: write `\\\\` for the sign itself")),
            Some(_) => return Err(self.fault("only printable ASCII letters can stand in a pattern")),
        };
        if escaped && !letter.is_ascii_punctuation() {
            let shown = char::from(letter);
            return Err(
                self.fault(format!("`\\{shown}` means other things in other engines: write a class such as `[0-9]`"))
            );
        }
        self.at += 1 + usize::from(escaped);
        Ok(letter)
    }

    fn spell(&mut self, letter: u8, special: &str) {
        let letter = char::from(letter);
        if special.contains(letter) {
            self.out.push('\\');
        }
        self.out.push(letter);
    }

    fn group(&mut self) -> Result<Extent, PatternError> {
        let open = self.at;
        self.at += 1;
        if self.eat(b'?') && !self.eat(b':') {
            return Err(PatternError {
                at: open,
                message: "look-around, names and flags are not taken, only `(...)`".to_owned(),
            });
        }
        if self.depth == MAX_DEPTH {
            return Err(self.fault(format!("groups stand deeper than {MAX_DEPTH} in one another")));
        }
        self.depth += 1;
        self.out.push_str("(?:");
        let inner = self.alternatives()?;
        self.depth -= 1;
        if !self.eat(b')') {
            return Err(PatternError { at: open, message: "the group is not closed".to_owned() });
        }
        self.out.push(')');
        Ok(inner)
    }

    fn class(&mut self) -> Result<Extent, PatternError> {
        let open = self.at;
        self.at += 1;
        match self.peek() {
            Some(b'^') => {
                return Err(self.fault("a class lists what it takes: `[^...]` also takes letters outside ASCII"));
            }
            Some(b']') => return Err(self.fault("the class is empty: write `\\]` for the sign itself")),
            _ => self.out.push('['),
        }
        while !self.eat(b']') {
            if self.peek().is_none() {
                return Err(PatternError { at: open, message: "the class is not closed".to_owned() });
            }
            self.class_item(open)?;
        }
        self.out.push(']');
        Ok(Extent::ONE)
    }

    /// A letter of a class, or a range.
    fn class_item(&mut self, open: usize) -> Result<(), PatternError> {
        let start = self.at;
        let low = self.class_letter(open)?;
        if b"&~|".contains(&low) && self.out.ends_with(char::from(low)) {
            return Err(PatternError {
                at: start,
                message: "twice in a row, this sign means other things in other engines".to_owned(),
            });
        }
        self.spell(low, r"\[]^-");
        if self.peek() != Some(b'-') || self.bytes.get(self.at + 1) == Some(&b']') {
            return Ok(());
        }
        self.at += 1;
        let high = self.class_letter(open)?;
        if high < low {
            return Err(PatternError {
                at: start,
                message: "the range runs backwards: put the lower letter first".to_owned(),
            });
        }
        self.out.push('-');
        self.spell(high, r"\[]^-");
        Ok(())
    }

    fn class_letter(&mut self, open: usize) -> Result<u8, PatternError> {
        let (here, next) = (self.peek(), self.bytes.get(self.at + 1).copied());
        match here {
            Some(b'[' | b'^') => Err(self.fault("write `\\` before `[` and `^` in a class")),
            Some(b'-') if self.at != open + 1 && next != Some(b']') => {
                Err(self.fault("`-` stands first or last in a class, or as `\\-`"))
            }
            _ => self.letter(),
        }
    }

    /// A repeat after an atom, if there is one.
    fn repeated(&mut self, atom: Extent) -> Result<Extent, PatternError> {
        let start = self.at;
        let whole = match self.peek() {
            Some(b'?') => atom.times(Some(1), 1),
            Some(b'*' | b'+') => atom.times(None, 1),
            Some(b'{') => {
                let (least, most) = self.counts()?;
                atom.times(most, most.unwrap_or(least + 1))
            }
            _ => return Ok(atom),
        };
        if self.bytes[start] != b'{' {
            self.at += 1;
            self.out.push(char::from(self.bytes[start]));
        }
        if matches!(self.peek(), Some(b'?' | b'*' | b'+' | b'{')) {
            return Err(
                self.fault("one repeat after the other: lazy and possessive ones are not taken; write `(...)` between")
            );
        }
        self.bounded(whole)
    }

    /// `{m}`, `{m,}` or `{m,n}`.
    fn counts(&mut self) -> Result<(usize, Option<usize>), PatternError> {
        let open = self.at;
        self.at += 1;
        let least = self.count()?;
        let most = match (self.eat(b','), self.peek()) {
            (false, _) => Some(least),
            (true, Some(b'}')) => None,
            (true, _) => Some(self.count()?),
        };
        if !self.eat(b'}') {
            return Err(self.fault("a repeat is `{m}`, `{m,}` or `{m,n}`"));
        }
        if most.is_some_and(|most| most < least) {
            return Err(PatternError {
                at: open,
                message: "the repeat runs backwards: put the smaller number first".to_owned(),
            });
        }
        let repeat = match most {
            Some(most) if most == least => format!("{{{least}}}"),
            Some(most) => format!("{{{least},{most}}}"),
            None => format!("{{{least},}}"),
        };
        self.out.push_str(&repeat);
        Ok((least, most))
    }

    fn count(&mut self) -> Result<usize, PatternError> {
        let start = self.at;
        let mut value = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            value = value * 10 + usize::from(digit - b'0');
            if value > MAX_REPEAT {
                return Err(PatternError { at: start, message: format!("a repeat counts to {MAX_REPEAT} at most") });
            }
            self.at += 1;
        }
        if self.at == start {
            return Err(self.fault("a repeat is `{m}`, `{m,}` or `{m,n}`"));
        }
        Ok(value)
    }
}
