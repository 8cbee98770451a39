//! The file of a provider: its models, its table, and an enum of its error codes.

use nameplate::spec::{ErrorCode, ErrorPlace, ProviderSpec};
use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code, markdown};
use super::model::table_module;
use super::source::{Source, doc_attributes, doc_text, ident};
use super::table;
use crate::catalogue::{Model, Provider};

/// The file of a provider.
pub(super) fn provider(provider: &Provider, models: &[&Model]) -> String {
    let tables = table::provider(&provider.spec);
    let modules = models.iter().map(|model| {
        let docs = Docs::new().words(&model.spec.title).words(&model.spec.summary);
        let docs = if docs.lines().is_empty() { Docs::new().paragraph(&code(&model.spec.id)) } else { docs };
        format!("{}pub mod {};\n", doc_text(&docs), model.names.module)
    });
    let source = modules.fold(Source::of_spec(&provider.path), |source, module| source.text(&module));
    source
        .text("use ::nameplate::spec;\n")
        .items([quote! {
            /// Where the provider is, how it is called, what its errors mean.
            pub static PROVIDER: &spec::ProviderSpec = &table::PROVIDER;
        }])
        .items(error_code(provider))
        .items(models_function(models))
        .text(&table_module(&tables, ""))
        .end()
}

fn models_function(models: &[&Model]) -> [TokenStream; 2] {
    let specs = models.iter().map(|model| {
        let (module, name) = (ident(&model.names.module), ident(&model.names.body.type_name));
        quote!(<#module::#name as ::nameplate::typed::Request>::SPEC)
    });
    [
        quote! {
            /// The tables of the provider's models, sorted by id.
            #[must_use]
            pub fn models() -> &'static [&'static spec::ModelSpec] {
                MODELS
            }
        },
        quote!(static MODELS: &[&spec::ModelSpec] = &[#(#specs),*];),
    ]
}

fn error_code(provider: &Provider) -> [TokenStream; 2] {
    let spec: &ProviderSpec = &provider.spec;
    let variants: Vec<_> = provider.names.errors.iter().map(|variant| ident(variant)).collect();
    let docs = spec.errors.iter().map(|error| doc_attributes(&error_docs(error)));
    let title = format!(" The error codes of {}.", markdown(&spec.title));
    [
        quote! {
            #[doc = #title]
            #[derive(Clone, Debug, PartialEq, Eq)]
            #[non_exhaustive]
            pub enum ErrorCode {
                #(#docs #variants,)*
                /// A code that the spec does not list.
                Other(spec::ErrorPlace),
            }
        },
        quote! {
            impl ErrorCode {
                /// Every code that the spec lists, in its order.
                pub const VALUES: &'static [Self] = &[#(Self::#variants),*];

                /// The code of an answer or a violation.
                #[must_use]
                pub fn of(code: &spec::ErrorPlace) -> Self {
                    let at = PROVIDER.errors.iter().position(|known| known.code == *code);
                    let known = at.and_then(|at| Self::VALUES.get(at)).cloned();
                    known.unwrap_or_else(|| Self::Other(code.clone()))
                }

                /// What the spec says of the code; nothing of one that it does not list.
                #[must_use]
                pub fn entry(&self) -> Option<&'static spec::ErrorCode> {
                    let at = Self::VALUES.iter().position(|known| known == self)?;
                    PROVIDER.errors.get(at)
                }
            }
        },
    ]
}

fn error_docs(error: &ErrorCode) -> Docs {
    let place = match &error.code {
        ErrorPlace::Number(number) => number.to_string(),
        ErrorPlace::Text(text) => code(text),
    };
    let http = if error.http == 0 { String::new() } else { format!(" with HTTP {}", error.http) };
    let name = if error.name.is_empty() { String::new() } else { format!(", {}", code(&error.name)) };
    let docs = Docs::new().paragraph(&format!("{place}{name}{http}.")).words(&error.doc);
    if error.message.is_empty() { docs } else { docs.paragraph(&format!("Message: {}", markdown(&error.message))) }
}
