//! The names of a model, as a tree beside its table: one node for each object, member and list of values.

use std::collections::BTreeMap;

use nameplate::spec::{Billing, Choice, ErrorPlace, Field, Kind, ModelSpec, Object, ProviderSpec};

use super::words::{camel, file, snake};
use super::{Of, Scope};

/// What generated Rust calls the parts of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The module: `topazlabs_rhea_video`. Distinct within a provider once the catalogue is built.
    pub module: String,
    /// The files of schemas and pages, without an extension: `topazlabs-rhea-video`. Distinct likewise.
    pub file: String,
    /// The body.
    pub body: ObjectNames,
    /// The fields of `Measures`, in the order of the formula's measures.
    pub measures: Vec<String>,
}

/// The names of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectNames {
    /// The struct: `TopazlabsRheaVideo`.
    pub type_name: String,
    /// The struct of what it cannot be without, when that is more than a few members: `TopazlabsRheaVideoRequired`.
    pub required_name: String,
    /// The members, in the order of the table.
    pub fields: Vec<FieldNames>,
    /// The member that says which action, where there are some.
    pub action: Option<Box<FieldNames>>,
}

/// The names of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldNames {
    /// The field and its setter: `target_fps`; empty for the item of a list.
    pub ident: String,
    /// The names within.
    pub kind: KindNames,
}

/// The names that a kind needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KindNames {
    /// A type of Rust: `bool`, `i64`, `f64`, `String`.
    Plain,
    /// One of some texts or numbers.
    Enum(EnumNames),
    /// A list: the names of its item.
    List(Box<FieldNames>),
    /// An object.
    Object(ObjectNames),
    /// An object whose members follow from its tag.
    Choice(ChoiceNames),
    /// One of several kinds.
    AnyOf(AnyOfNames),
}

/// The names of an enum of values of several kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnyOfNames {
    /// The enum: `Duration`.
    pub type_name: String,
    /// The alternatives, in the order of the table.
    pub alternatives: Vec<AlternativeNames>,
}

/// The names of an alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlternativeNames {
    /// A variant for each listed value.
    Listed(Vec<String>),
    /// A variant that holds a value, and the names within.
    Value(String, KindNames),
}

/// The names of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumNames {
    /// The enum: `Resolution`.
    pub type_name: String,
    /// The variants, in the order of the table: `P720p`.
    pub variants: Vec<String>,
}

/// The names of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceNames {
    /// The enum and its variants.
    pub names: EnumNames,
    /// The struct of each case.
    pub cases: Vec<ObjectNames>,
}

/// What generated Rust calls the parts of a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderNames {
    /// The module and the cargo feature: `oxen`. Distinct once the catalogue is built.
    pub module: String,
    /// The folder of schemas and pages: `oxen`. Distinct likewise.
    pub file: String,
    /// The variants of the error enum, in the order of the table of codes.
    pub errors: Vec<String>,
}

/// The names that a spec states with `name:`. A path is a JSON Pointer of wire names from the body; `*` stands for the item
/// of a list, and the value of the tag for a case of a choice: `/multi_prompt/*/duration`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Of parameters, by path.
    pub parameters: BTreeMap<String, String>,
    /// Of values and cases, by the path of their parameter and the value as a text.
    pub values: BTreeMap<(String, String), String>,
    /// Of alternatives, by the path of their parameter and their index.
    pub alternatives: BTreeMap<(String, usize), String>,
}

impl Names {
    /// The names of a model.
    #[must_use]
    pub fn new(spec: &ModelSpec, overrides: &Overrides) -> Self {
        let mut naming = Naming { types: Scope::new(Of::Types), overrides };
        let body = naming.object(&spec.body, &camel(&spec.id), "", "");
        let mut scope = Scope::new(Of::Fields);
        let measures = match &spec.billing {
            Billing::Unpublished(_) => Vec::new(),
            Billing::Formula(formula) => {
                formula.measures.iter().map(|measure| scope.claim(&snake(&measure.name))).collect()
            }
        };
        Self { module: snake(&spec.id), file: file(&spec.id), body, measures }
    }
}

impl ProviderNames {
    /// The names of a provider.
    #[must_use]
    pub fn new(spec: &ProviderSpec) -> Self {
        let mut scope = Scope::new(Of::Variants);
        let name = |error: &nameplate::spec::ErrorCode| match (&*error.name, &error.code) {
            ("", ErrorPlace::Number(code)) => format!("Code{code}").replace('-', "Minus"),
            ("", ErrorPlace::Text(code)) => camel(code),
            (name, _) => camel(name),
        };
        Self {
            module: snake(&spec.id),
            file: file(&spec.id),
            errors: spec.errors.iter().map(|error| scope.claim(&name(error))).collect(),
        }
    }
}

/// The types of one module are one scope, whatever object they stand in.
pub(super) struct Naming<'a> {
    pub(super) types: Scope,
    pub(super) overrides: &'a Overrides,
}

impl Naming<'_> {
    /// The names of an object that stands at a path and would like to be called `wanted`. Types within start with `prefix`.
    fn object(&mut self, object: &Object, wanted: &str, prefix: &str, path: &str) -> ObjectNames {
        let type_name = self.types.claim(wanted);
        let required_name = self.types.claim(&format!("{type_name}Required"));
        let all = || object.fields.iter().chain(&*object.action);
        let paths: Vec<_> = all().map(|field| join(path, &field.name)).collect();
        let wanted: Vec<_> = all()
            .zip(&paths)
            .map(|(field, path)| match self.overrides.parameters.get(path) {
                Some(stated) => (snake(stated), true),
                None => (snake(&field.name), false),
            })
            .collect();
        let idents = Scope::new(Of::Fields).claim_all(&wanted);
        let fields = all().zip(&paths).zip(wanted).zip(idents);
        let fields = fields.map(|(((field, path), (wanted, _)), ident)| {
            let type_name = format!("{prefix}{}", camel(&wanted));
            FieldNames { ident, kind: self.kind(field, &type_name, path) }
        });
        let mut fields: Vec<_> = fields.collect();
        let action = fields.split_off(object.fields.len()).pop().map(Box::new);
        ObjectNames { type_name, required_name, fields, action }
    }

    /// The names that a kind needs; its type would like to be called `wanted`.
    pub(super) fn kind(&mut self, field: &Field, wanted: &str, path: &str) -> KindNames {
        match &field.kind {
            Kind::Bool | Kind::Integer(_) | Kind::Number(_) | Kind::Text(_) | Kind::Url(_) | Kind::AnyObject => {
                KindNames::Plain
            }
            Kind::OneOf(words) => {
                KindNames::Enum(self.listed(words.iter().map(|word| word.value.to_string()), wanted, path))
            }
            Kind::OneOfNumbers(numbers) => {
                KindNames::Enum(self.listed(numbers.iter().map(|number| number.value.to_string()), wanted, path))
            }
            Kind::List(list) => {
                let kind = list.item.first().map(|item| self.kind(item, wanted, &join(path, "*")));
                let item = FieldNames { ident: String::new(), kind: kind.unwrap_or(KindNames::Plain) };
                KindNames::List(Box::new(item))
            }
            Kind::Object(object) => KindNames::Object(self.object(object, wanted, wanted, path)),
            Kind::Choice(choice) => KindNames::Choice(self.choice(choice, wanted, path)),
            Kind::AnyOf(alternatives) => KindNames::AnyOf(self.any_of(field, alternatives, wanted, path)),
        }
    }

    fn choice(&mut self, choice: &Choice, wanted: &str, path: &str) -> ChoiceNames {
        let names = self.listed(choice.cases.iter().map(|case| case.value.to_string()), wanted, path);
        let cases = choice.cases.iter().zip(&names.variants);
        let cases = cases.map(|(case, variant)| {
            let wanted = format!("{wanted}{variant}");
            self.object(&case.object, &wanted, &wanted, &join(path, &case.value))
        });
        let cases = cases.collect();
        ChoiceNames { names, cases }
    }

    /// The name that a listed value would like to have, and whether the spec states it.
    pub(super) fn wanted_variant(&self, path: &str, value: &str) -> (String, bool) {
        match self.overrides.values.get(&(path.to_owned(), value.to_owned())) {
            Some(stated) if super::is_variant_name(stated) => (stated.clone(), true),
            Some(stated) => (camel(stated), true),
            None => (camel(value), false),
        }
    }

    fn listed(&mut self, values: impl Iterator<Item = String>, wanted: &str, path: &str) -> EnumNames {
        let wanted_variants: Vec<_> = values.map(|value| self.wanted_variant(path, &value)).collect();
        EnumNames {
            type_name: self.types.claim(wanted),
            variants: Scope::new(Of::Variants).claim_all(&wanted_variants),
        }
    }
}

/// A path with one more name, escaped as RFC 6901 says.
pub(super) fn join(path: &str, name: &str) -> String {
    format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"))
}
