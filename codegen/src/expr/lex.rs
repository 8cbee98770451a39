//! A formula as lexemes, each with its place. What is no part of the language is named, with what to write instead.

use std::ops::Range;

use nameplate::Exact;

use super::align::Places;
use super::errors::{self, Parsed};
use super::foreign;

/// A lexeme without its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// A word: a name, or a keyword where one may stand.
    Word(&'a str),
    /// A name in backticks, which is never a keyword.
    Quoted(&'a str),
    /// A decimal.
    Number(Exact),
    /// A text in quotes.
    Text(&'a str),
    /// An operator, a bracket, a comma or a dot: one of [`SIGNS`].
    Sign(&'static str),
    /// The end of the formula.
    End,
}

/// A lexeme and the bytes of the formula it stands in.
#[derive(Clone, Debug)]
pub(super) struct Lexeme<'a> {
    pub(super) token: Token<'a>,
    pub(super) span: Range<usize>,
}

/// Longer signs before their beginnings.
const SIGNS: [&str; 21] =
    ["||", "&&", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "(", ")", "{", "}", "[", "]", ",", "."];

/// Every lexeme of a formula, and [`Token::End`] after the last one.
pub(super) fn lex<'a>(text: &'a str, places: &Places<'_>) -> Parsed<Vec<Lexeme<'a>>> {
    let mut lexer = Lexer { text, at: 0, places };
    let mut lexemes = Vec::new();
    loop {
        lexer.skip_blanks();
        let start = lexer.at;
        let token = lexer.token()?;
        lexemes.push(Lexeme { token, span: start..lexer.at });
        if token == Token::End {
            return Ok(lexemes);
        }
    }
}

struct Lexer<'a, 'p> {
    text: &'a str,
    at: usize,
    places: &'p Places<'p>,
}

impl<'a> Lexer<'a, '_> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Moves over the start of the rest for which a condition holds.
    fn take(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let (taken, _) = rest.split_at(rest.find(|character| !belongs(character)).unwrap_or(rest.len()));
        self.at += taken.len();
        taken
    }

    fn skip_blanks(&mut self) {
        self.take(|character| matches!(character, ' ' | '\t' | '\n' | '\r'));
    }

    fn token(&mut self) -> Parsed<Token<'a>> {
        let Some(first) = self.rest().chars().next() else { return Ok(Token::End) };
        match first {
            'a'..='z' | 'A'..='Z' | '_' => Ok(Token::Word(self.take(|c| c.is_ascii_alphanumeric() || c == '_'))),
            '0'..='9' => self.number(),
            '.' if self.starts_fraction() => self.number(),
            '`' => self.quoted('`').map(Token::Quoted),
            '"' | '\'' => self.quoted(first).map(Token::Text),
            _ => self.sign(first),
        }
    }

    /// Whether a dot stands before a digit and behind no name, whose field it would mark.
    fn starts_fraction(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        let field = before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '`'));
        !field && self.rest().get(1..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// A decimal. All that clings to the digits is taken with them, so that `4k`, `0.1.2` and `16:9` are one mistake each.
    fn number(&mut self) -> Parsed<Token<'a>> {
        let start = self.at;
        loop {
            self.take(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
            let ratio =
                self.rest().strip_prefix(':').is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
            if !ratio {
                break;
            }
            self.at += 1;
        }
        let written = self.text.get(start..self.at).unwrap_or_default();
        match Exact::decimal(written) {
            Some(number) => Ok(Token::Number(number)),
            None => Err(errors::bad_number(self.places.at(start..self.at), written)),
        }
    }

    /// What stands between two equal quotes.
    fn quoted(&mut self, quote: char) -> Parsed<&'a str> {
        let start = self.at;
        self.at += quote.len_utf8();
        let content = self.take(|c| c != quote && !c.is_control());
        let place = |end| self.places.at(start..end);
        match self.rest().chars().next() {
            Some(end) if end == quote && quote == '`' && content.is_empty() => {
                Err(errors::empty_name(place(self.at + 1)))
            }
            Some(end) if end == quote => {
                self.at += quote.len_utf8();
                Ok(content)
            }
            Some(_) => Err(errors::control_character(place(self.at))),
            None => Err(errors::unclosed_quote(place(self.at), quote)),
        }
    }

    fn sign(&mut self, first: char) -> Parsed<Token<'a>> {
        let (start, rest) = (self.at, self.rest());
        let place = |length: usize| self.places.at(start..start + length);
        if rest.starts_with("//") || rest.starts_with("/*") || first == '#' {
            return Err(errors::comment(place(rest.len())));
        }
        if let Some((sign, instead)) = foreign::sign(rest) {
            // `a == b`, `a >= b` start with signs of ours that the foreign ones merely contain.
            let ours =
                SIGNS.into_iter().find(|ours| rest.starts_with(ours)).is_some_and(|ours| ours.len() >= sign.len());
            if !ours {
                return Err(errors::foreign_sign(place(sign.len()), sign, instead));
            }
        }
        match SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            Some(sign) => {
                self.at += sign.len();
                Ok(Token::Sign(sign))
            }
            None => Err(errors::foreign_character(place(first.len_utf8()), first)),
        }
    }
}
