//! Named constants for every bound and default of an object, so that no caller copies a number from a page.

use nameplate::spec::{Chars, Field, Kind, Literal};
use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::literals;
use super::shape::Member;
use super::source::{doc_attributes, ident, number};
use super::table::screaming;

/// The constants of an object; none when it has no bounds.
pub(super) fn of_members(members: &[Member<'_>]) -> Vec<TokenStream> {
    members.iter().flat_map(|member| of_field(member.field, &screaming(&member.names.ident))).collect()
}

fn of_field(field: &Field, name: &str) -> Vec<TokenStream> {
    let mut constants = Constants { field, name, found: Vec::new(), names: Vec::new() };
    constants.bounds(&field.kind);
    constants.default();
    constants.found
}

/// The constants of one member as they are found.
struct Constants<'a> {
    field: &'a Field,
    name: &'a str,
    found: Vec<TokenStream>,
    names: Vec<String>,
}

impl Constants<'_> {
    fn bounds(&mut self, kind: &Kind) {
        match kind {
            Kind::Bool
            | Kind::OneOf(_)
            | Kind::OneOfNumbers(_)
            | Kind::Object(_)
            | Kind::Choice(_)
            | Kind::AnyObject => {}
            Kind::AnyOf(alternatives) => alternatives.iter().for_each(|alternative| self.bounds(&alternative.kind)),
            Kind::Integer(range) => {
                let of = if range.max > i128::from(i64::MAX) { quote!(u64) } else { quote!(i64) };
                self.add("MIN", "The smallest value of", &of, &literals::integer(range.min));
                self.add("MAX", "The largest value of", &of, &literals::integer(range.max));
                if range.multiple_of != 1 {
                    self.add("MULTIPLE_OF", "The step of", &of, &literals::integer(range.multiple_of));
                }
            }
            Kind::Number(range) => {
                let lower = if range.above_min { "What lies below every value of" } else { "The smallest value of" };
                let upper = if range.below_max { "What lies above every value of" } else { "The largest value of" };
                self.double("MIN", lower, range.min);
                self.double("MAX", upper, range.max);
            }
            Kind::Text(range) => {
                self.length("CHARS", "characters", range.chars);
                self.length("UTF16", "UTF-16 code units", range.utf16);
                self.length("BYTES", "bytes", range.bytes);
                self.length("WORDS", "words", range.words);
            }
            Kind::Url(range) => self.length("CHARS", "characters", range.chars),
            Kind::List(range) => self.length("ITEMS", "items", Chars::new(range.min, range.max)),
        }
    }

    fn default(&mut self) {
        let doc = "What the provider uses without";
        match (&self.field.default, &self.field.kind) {
            (Some(Literal::Bool(value)), Kind::Bool) => self.push("DEFAULT", doc, &quote!(bool), &quote!(#value)),
            (Some(Literal::Number(value)), Kind::Number(_)) => {
                // The spec check has found that the decimal survives as a double.
                self.double("DEFAULT", doc, value.to_string().parse().ok());
            }
            (Some(Literal::Number(value)), Kind::Integer(range)) => {
                let of = if range.max > i128::from(i64::MAX) { quote!(u64) } else { quote!(i64) };
                if let Some(value) = value.to_integer() {
                    self.add("DEFAULT", doc, &of, &literals::integer(value));
                }
            }
            (Some(Literal::Text(text)), Kind::Text(_) | Kind::Url(_)) => {
                let text: TokenStream = literals::text(text).parse().unwrap_or_else(|_| quote!(""));
                self.push("DEFAULT", doc, &quote!(&'static str), &text);
            }
            // The default of an enum is its own constant; a list or an object has none.
            _ => {}
        }
    }

    fn double(&mut self, suffix: &str, doc: &str, value: Option<f64>) {
        if let Some(value) = value {
            self.add(suffix, doc, &quote!(f64), &literals::double(value));
        }
    }

    fn length(&mut self, unit: &str, what: &str, range: Chars) {
        let ends = [("MIN", "smallest", range.min), ("MAX", "largest", range.max)];
        for (end, word, limit) in ends {
            if let Some(limit) = limit {
                let doc = format!("The {word} number of {what} of");
                self.add(&format!("{end}_{unit}"), &doc, &quote!(u64), &literals::integer(limit.into()));
            }
        }
    }

    fn add(&mut self, suffix: &str, doc: &str, of: &TokenStream, literal: &str) {
        self.push(suffix, doc, of, &number(literal));
    }

    fn push(&mut self, suffix: &str, doc: &str, of: &TokenStream, value: &TokenStream) {
        let docs = doc_attributes(&Docs::new().paragraph(&format!("{doc} {}.", code(&self.field.name))));
        let name = format!("{}_{suffix}", self.name);
        // Two alternatives may have limits of one sort: the constant is the first one's.
        if self.names.contains(&name) {
            return;
        }
        self.names.push(name.clone());
        let name = ident(&name);
        self.found.push(quote!(#docs pub const #name: #of = #value;));
    }
}
