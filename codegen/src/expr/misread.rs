//! What to say where a formula does not fit the grammar.

use std::ops::Range;

use super::ast::Id;
use super::errors;
use super::foreign;
use super::lex::Token;
use super::parse::Parser;
use crate::diagnostic::{Diagnostic, Place};

impl Parser<'_, '_> {
    /// The place of the next lexeme; at the end, of the last one.
    pub(super) fn here(&self) -> Place {
        let found = self.peek();
        self.places.at(match found.token {
            Token::End => self.range(self.lexemes.len().saturating_sub(2), self.lexemes.len().saturating_sub(1)),
            _ => found.span.clone(),
        })
    }

    /// The next lexeme as a sentence names it.
    pub(super) fn found(&self) -> String {
        let found = self.peek();
        match found.token {
            Token::End => "the end of the formula".to_owned(),
            _ => format!("`{}`", self.places.text(found.span.clone())),
        }
    }

    /// A value is missing at the next lexeme.
    pub(super) fn no_value(&self) -> Box<Diagnostic> {
        let before = self.at.checked_sub(1).and_then(|last| self.lexemes.get(last));
        let before = before.map(|lexeme| self.places.text(lexeme.span.clone()));
        let keyword = match self.peek().token {
            Token::Word(word) => Some(word),
            _ => None,
        };
        errors::value_expected(self.here(), before.as_deref(), &self.found(), keyword)
    }

    /// A value has ended and something follows that continues nothing.
    pub(super) fn unexpected(&self, expected: &str) -> Box<Diagnostic> {
        match self.peek().token {
            Token::Word(word) => match foreign::operator(word) {
                Some(instead) => errors::foreign_sign(self.here(), word, instead),
                None => errors::operator_expected(self.here(), &self.found(), expected),
            },
            Token::Sign(sign @ (")" | "]" | "}")) => errors::closes_nothing(self.here(), sign),
            _ => errors::operator_expected(self.here(), &self.found(), expected),
        }
    }

    /// A bracket is open and neither closed nor continued.
    pub(super) fn unclosed(&self, close: &str, open: &Range<usize>) -> Box<Diagnostic> {
        match self.peek().token {
            Token::End | Token::Sign(")" | "]" | "}") => errors::unclosed_bracket(
                self.places.at(open.clone()),
                &self.places.text(open.clone()),
                close,
                &self.found(),
            ),
            _ => self.unexpected(&format!("`{close}`")),
        }
    }

    /// `a < b < c`: `left` is `a < b`, `middle` is `b`.
    pub(super) fn chained(&self, left: Id, middle: Range<usize>) -> Box<Diagnostic> {
        let written = self.places.text(self.span(left));
        let middle = self.places.text(middle);
        let sign = self.places.text(self.peek().span.clone());
        errors::chained(self.here(), &written, &middle, &sign)
    }
}
