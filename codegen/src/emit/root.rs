//! The files above the providers: the root of the crate (or of a module in somebody else's), and the list of all models.

use quote::quote;

use super::Layout;
use super::docs::Docs;
use super::source::{Source, doc_text, ident};
use crate::catalogue::{Catalogue, Provider};

/// The root: one module a provider.
pub(super) fn root(providers: &[&Provider], layout: Layout) -> String {
    let mut source = Source::of_all_specs();
    if layout == Layout::Crate {
        source = source.text(
            "//! Typed requests to paid media models, generated from specs: one module a provider (and a cargo feature each), one\n\
             //! module a model within it.\n",
        );
    }
    // The printer breaks some lines in another place than rustfmt, which would call every file unformatted.
    source = source.text("#[rustfmt::skip]\nmod catalogue;\n");
    for provider in providers {
        let docs = doc_text(&Docs::new().words(&provider.spec.title).words(&provider.spec.about));
        let docs = if docs.is_empty() { "/// A provider.\n".to_owned() } else { docs };
        let feature = feature(provider, layout);
        source = source.text(&format!("{docs}{feature}#[rustfmt::skip]\npub mod {};\n", provider.names.module));
    }
    source.text("pub use catalogue::models;\n").end()
}

fn feature(provider: &Provider, layout: Layout) -> String {
    match layout {
        Layout::Crate => format!("#[cfg(feature = \"{}\")]\n", provider.names.module),
        Layout::Module => String::new(),
    }
}

/// `models()`: every table.
pub(super) fn catalogue(catalogue: &Catalogue, providers: &[&Provider], layout: Layout) -> String {
    let lists = providers.iter().map(|provider| {
        let module = ident(&provider.names.module);
        let feature = (layout == Layout::Crate).then(|| {
            let name = &provider.names.module;
            quote!(#[cfg(feature = #name)])
        });
        let models = catalogue.models_of(&provider.spec.id).filter(|model| !model.draft);
        let specs = models.map(|model| {
            let (model, name) = (ident(&model.names.module), ident(&model.names.body.type_name));
            quote!(#feature <super::#module::#model::#name as Request>::SPEC)
        });
        quote!(#(#specs,)*)
    });
    Source::of_all_specs()
        .text("use ::nameplate::spec::ModelSpec;\nuse ::nameplate::typed::Request;\n")
        .items([
            quote! {
                /// The tables of all models, sorted by provider and id.
                #[must_use]
                pub fn models() -> &'static [&'static ModelSpec] {
                    MODELS
                }
            },
            quote!(static MODELS: &[&ModelSpec] = &[#(#lists)*];),
        ])
        .end()
}
