//! `name:` keys: what generated Rust calls a parameter or a value where the name made from the wire is not good.

use super::errors;
use crate::diagnostic::Diagnostic;
use crate::names::{self, Overrides, is_field_name, is_variant_name};
use crate::resolve::{At, FieldDraft, KindDraft, ModelDraft, ObjectDraft, ProviderDraft};
use crate::spec::Listed;

/// The names that a model states, for its own parameters and for those that its ways add.
pub(super) fn collect(model: &ModelDraft, owner: &ProviderDraft, diagnostics: &mut Vec<Diagnostic>) -> Overrides {
    let mut names = Collect { overrides: Overrides::default(), diagnostics };
    names.object(&model.body, "");
    for way in &owner.ways {
        if model.loaded.spec.ways.iter().any(|used| used.value == way.name.value) {
            for field in &way.adds {
                names.field(field, &format!("/{}", escape(&field.name.value)));
            }
        }
    }
    names.overrides
}

struct Collect<'d> {
    overrides: Overrides,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Collect<'_> {
    fn object(&mut self, object: &ObjectDraft, path: &str) {
        for field in &object.fields {
            self.field(field, &format!("{path}/{}", escape(&field.name.value)));
        }
        if let Some(action) = &object.action {
            self.field(action, &format!("{path}/{}", escape(&action.name.value)));
        }
    }

    fn field(&mut self, field: &FieldDraft, path: &str) {
        if let Some(name) = &field.rust_name {
            if !is_field_name(&name.value) {
                self.diagnostics.push(errors::not_a_field_name(name));
            }
            self.overrides.parameters.insert(path.to_owned(), name.value.clone());
        }
        self.kind(field, path);
    }

    fn kind(&mut self, field: &FieldDraft, path: &str) {
        match &field.kind.value {
            KindDraft::OneOf(listed) | KindDraft::OneOfNumbers(listed) => self.listed(listed, path, field),
            KindDraft::List(item, _) => self.field(item, &format!("{path}/*")),
            KindDraft::Object(object) => self.object(object, path),
            KindDraft::Choice(choice) => {
                for case in &choice.cases {
                    if let Some(name) = &case.rust_name {
                        self.value(path, &case.value.value, name);
                    }
                    self.object(&case.object, &format!("{path}/{}", escape(&case.value.value)));
                }
            }
            KindDraft::AnyOf(alternatives) => {
                for (index, alternative) in alternatives.iter().enumerate() {
                    if let Some(name) = &alternative.rust_name {
                        self.variant(name);
                        self.overrides.alternatives.insert((path.to_owned(), index), name.value.clone());
                    }
                    // Listed values are variants of the enum itself, whatever alternative they stand in.
                    let is_listed = matches!(alternative.kind.value, KindDraft::OneOf(_) | KindDraft::OneOfNumbers(_));
                    let inner = names::alternative(path, index);
                    self.kind(alternative, if is_listed { path } else { &inner });
                }
            }
            KindDraft::AnyObject
            | KindDraft::Bool
            | KindDraft::Integer(_)
            | KindDraft::Number(_)
            | KindDraft::Text(_)
            | KindDraft::Url(_) => {}
        }
    }

    fn listed(&mut self, listed: &Listed, path: &str, field: &FieldDraft) {
        let Listed::Map(values) = listed else { return };
        for (value, known) in values {
            if let Some(name) = &known.name {
                self.value(path, &value.value.to_string(), &At::from_sp(field.kind.place.file, name));
            }
        }
    }

    fn variant(&mut self, name: &At<String>) {
        if !is_variant_name(&name.value) {
            self.diagnostics.push(errors::not_a_variant_name(name));
        }
    }

    fn value(&mut self, path: &str, value: &str, name: &At<String>) {
        self.variant(name);
        self.overrides.values.insert((path.to_owned(), value.to_owned()), name.value.clone());
    }
}

fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
