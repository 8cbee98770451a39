//! From lexemes to a tree, by precedence. The first mistake ends the reading of a formula: what follows it is guesswork.

use std::ops::Range;

use super::align::Places;
use super::ast::{Binary, COMPARISON, Expr, Id, Name, Node, NodeKind};
use super::errors::{self, Parsed};
use super::functions;
use super::lex::{Lexeme, Token, lex};

/// A formula is at most this long, in bytes after decoding.
pub(super) const MAX_BYTES: usize = 1_000;

/// Brackets, calls, prefix operators and `implies` nest at most this deep. Everything else is read in a loop.
const MAX_DEPTH: u32 = 32;

/// Words that are no names where a value stands.
const KEYWORDS: [&str; 6] = ["if", "else", "in", "implies", "true", "false"];

/// Reads a formula of at most [`MAX_BYTES`].
pub(super) fn parse(text: &str, places: &Places<'_>) -> Parsed<Expr> {
    if text.trim().is_empty() {
        return Err(errors::empty_formula(places.whole()));
    }
    let lexemes = lex(text, places)?;
    let end = Lexeme { token: Token::End, span: text.len()..text.len() };
    let mut parser = Parser { places, lexemes, end, at: 0, depth: 0, nodes: Vec::new() };
    parser.binary(0)?;
    match parser.peek().token {
        Token::End => Ok(Expr { nodes: parser.nodes }),
        _ => Err(parser.unexpected("the end of the formula")),
    }
}

pub(super) struct Parser<'a, 'p> {
    pub(super) places: &'p Places<'p>,
    pub(super) lexemes: Vec<Lexeme<'a>>,
    /// Stands in behind the last lexeme.
    end: Lexeme<'a>,
    pub(super) at: usize,
    depth: u32,
    nodes: Vec<Node>,
}

impl<'a> Parser<'a, '_> {
    /// A chain of operators that bind at least as tightly as `power`.
    fn binary(&mut self, power: u8) -> Parsed<Id> {
        let mut left = self.prefix()?;
        let mut compared = None;
        while let Some((operator, binds)) = self.operator().filter(|(_, binds)| *binds >= power) {
            if let (COMPARISON, Some(middle)) = (binds, compared) {
                return Err(self.chained(left, middle));
            }
            let sign = self.next();
            let before = self.at;
            left = match operator {
                None => self.list_of(left)?,
                Some(Binary::Implies) => {
                    // From the right, so that `a implies b implies c` is `a implies (b implies c)`.
                    let right = self.nested(&sign.span, |parser| parser.binary(binds))?;
                    self.join(left, Binary::Implies, right)
                }
                Some(operator) => {
                    let right = self.binary(binds + 1)?;
                    self.join(left, operator, right)
                }
            };
            compared = (binds == COMPARISON).then(|| self.range(before, self.at));
        }
        Ok(left)
    }

    /// The operator that comes next, and how tightly it binds; `None` within is `in`.
    fn operator(&self) -> Option<(Option<Binary>, u8)> {
        match self.peek().token {
            Token::Word("in") => Some((None, COMPARISON)),
            Token::Word(word) if word != "implies" => None,
            Token::Word(sign) | Token::Sign(sign) => Binary::of(sign).map(|(operator, binds)| (Some(operator), binds)),
            _ => None,
        }
    }

    fn join(&mut self, left: Id, operator: Binary, right: Id) -> Id {
        let span = self.span(left).start..self.span(right).end;
        self.push(NodeKind::Binary(operator, left, right), span)
    }

    /// `[b, c]` after `a in`.
    fn list_of(&mut self, left: Id) -> Parsed<Id> {
        let open = self.peek().span.clone();
        if self.peek().token != Token::Sign("[") {
            return Err(errors::list_expected(self.here(), &self.found()));
        }
        self.next();
        let items = self.nested(&open, |parser| parser.items("]", &open))?;
        let end = self.behind();
        if items.is_empty() {
            return Err(errors::empty_list(self.places.at(open.start..end)));
        }
        let span = self.span(left).start..end;
        Ok(self.push(NodeKind::In(left, items), span))
    }

    /// Values with commas between them, and the bracket that closes them.
    fn items(&mut self, close: &'static str, open: &Range<usize>) -> Parsed<Vec<Id>> {
        let mut items = Vec::new();
        if self.accept(close) {
            return Ok(items);
        }
        loop {
            items.push(self.binary(0)?);
            if self.accept(close) {
                return Ok(items);
            }
            if !self.accept(",") {
                return Err(self.unclosed(close, open));
            }
        }
    }

    /// `!a`, `-a`, or a value.
    fn prefix(&mut self) -> Parsed<Id> {
        let make = match self.peek().token {
            Token::Sign("!") => NodeKind::Not,
            Token::Sign("-") => NodeKind::Neg,
            _ => return self.primary(),
        };
        let sign = self.next();
        let value = self.nested(&sign.span, Self::prefix)?;
        let span = sign.span.start..self.span(value).end;
        Ok(self.push(make(value), span))
    }

    fn primary(&mut self) -> Parsed<Id> {
        let lexeme = self.peek().clone();
        let kind = match lexeme.token {
            Token::Number(number) => NodeKind::Number(number),
            Token::Text(text) => NodeKind::Text(text.to_owned()),
            Token::Word(word @ ("true" | "false")) => NodeKind::Bool(word == "true"),
            Token::Word("if") => return self.nested(&lexeme.span, Self::branches),
            Token::Word(word) if !KEYWORDS.contains(&word) => return self.named(word),
            Token::Quoted(name) => return self.name(name),
            Token::Sign("(") => return self.nested(&lexeme.span, Self::group),
            _ => return Err(self.no_value()),
        };
        self.next();
        Ok(self.push(kind, lexeme.span))
    }

    fn group(&mut self) -> Parsed<Id> {
        let open = self.next().span;
        let value = self.binary(0)?;
        if !self.accept(")") {
            return Err(self.unclosed(")", &open));
        }
        let span = open.start..self.behind();
        if let Some(node) = self.nodes.get_mut(value) {
            node.span = span;
        }
        Ok(value)
    }

    /// `if c { a } else { b }`, and `else if` in a row.
    fn branches(&mut self) -> Parsed<Id> {
        let start = self.next().span;
        let condition = self.binary(0)?;
        let yes = self.branch()?;
        if self.peek().token != Token::Word("else") {
            return Err(errors::else_missing(self.places.at(start.start..self.behind())));
        }
        self.next();
        let no = match self.peek().token {
            Token::Word("if") => self.nested(&start, Self::branches)?,
            _ => self.branch()?,
        };
        let span = start.start..self.behind();
        Ok(self.push(NodeKind::If(condition, yes, no), span))
    }

    fn branch(&mut self) -> Parsed<Id> {
        let open = self.peek().span.clone();
        if !self.accept("{") {
            return Err(errors::branch_expected(self.here(), &self.found()));
        }
        let value = self.binary(0)?;
        if self.accept("}") { Ok(value) } else { Err(self.unclosed("}", &open)) }
    }

    /// A call, or a name that is no keyword.
    fn named(&mut self, word: &'a str) -> Parsed<Id> {
        let after = self.lexemes.get(self.at + 1).map(|lexeme| lexeme.token);
        match after {
            Some(Token::Word("else" | "in" | "implies")) => self.name(word),
            Some(Token::Word(_) | Token::Quoted(_) | Token::Sign("(")) if word == "not" => {
                Err(errors::foreign_sign(self.here(), word, "write `!`"))
            }
            Some(Token::Sign("(")) => {
                let span = self.peek().span.clone();
                self.nested(&span, |parser| parser.call(word))
            }
            _ => self.name(word),
        }
    }

    fn call(&mut self, word: &str) -> Parsed<Id> {
        let name = self.next().span;
        let Some(function) = functions::find(word) else {
            return Err(errors::unknown_call(self.places.at(name), word));
        };
        let open = self.next().span;
        let values = self.items(")", &open)?;
        let span = name.start..self.behind();
        if !function.takes.contains(&values.len()) {
            return Err(errors::wrong_arity(self.places.at(span), function, values.len()));
        }
        Ok(self.push(NodeKind::Call(function, values), span))
    }

    /// A name with its fields. Behind a dot every word is a name.
    fn name(&mut self, first: &str) -> Parsed<Id> {
        let start = self.next().span.start;
        let mut parts = vec![first.to_owned()];
        while self.accept(".") {
            let (Token::Word(part) | Token::Quoted(part)) = self.peek().token else {
                return Err(errors::field_expected(self.here(), &self.found()));
            };
            parts.push(part.to_owned());
            self.next();
        }
        let span = start..self.behind();
        Ok(self.push(NodeKind::Name(Name::new(parts)), span))
    }

    fn push(&mut self, kind: NodeKind, span: Range<usize>) -> Id {
        self.nodes.push(Node { kind, span });
        self.nodes.len() - 1
    }

    pub(super) fn span(&self, id: Id) -> Range<usize> {
        self.nodes.get(id).map_or(0..0, |node| node.span.clone())
    }

    /// The lexeme that comes next.
    pub(super) fn peek(&self) -> &Lexeme<'a> {
        self.lexemes.get(self.at).unwrap_or(&self.end)
    }

    fn next(&mut self) -> Lexeme<'a> {
        let lexeme = self.peek().clone();
        self.at += 1;
        lexeme
    }

    fn accept(&mut self, sign: &'static str) -> bool {
        let accepted = self.peek().token == Token::Sign(sign);
        self.at += usize::from(accepted);
        accepted
    }

    /// The end of the lexeme that was read last.
    fn behind(&self) -> usize {
        self.at.checked_sub(1).and_then(|last| self.lexemes.get(last)).map_or(0, |lexeme| lexeme.span.end)
    }

    /// The bytes of some lexemes.
    pub(super) fn range(&self, first: usize, behind: usize) -> Range<usize> {
        let start = self.lexemes.get(first).map_or(0, |lexeme| lexeme.span.start);
        let end = behind.checked_sub(1).and_then(|last| self.lexemes.get(last)).map_or(start, |lexeme| lexeme.span.end);
        start..end
    }

    /// Reads a part that stands one level deeper.
    fn nested<T>(&mut self, at: &Range<usize>, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            return Err(errors::too_deep(self.places.at(at.clone()), MAX_DEPTH));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }
}
