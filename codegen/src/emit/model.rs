//! The file of a model: the request, the types within it, what its price is computed from, and the table.

use nameplate::spec::{Billing, Field, Kind, ModelSpec, Object};
use proc_macro2::TokenStream;
use quote::quote;

use super::object::{Struct, part_docs};
use super::source::{Source, ident};
use super::table::{self, Tables};
use super::{about, any_of, enums, measures};
use crate::catalogue::Model;
use crate::names::{AlternativeNames, KindNames, ObjectNames};

/// The file of a model.
pub(super) fn model(model: &Model) -> String {
    let tables = table::model(model);
    let parts = Parts { spec: &model.spec, tables: &tables };
    let body = Struct {
        object: &model.spec.body,
        names: &model.names.body,
        spec: &model.spec,
        docs: about::of_model(&model.spec),
        is_body: true,
    };
    let name = ident(&model.names.body.type_name);
    let mut items = body.items();
    items.push(quote!(typed::request!(#name, table::SPEC);));
    items.extend(parts.within(&model.spec.body, &model.names.body));
    if let Billing::Formula(formula) = &model.spec.billing {
        items.extend(measures::measures(formula, &model.names.measures));
    }
    let mut members = model.spec.body.fields.iter().chain(&*model.spec.body.action);
    let uses_members = members.any(|field| field.name != model.spec.model_member);
    let member = if uses_members { "::{self, Member as _}" } else { "" };
    Source::of_spec(&model.path)
        .text(&format!("use ::nameplate::typed{member};\n"))
        .items([quote!(
            const _: () = ::nameplate::spec::requires_format(1);
        )])
        .items(items)
        .text(&table_module(&tables, "    use super::super::PROVIDER;\n"))
        .end()
}

/// The module of a table. Its lines are as long as its entries.
pub(super) fn table_module(tables: &Tables, uses: &str) -> String {
    let items: Vec<_> = tables.items.iter().map(|item| indented(item)).collect();
    format!(
        "// What the checker, the price and the JSON Schema read: one line an entry.\n\
         #[rustfmt::skip]\n\
         mod table {{\n{uses}    use ::nameplate::spec::prelude::*;\n\n{}}}\n",
        items.join("\n")
    )
}

/// No literal spans lines, so every line may be moved.
fn indented(item: &str) -> String {
    item.lines().flat_map(|line| ["    ", line, "\n"]).collect()
}

/// The types within a request.
struct Parts<'a> {
    spec: &'a ModelSpec,
    tables: &'a Tables,
}

impl Parts<'_> {
    /// The types that the members of an object need, in the order of the members.
    fn within(&self, object: &Object, names: &ObjectNames) -> Vec<TokenStream> {
        let members = object.fields.iter().zip(&names.fields).chain(object.action.iter().zip(names.action.as_deref()));
        members.flat_map(|(field, names)| self.of_kind(field, &field.kind, &names.kind)).collect()
    }

    /// The types that a kind needs; `field` is the member it belongs to, of which a list's item has the words.
    fn of_kind(&self, field: &Field, kind: &Kind, names: &KindNames) -> Vec<TokenStream> {
        match (kind, names) {
            (Kind::OneOf(words), KindNames::Enum(names)) if !self.is_model_member(field) => {
                enums::words(field, words, names)
            }
            (Kind::OneOfNumbers(numbers), KindNames::Enum(names)) => enums::numbers(field, numbers, names),
            (Kind::List(range), KindNames::List(item)) => {
                range.item.first().map_or_else(Vec::new, |inner| self.of_kind(field, &inner.kind, &item.kind))
            }
            (Kind::Object(object), KindNames::Object(names)) => {
                let part = ident(self.part(&names.type_name));
                self.object(object, names, &field.doc, &field.name, &quote!(table::#part))
            }
            (Kind::Choice(choice), KindNames::Choice(names)) => {
                let part = self.part(&names.names.type_name);
                let mut items = enums::choice(field, choice, names, part);
                let part = ident(part);
                for (index, (case, names)) in choice.cases.iter().zip(&names.cases).enumerate() {
                    let index = proc_macro2::Literal::usize_unsuffixed(index);
                    let object = quote!(table::#part.cases[#index].object);
                    items.extend(self.object(&case.object, names, &case.doc, &case.value, &object));
                }
                items
            }
            (Kind::AnyOf(alternatives), KindNames::AnyOf(names)) => {
                let mut items = any_of::any_of(field, alternatives, names, self.part(&names.type_name));
                for (alternative, names) in alternatives.iter().zip(&names.alternatives) {
                    if let AlternativeNames::Value(_, names) = names {
                        let words = if alternative.doc.is_empty() { field } else { alternative };
                        items.extend(self.of_kind(words, &alternative.kind, names));
                    }
                }
                items
            }
            _ => Vec::new(),
        }
    }

    fn object(
        &self,
        object: &Object,
        names: &ObjectNames,
        doc: &str,
        wire: &str,
        table: &TokenStream,
    ) -> Vec<TokenStream> {
        let docs = part_docs(doc, wire);
        let mut items = Struct { object, names, spec: self.spec, docs, is_body: false }.items();
        let name = ident(&names.type_name);
        items.push(quote!(typed::object!(#name, #table);));
        items.extend(self.within(object, names));
        items
    }

    /// The item of the table that a type stands for.
    fn part(&self, type_name: &str) -> &str {
        self.tables.parts.get(type_name).map_or("SPEC", |part| part)
    }

    fn is_model_member(&self, field: &Field) -> bool {
        !self.spec.model_member.is_empty()
            && self.spec.body.fields.first().is_some_and(|first| std::ptr::eq(first, field))
    }
}
