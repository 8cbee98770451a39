//! A JSON reader with byte positions, pulled value by value. Tokens, numbers and escapes are `hifijson`'s; what is added here is
//! what it leaves to its caller: commas between members (its loops are callbacks, and a cursor cannot be one), a bound on
//! the depth, also where values are skipped, and two short paths for what nearly every body is made of: texts without
//! escapes and short decimals.

mod fault;
mod locate;
mod number;
mod text;

use std::ops::Range;

use hifijson::token::Lex as _;
use hifijson::{Read as _, SliceLexer, escape, num, str::LexWrite as _};
use smallvec::SmallVec;

pub(crate) use fault::{Fault, Reason};
pub(crate) use locate::locate;
pub(crate) use number::{Number, Whole};
pub(crate) use text::Text;

/// What stands at the cursor: a scalar whole, of a list or an object only that it was opened.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Item<'a> {
    Null,
    Bool(bool),
    Number(Number<'a>),
    Text(Text<'a>),
    List,
    Object,
}

/// A cursor over a body.
#[derive(Clone)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    /// Where reading goes on, in bytes from the start of the body.
    position: usize,
    /// Where the value or the member name that was read last begins.
    start: usize,
    /// Where the member name that was read last ends.
    name_end: usize,
    /// Whether a list or an object was just opened, so that no comma stands before its next item.
    fresh: bool,
    /// The lists and objects that are open, the innermost last.
    open: SmallVec<[Open; 64]>,
    max_depth: usize,
}

/// A list or an object that is open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    List,
    Object,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str, max_depth: usize) -> Self {
        Self { text, position: 0, start: 0, name_end: 0, fresh: false, open: SmallVec::new(), max_depth }
    }

    /// The whole body.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Where reading goes on, in bytes from the start of the body.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// Where the value or the member name that was read last begins.
    pub(crate) fn start(&self) -> usize {
        self.start
    }

    /// The body between two positions.
    pub(crate) fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Reads a value. A list or an object is opened; it has to be read to its end, item by item or by [`close`](Self::close).
    #[inline]
    pub(crate) fn read(&mut self) -> Result<Item<'a>, Fault> {
        let first = self.peek();
        self.start = self.position;
        match first {
            Some(b'"') => Ok(Item::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => Ok(Item::Number(self.number()?)),
            Some(b'{') => self.enter(Open::Object).map(|()| Item::Object),
            Some(b'[') => self.enter(Open::List).map(|()| Item::List),
            _ => self.word(),
        }
    }

    /// Reads the name of the next member of the innermost object, and the colon; `None` at the end of the object.
    #[inline]
    pub(crate) fn next_key(&mut self) -> Result<Option<Text<'a>>, Fault> {
        if !self.separator(b'}', Reason::CommaOrBrace)? {
            return Ok(None);
        }
        if self.peek() != Some(b'"') {
            return Err(self.fault(Reason::Name));
        }
        self.start = self.position;
        let name = self.string()?;
        self.name_end = self.position;
        if self.peek() != Some(b':') {
            return Err(self.fault(Reason::Colon));
        }
        self.position += 1;
        Ok(Some(name))
    }

    /// The bytes of the name that was read last, with its quotes. To be asked before the value is read.
    pub(crate) fn name_span(&self) -> Range<usize> {
        self.start..self.name_end
    }

    /// Reads a number of few digits when it is wanted; else the cursor stays before it.
    #[inline]
    pub(crate) fn number_if(&mut self, wanted: impl FnOnce(Number<'static>) -> bool) -> bool {
        self.peek();
        match number::short(self.rest()) {
            Some((number, len)) if wanted(number) => {
                self.position += len;
                true
            }
            _ => false,
        }
    }

    /// Reads `true` or `false` when one of them stands here; else the cursor stays before what does.
    #[inline]
    pub(crate) fn bool_if(&mut self) -> bool {
        self.peek();
        let len = match self.rest() {
            [b't', b'r', b'u', b'e', ..] => 4,
            [b'f', b'a', b'l', b's', b'e', ..] => 5,
            _ => return false,
        };
        self.position += len;
        true
    }

    /// Reads a text without escapes when it is wanted; else the cursor stays before it.
    #[inline]
    pub(crate) fn text_if(&mut self, wanted: impl FnOnce(&str) -> bool) -> bool {
        let before = (self.peek(), self.position);
        self.position += 1;
        if before.0 == Some(b'"') && self.plain().is_some_and(wanted) {
            return true;
        }
        self.position = before.1;
        false
    }

    /// Whether the innermost list has another item, which then stands at the cursor.
    pub(crate) fn next_item(&mut self) -> Result<bool, Fault> {
        self.separator(b']', Reason::CommaOrBracket)
    }

    /// Reads to the end of the innermost list or object. Not recursive, whatever is in it.
    pub(crate) fn close(&mut self) -> Result<(), Fault> {
        let outer = self.open.len().saturating_sub(1);
        while self.open.len() > outer {
            let more = match self.open.last() {
                Some(Open::Object) => self.next_key()?.is_some(),
                Some(Open::List) | None => self.next_item()?,
            };
            if more {
                self.read()?;
            }
        }
        Ok(())
    }

    /// Checks that nothing but white space follows.
    pub(crate) fn finish(&mut self) -> Result<(), Fault> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.fault(Reason::Trailing)),
        }
    }

    #[inline]
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.position..).unwrap_or_default()
    }

    /// Lets the library read on from the cursor.
    fn lex<T>(&mut self, read: impl FnOnce(&mut SliceLexer<'a>) -> T) -> T {
        let mut lexer = SliceLexer::new(self.rest());
        let result = read(&mut lexer);
        self.position = self.text.len() - lexer.as_slice().len();
        result
    }

    /// Skips white space and looks at the next byte.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        match self.text.as_bytes().get(self.position) {
            // Everything that is white space stands at or below the blank.
            Some(byte) if *byte > b' ' => Some(*byte),
            _ => self.lex(SliceLexer::ws_peek),
        }
    }

    #[cold]
    fn fault(&self, reason: Reason) -> Fault {
        Fault { at: self.position, reason }
    }

    fn enter(&mut self, open: Open) -> Result<(), Fault> {
        if self.open.len() >= self.max_depth {
            return Err(self.fault(Reason::TooDeep));
        }
        self.position += 1;
        self.open.push(open);
        self.fresh = true;
        Ok(())
    }

    /// Steps over the comma before the next item, or over `end`; says whether there is a next item.
    #[inline]
    fn separator(&mut self, end: u8, expected: Reason) -> Result<bool, Fault> {
        let first = std::mem::replace(&mut self.fresh, false);
        match self.peek() {
            Some(byte) if byte == end => {
                self.position += 1;
                self.open.pop();
                Ok(false)
            }
            Some(b',') if !first => {
                self.position += 1;
                Ok(true)
            }
            Some(_) if first => Ok(true),
            _ => Err(self.fault(expected)),
        }
    }

    /// Reads a text, the cursor being at its opening quote.
    #[inline]
    fn string(&mut self) -> Result<Text<'a>, Fault> {
        self.position += 1;
        match self.plain() {
            Some(plain) => Ok(Text::plain(plain)),
            None => self.escaped(),
        }
    }

    /// The short way: the text up to its closing quote, when it has no escape.
    #[inline]
    fn plain(&mut self) -> Option<&'a str> {
        let rest = self.text.get(self.position..)?;
        let len = text::plain_len(rest.as_bytes());
        if rest.as_bytes().get(len) != Some(&b'"') {
            return None;
        }
        self.position += len + 1;
        rest.get(..len)
    }

    /// The long way: `hifijson` checks every escape. Nothing is decoded yet, see [`Text`].
    #[cold]
    fn escaped(&mut self) -> Result<Text<'a>, Fault> {
        let from = self.position;
        let checked = self.lex(|lexer| {
            lexer.str_fold::<hifijson::str::Error, ()>(
                (),
                |_, ()| Ok(()),
                |lexer, ()| {
                    let kind = lexer.take_next().ok_or(escape::Error::Eof)?;
                    escape::Lex::escape(lexer, kind)?;
                    Ok(())
                },
            )
        });
        checked.map_err(|error| self.fault(Reason::of_text(&error)))?;
        Ok(Text::escaped(self.slice(from, self.position - 1)))
    }

    #[inline]
    fn number(&mut self) -> Result<Number<'a>, Fault> {
        if let Some((number, len)) = number::short(self.rest()) {
            self.position += len;
            return Ok(number);
        }
        self.long_number()
    }

    /// The long way: `hifijson` finds the end of the literal, `std` reads it.
    #[cold]
    fn long_number(&mut self) -> Result<Number<'a>, Fault> {
        let from = self.position;
        let parts = self.lex(|lexer| num::Lex::num_ignore(lexer).validate());
        let parts = parts.map_err(|_| self.fault(Reason::Digit))?;
        Ok(Number::literal(self.slice(from, self.position), parts.is_int()))
    }

    /// Reads `null`, `true` or `false`.
    fn word(&mut self) -> Result<Item<'a>, Fault> {
        let from = self.position;
        if let Some(word) = self.lex(SliceLexer::null_or_bool) {
            return Ok(word.map_or(Item::Null, Item::Bool));
        }
        self.position = from;
        Err(self.fault(if self.rest().is_empty() { Reason::End } else { Reason::Value }))
    }
}
