//! `Measures`: what a price is computed from beside the request.

use nameplate::spec::{Formula, Measure};
use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::source::{doc_attributes, ident};

/// The struct and its glue; nothing for a price that needs no measure.
pub(super) fn measures(formula: &Formula, names: &[String]) -> Vec<TokenStream> {
    if formula.measures.is_empty() {
        return Vec::new();
    }
    let idents: Vec<_> = names.iter().map(|name| ident(name)).collect();
    let docs: Vec<_> = formula.measures.iter().map(|measure| doc_attributes(&docs(measure))).collect();
    let wires = formula.measures.iter().map(|measure| &*measure.name);
    let setters = formula.measures.iter().zip(&idents).map(|(measure, name)| {
        let docs = format!(
            " Gives {} in {}: a number, or a range such as `5.0..=6.5`.",
            code(&measure.name),
            code(&measure.unit)
        );
        quote! {
            #[doc = #docs]
            pub fn #name(mut self, #name: impl Into<typed::Quantity>) -> Self {
                self.#name = Some(#name.into());
                self
            }
        }
    });
    vec![
        quote! {
            /// What the price is computed from beside the request.
            #[derive(Clone, Debug, Default)]
            #[must_use = "measures do nothing until a price is computed from them"]
            #[non_exhaustive]
            pub struct Measures {
                #(#docs pub #idents: Option<typed::Quantity>,)*
            }
        },
        quote! {
            impl Measures {
                /// Nothing measured.
                pub const fn new() -> Self {
                    Self { #(#idents: None),* }
                }
                #(#setters)*
            }
        },
        quote! {
            impl typed::ToMeasures for Measures {
                fn to_measures(&self) -> Result<::nameplate::Measures, ::nameplate::BadMeasure> {
                    typed::measures(&[#((#wires, self.#idents)),*])
                }
            }
        },
    ]
}

fn docs(measure: &Measure) -> Docs {
    let mut facts = vec![format!("In {}.", code(&measure.unit))];
    facts.extend((!measure.of.is_empty()).then(|| format!("Measured of {}.", code(&measure.of))));
    facts.extend(
        measure
            .by_provider
            .then(|| "The provider measures it itself: a figure given here is an assumption.".to_owned()),
    );
    facts.extend(measure.after_run.then(|| "It is known only after the run.".to_owned()));
    Docs::new().words(&measure.doc).paragraph(&facts.join(" "))
}
