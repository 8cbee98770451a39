//! Enums of the values that a spec lists, and enums of the cases of a choice.

use nameplate::spec::{Choice, Field, Listed, Literal, Text, Word};
use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code, markdown};
use super::literals;
use super::object::part_docs;
use super::source::{doc_attributes, ident, long, number};
use crate::names::{ChoiceNames, EnumNames};

/// What is known of a listed value.
pub(super) struct Value<'a> {
    /// The value as a literal of Rust.
    pub(super) literal: TokenStream,
    /// The same for people.
    pub(super) shown: String,
    pub(super) doc: &'a str,
    pub(super) deprecated: Option<&'a Text>,
    pub(super) is_default: bool,
}

/// The texts of a list.
pub(super) fn of_words<'a>(field: &Field, words: &'a [Word]) -> Vec<Value<'a>> {
    let value = |word: &'a Word| Value {
        literal: literals::text(&word.value).parse().unwrap_or_else(|_| quote!("")),
        shown: code(&word.value),
        doc: &word.doc,
        deprecated: word.deprecated.as_ref(),
        is_default: matches!(&field.default, Some(Literal::Text(default)) if *default == word.value),
    };
    words.iter().map(value).collect()
}

/// The numbers of a list.
pub(super) fn of_numbers<'a>(field: &Field, numbers: &'a [Listed]) -> Vec<Value<'a>> {
    let value = |listed: &'a Listed| Value {
        literal: number(&literals::double(listed.double)),
        shown: listed.value.to_string(),
        doc: &listed.doc,
        deprecated: listed.deprecated.as_ref(),
        is_default: matches!(&field.default, Some(Literal::Number(default)) if *default == listed.value),
    };
    numbers.iter().map(value).collect()
}

/// An enum of texts.
pub(super) fn words(field: &Field, words: &[Word], names: &EnumNames) -> Vec<TokenStream> {
    let values = of_words(field, words);
    let reader = quote! {
        /// The value as it goes on the wire.
        #[must_use]
        pub fn as_str(&self) -> &str
    };
    let unlisted = quote! {
        #[must_use]
        pub fn unlisted(value: impl Into<String>) -> Self {
            Self::Unlisted(typed::Unlisted::text(value))
        }
    };
    let name = ident(&names.type_name);
    let mut items = listed(field, &values, names, &reader, &quote!(as_str), &unlisted);
    items.push(quote!(typed::words!(#name);));
    items
}

/// An enum of numbers.
pub(super) fn numbers(field: &Field, numbers: &[Listed], names: &EnumNames) -> Vec<TokenStream> {
    let values = of_numbers(field, numbers);
    let reader = quote! {
        /// The number.
        #[must_use]
        pub fn as_f64(&self) -> f64
    };
    let unlisted = quote! {
        #[must_use]
        pub const fn unlisted(value: f64) -> Self {
            Self::Unlisted(typed::Unlisted::number(value))
        }
    };
    let name = ident(&names.type_name);
    let mut items = listed(field, &values, names, &reader, &quote!(as_f64), &unlisted);
    items.push(quote!(typed::numbers!(#name);));
    items
}

fn listed(
    field: &Field,
    values: &[Value<'_>],
    names: &EnumNames,
    reader: &TokenStream,
    method: &TokenStream,
    unlisted: &TokenStream,
) -> Vec<TokenStream> {
    let name = ident(&names.type_name);
    let docs = doc_attributes(&enum_docs(field));
    let variants: Vec<_> = names.variants.iter().map(|variant| ident(variant)).collect();
    let value_docs = values.iter().map(|value| doc_attributes(&value_docs(value)));
    let literals = values.iter().map(|value| &value.literal);
    let default = values.iter().zip(&variants).find(|(value, _)| value.is_default).map(|(_, variant)| {
        let docs = format!(" What the provider uses without {}.", code(&field.name));
        quote!(#[doc = #docs] pub const DEFAULT: Self = Self::#variant;)
    });
    let lint = long(values.len());
    vec![
        quote! {
            #docs
            #[derive(Clone)]
            #[non_exhaustive]
            pub enum #name {
                #(#value_docs #variants,)*
                #[doc(hidden)]
                Unlisted(typed::Unlisted),
            }
        },
        quote! {
            impl #name {
                /// Every value that the spec lists, in its order.
                pub const VALUES: &'static [Self] = &[#(Self::#variants),*];
                #default
                #lint
                #reader {
                    match self {
                        #(Self::#variants => #literals,)*
                        Self::Unlisted(value) => value.#method(),
                    }
                }
                /// A value that the spec does not list, on purpose: the check warns of it and does not refuse it.
                #unlisted
            }
        },
    ]
}

pub(super) fn enum_docs(field: &Field) -> Docs {
    let docs = Docs::new().words(&field.doc);
    if docs.lines().is_empty() { docs.paragraph(&format!("The values of {}.", code(&field.name))) } else { docs }
}

pub(super) fn value_docs(value: &Value<'_>) -> Docs {
    let default = if value.is_default { ", the default" } else { "" };
    let doc = if value.doc.is_empty() { String::new() } else { format!(": {}", markdown(value.doc)) };
    let docs = Docs::new().paragraph(&format!("{}{default}{doc}", value.shown));
    match value.deprecated {
        Some(instead) => docs.paragraph(&format!("The provider advises against it: {}", markdown(instead))),
        None => docs,
    }
}

/// An enum with a struct for each case.
pub(super) fn choice(field: &Field, choice: &Choice, names: &ChoiceNames, part: &str) -> Vec<TokenStream> {
    let name = ident(&names.names.type_name);
    let docs = doc_attributes(&part_docs(&field.doc, &field.name));
    let variants: Vec<_> = names.names.variants.iter().map(|variant| ident(variant)).collect();
    let cases: Vec<_> = names.cases.iter().map(|case| ident(&case.type_name)).collect();
    let case_docs = choice.cases.iter().map(|case| doc_attributes(&part_docs(&case.doc, &case.value)));
    let part = ident(part);
    let indices = (0..cases.len()).map(proc_macro2::Literal::usize_unsuffixed);
    vec![
        quote! {
            #docs
            #[derive(Clone)]
            #[non_exhaustive]
            #[allow(clippy::large_enum_variant, clippy::enum_variant_names, reason = "the cases are the provider's")]
            pub enum #name {
                #(#case_docs #variants(#cases),)*
            }
        },
        quote!(typed::choice!(#name, table::#part, #(#indices => #variants(#cases)),*);),
    ]
}
