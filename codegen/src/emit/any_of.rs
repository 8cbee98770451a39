//! Enums of values of several kinds: a variant for each listed value, and one for each other alternative, which holds its value.

use std::collections::BTreeSet;

use nameplate::spec::{Field, Kind};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{Docs, code};
use super::enums::{Value, enum_docs, of_numbers, of_words, value_docs};
use super::facts;
use super::shape::value_type;
use super::source::{doc_attributes, ident};
use crate::names::{AlternativeNames, AnyOfNames};

/// The variants of an enum, sorted by what they are.
#[derive(Default)]
struct Variants {
    /// In the order of the spec, with their docs.
    all: Vec<TokenStream>,
    /// `Auto = Text("auto")`
    listed: Vec<TokenStream>,
    /// `1 => Seconds`
    holding: Vec<TokenStream>,
    /// The variant that holds a list.
    list: Option<TokenStream>,
    /// The variants that hold a value, with its type.
    types: Vec<(TokenStream, TokenStream)>,
    /// What makes an unlisted value, where values are listed.
    unlisted: Option<TokenStream>,
    default: Option<TokenStream>,
    /// Whether one of them holds an object, which is larger than the others.
    holds_object: bool,
}

/// An enum of values of several kinds.
pub(super) fn any_of(field: &Field, alternatives: &[Field], names: &AnyOfNames, part: &str) -> Vec<TokenStream> {
    let mut variants = Variants::default();
    for (index, (alternative, names)) in alternatives.iter().zip(&names.alternatives).enumerate() {
        variants.add(field, index, alternative, names);
    }
    let (name, part) = (ident(&names.type_name), ident(part));
    let docs = doc_attributes(&enum_docs(field));
    let Variants { all, listed, holding, list, types, unlisted, default, holds_object } = &variants;
    let lint = holds_object
        .then(|| quote!(#[allow(clippy::large_enum_variant, reason = "the alternatives are the provider's")]));
    let mut items = vec![quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        #lint
        pub enum #name {
            #(#all,)*
            #[doc(hidden)]
            Unlisted(typed::Unlisted),
        }
    }];
    if default.is_some() || unlisted.is_some() {
        items.push(quote! {
            impl #name {
                #default
                #unlisted
            }
        });
    }
    items.push(quote!(
        typed::any_of!(#name, table::#part, { #(#listed),* }, { #(#holding),* }, [#list]);
    ));
    items.extend(conversions(&names.type_name, types));
    items
}

impl Variants {
    fn add(&mut self, field: &Field, index: usize, alternative: &Field, names: &AlternativeNames) {
        match (&alternative.kind, names) {
            (Kind::OneOf(words), AlternativeNames::Listed(names)) => {
                self.add_listed(field, &of_words(field, words), names, &quote!(Text));
                self.unlisted = Some(quote! {
                    /// A value that the spec does not list, on purpose: the check warns of it and does not refuse it.
                    #[must_use]
                    pub fn unlisted(value: impl Into<String>) -> Self {
                        Self::Unlisted(typed::Unlisted::text(value))
                    }
                });
            }
            (Kind::OneOfNumbers(numbers), AlternativeNames::Listed(names)) => {
                self.add_listed(field, &of_numbers(field, numbers), names, &quote!(Number));
            }
            (kind, AlternativeNames::Value(variant, names)) => {
                let (variant, of) = (ident(variant), value_type(alternative, names));
                let limits = facts::limits(kind).unwrap_or_default();
                let docs = Docs::new().words(&alternative.doc).paragraph(&facts::sentence(&limits));
                let docs = if docs.lines().is_empty() {
                    docs.paragraph(&format!("A value of {}.", code(&field.name)))
                } else {
                    docs
                };
                let docs = doc_attributes(&docs);
                let index = Literal::usize_unsuffixed(index);
                self.all.push(quote!(#docs #variant(#of)));
                self.holding.push(quote!(#index => #variant));
                if matches!(kind, Kind::List(_)) {
                    self.list = Some(quote!(#variant));
                }
                self.holds_object |= matches!(kind, Kind::Object(_) | Kind::Choice(_));
                self.types.push((quote!(#variant), of));
            }
            // The names were made from this very table.
            (_, AlternativeNames::Listed(_)) => {}
        }
    }

    fn add_listed(&mut self, field: &Field, values: &[Value<'_>], names: &[String], of: &TokenStream) {
        for (value, name) in values.iter().zip(names) {
            let (docs, name, literal) = (doc_attributes(&value_docs(value)), ident(name), &value.literal);
            self.all.push(quote!(#docs #name));
            self.listed.push(quote!(#name = #of(#literal)));
            if value.is_default {
                let docs = format!(" What the provider uses without {}.", code(&field.name));
                self.default = Some(quote!(#[doc = #docs] pub const DEFAULT: Self = Self::#name;));
            }
        }
    }
}

/// How values become the enum: `12.into()`. A type that two variants hold says nothing about which one is meant.
fn conversions(name: &str, types: &[(TokenStream, TokenStream)]) -> Vec<TokenStream> {
    let name = ident(name);
    let texts: Vec<String> = types.iter().map(|(_, of)| of.to_string()).collect();
    let twice: BTreeSet<&String> =
        texts.iter().filter(|of| texts.iter().filter(|other| other == of).count() > 1).collect();
    let mut items = Vec::new();
    for ((variant, of), text) in types.iter().zip(&texts).filter(|(_, text)| !twice.contains(text)) {
        items.push(quote! {
            impl From<#of> for #name {
                fn from(value: #of) -> Self {
                    Self::#variant(value)
                }
            }
        });
        if text == "String" {
            items.push(quote! {
                impl From<&str> for #name {
                    fn from(value: &str) -> Self {
                        Self::#variant(value.to_owned())
                    }
                }
            });
        }
    }
    items
}
