//! Parameters to fields: the layers of `like` flattened, exactly one kind each, and so on down.

use super::draft::{At, CaseDraft, ChoiceDraft, FieldDraft, KindDraft, ObjectDraft};
use super::errors;
use super::types::{Layer, Types};
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::spec::{self, ChoiceKind, Map, Parameter, Rule};
use crate::yaml::Sp;

/// Objects and lists may nest so deep.
const MAX_LEVELS: usize = 8;
/// An object may have so many members.
const MAX_PARAMETERS: usize = 256;

/// With `like` followed, the parameters of a file may become so many, sixteen listed values counted as one: a type that has
/// others several times grows with every level.
const MAX_EXPANDED: usize = 8192;

/// Resolves the parameters of a file.
pub(super) struct Fields<'a, 'd> {
    /// The types in scope.
    pub(super) types: &'d Types<'a>,
    /// Where faults go.
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
    /// How deep the current object is; the body is 0.
    level: usize,
    /// What is left of [`MAX_EXPANDED`].
    left: usize,
}

impl<'a, 'd> Fields<'a, 'd> {
    /// The parameters of one file.
    pub(super) fn new(types: &'d Types<'a>, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self { types, diagnostics, level: 0, left: MAX_EXPANDED }
    }

    /// An object of these members and rules.
    pub(super) fn object(
        &mut self,
        place: Place,
        parameters: &'a Map<Parameter>,
        rules: Option<&'a Map<Rule>>,
    ) -> ObjectDraft {
        let file = place.file;
        if parameters.len() > MAX_PARAMETERS {
            self.diagnostics.push(errors::too_many_parameters(place.clone(), parameters.len(), MAX_PARAMETERS));
        }
        let rules = rules.into_iter().flatten().map(|(name, rule)| (At::from_sp(file, name), rule.clone())).collect();
        ObjectDraft { fields: self.members(file, parameters), rules, place, action: None }
    }

    /// The members of a map of parameters. A parameter with a fault is left out.
    pub(super) fn members(&mut self, file: FileId, parameters: &'a Map<Parameter>) -> Vec<FieldDraft> {
        let parameters = || parameters.iter().take(MAX_PARAMETERS);
        let mut fields: Vec<Option<FieldDraft>> = parameters()
            .map(|(name, parameter)| match parameter.alias_of {
                None => self.field(At::from_sp(file, name), parameter),
                Some(_) => None,
            })
            .collect();
        // Another name takes what the first name takes, wherever that stands.
        for (at, (name, parameter)) in parameters().enumerate() {
            if let Some(original) = &parameter.alias_of {
                let alias = self.alias(&At::from_sp(file, name), parameter, &At::from_sp(file, original), &fields);
                if let Some(place) = fields.get_mut(at) {
                    *place = alias;
                }
            }
        }
        fields.into_iter().flatten().collect()
    }

    /// Another name of a parameter.
    fn alias(
        &mut self,
        name: &At<String>,
        parameter: &Parameter,
        original: &At<String>,
        fields: &[Option<FieldDraft>],
    ) -> Option<FieldDraft> {
        let file = name.place.file;
        let known = fields.iter().flatten();
        let names: Vec<&str> =
            known.clone().filter(|field| field.alias_of.is_none()).map(|field| field.name.value.as_str()).collect();
        let found = known.clone().find(|field| field.name.value == original.value && field.alias_of.is_none());
        let Some(found) = found else {
            self.diagnostics.push(errors::unknown_original(original, &names));
            return None;
        };
        if fields.iter().flatten().any(|field| field.alias_of.as_ref().is_some_and(|of| of.value == original.value)) {
            self.diagnostics.push(errors::third_name(original));
        }
        if let Some(key) = key_beside_alias(parameter) {
            self.diagnostics.push(errors::key_beside_alias(name, key));
        }
        let text = |text: &Option<Sp<String>>| text.as_ref().map(|text| At::from_sp(file, text));
        Some(FieldDraft {
            name: name.clone(),
            doc: text(&parameter.doc),
            rust_name: text(&parameter.name),
            deprecated: text(&parameter.deprecated),
            disputed: text(&parameter.disputed),
            from: text(&parameter.from),
            alias_of: Some(original.clone()),
            required: None,
            default: None,
            ..found.clone()
        })
    }

    fn field(&mut self, name: At<String>, parameter: &'a Parameter) -> Option<FieldDraft> {
        let layers = self.types.layers(name.place.file, parameter, self.diagnostics)?;
        if !self.has_room(&name, &layers) {
            return None;
        }
        let kind = self.kind(&name, &layers)?;
        Some(FieldDraft {
            doc: first(&layers, |layer| layer.doc.as_ref()),
            required: first(&layers, |layer| layer.required.as_ref()),
            default: layers.iter().find_map(|(file, layer)| {
                layer.default.as_ref().map(|node| At::new(*file, node.span.clone(), node.clone()))
            }),
            nullable: first(&layers, |layer| layer.nullable.as_ref()),
            empty: first(&layers, |layer| layer.empty.as_ref()),
            unit: first(&layers, |layer| layer.unit.as_ref()),
            rust_name: first(&layers, |layer| layer.name.as_ref()),
            price_effect: first(&layers, |layer| layer.price_effect.as_ref()),
            alias_of: None,
            deprecated: first(&layers, |layer| layer.deprecated.as_ref()),
            disputed: first(&layers, |layer| layer.disputed.as_ref()),
            from: first(&layers, |layer| layer.from.as_ref()),
            media: first(&layers, |layer| layer.media.as_deref()),
            inferred: first(&layers, |layer| layer.inferred.as_deref()),
            kind,
            name,
        })
    }

    /// Whether another parameter fits; that none does is said once.
    fn has_room(&mut self, name: &At<String>, layers: &[Layer<'a>]) -> bool {
        if self.left == 0 {
            return false;
        }
        let listed = |layer: &Parameter| {
            let lists = [layer.one_of.as_ref(), layer.one_of_numbers.as_ref()];
            lists.into_iter().flatten().map(|listed| listed.value.len()).sum::<usize>()
        };
        let listed: usize = layers.iter().map(|(_, layer)| listed(layer)).sum();
        self.left = self.left.saturating_sub(1 + listed / 16);
        if self.left == 0 {
            self.diagnostics.push(errors::too_much(name.place.clone(), MAX_EXPANDED));
        }
        self.left > 0
    }

    /// The kind of the nearest layer that states one: a kind given beside `like` replaces the type's.
    fn kind(&mut self, name: &At<String>, layers: &[Layer<'a>]) -> Option<At<KindDraft>> {
        for (file, layer) in layers {
            let stated = stated_kinds(layer);
            match stated.as_slice() {
                [] => {}
                [kind] => return self.resolve_kind(*file, *kind),
                [one, two, ..] => {
                    let place = |kind: &Stated<'a>| Place { file: *file, span: kind.span() };
                    self.diagnostics.push(errors::two_kinds(name, (one.key(), place(one)), (two.key(), place(two))));
                    return None;
                }
            }
        }
        self.diagnostics.push(errors::no_kind(name));
        None
    }

    fn resolve_kind(&mut self, file: FileId, stated: Stated<'a>) -> Option<At<KindDraft>> {
        let span = stated.span();
        let kind = match stated {
            Stated::Bool(_) => KindDraft::Bool,
            Stated::Integer(kind) => KindDraft::Integer(kind.value.clone()),
            Stated::Number(kind) => KindDraft::Number(kind.value.clone()),
            Stated::Text(kind) => KindDraft::Text(Box::new(kind.value.clone())),
            Stated::OneOf(kind) => KindDraft::OneOf(kind.value.clone()),
            Stated::OneOfNumbers(kind) => KindDraft::OneOfNumbers(kind.value.clone()),
            Stated::Url(kind) => KindDraft::Url(kind.value.clone()),
            Stated::List(kind) => self.deeper(file, &span, |fields| {
                let item = fields.field(At::new(file, kind.span.clone(), String::new()), &kind.value.of)?;
                Some(KindDraft::List(Box::new(item), kind.value.clone()))
            })?,
            Stated::Object(kind) => self.deeper(file, &span, |fields| {
                let place = Place { file, span: kind.span.clone() };
                Some(KindDraft::Object(fields.object(place, &kind.value.parameters, kind.value.rules.as_ref())))
            })?,
            Stated::Choice(kind) => {
                self.deeper(file, &span, |fields| Some(KindDraft::Choice(fields.choice(file, &kind.value))))?
            }
            Stated::AnyObject(_) => KindDraft::AnyObject,
            Stated::AnyOf(kind) => self
                .deeper(file, &span, |fields| {
                    let nameless = || At::new(file, kind.span.clone(), String::new());
                    kind.value.iter().map(|alternative| fields.field(nameless(), alternative)).collect::<Option<_>>()
                })
                .map(KindDraft::AnyOf)?,
        };
        Some(At::new(file, span, kind))
    }

    fn deeper<T>(
        &mut self,
        file: FileId,
        span: &std::ops::Range<usize>,
        resolve: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if self.level == MAX_LEVELS {
            self.diagnostics.push(errors::too_deep(Place { file, span: span.clone() }, MAX_LEVELS));
            return None;
        }
        self.level += 1;
        let kind = resolve(self);
        self.level -= 1;
        kind
    }

    /// The actions of a model, as the member that says which.
    pub(super) fn actions(&mut self, file: FileId, actions: &'a Sp<ChoiceKind>) -> FieldDraft {
        let choice = self.choice(file, &actions.value);
        let kind = At::new(file, actions.span.clone(), KindDraft::Choice(choice));
        FieldDraft::of_kind(At::from_sp(file, &actions.value.by), kind)
    }

    fn choice(&mut self, file: FileId, kind: &'a ChoiceKind) -> ChoiceDraft {
        let cases = kind
            .cases
            .iter()
            .map(|(value, case)| {
                let place = Place { file, span: value.span.clone() };
                let object = if let Some(parameters) = &case.parameters {
                    self.object(place, parameters, case.rules.as_ref())
                } else {
                    let rules = case.rules.iter().flatten();
                    let rules = rules.map(|(name, rule)| (At::from_sp(file, name), rule.clone())).collect();
                    ObjectDraft { place, fields: Vec::new(), rules, action: None }
                };
                CaseDraft {
                    value: At::from_sp(file, value),
                    doc: case.doc.as_ref().map(|doc| doc.value.clone()),
                    rust_name: case.name.as_ref().map(|name| At::from_sp(file, name)),
                    object,
                }
            })
            .collect();
        ChoiceDraft {
            by: At::from_sp(file, &kind.by),
            doc: kind.doc.as_ref().map(|doc| doc.value.clone()),
            default: kind.default.as_ref().map(|default| At::from_sp(file, default)),
            cases,
        }
    }
}

/// A key that another name has from the first one, or cannot have.
fn key_beside_alias(parameter: &Parameter) -> Option<&'static str> {
    let stated = [
        ("like", parameter.like.is_some()),
        ("required", parameter.required.is_some()),
        ("default", parameter.default.is_some()),
        ("nullable", parameter.nullable.is_some()),
        ("empty", parameter.empty.is_some()),
        ("unit", parameter.unit.is_some()),
        ("price_effect", parameter.price_effect.is_some()),
        ("media", parameter.media.is_some()),
        ("inferred", parameter.inferred.is_some()),
    ];
    let key = stated.into_iter().find_map(|(key, stated)| stated.then_some(key));
    key.or_else(|| stated_kinds(parameter).first().map(Stated::key))
}

/// The value of the nearest layer that gives a key.
fn first<'a, T: Clone + 'a>(layers: &[Layer<'a>], key: impl Fn(&'a Parameter) -> Option<&'a Sp<T>>) -> Option<At<T>> {
    layers.iter().find_map(|(file, layer)| key(layer).map(|value| At::from_sp(*file, value)))
}

/// Writes the kinds that a parameter can state, with their keys, from one table.
macro_rules! stated {
    ($($variant:ident $key:ident $type:ty,)*) => {
        /// A kind as it is stated.
        #[derive(Clone, Copy)]
        enum Stated<'a> {
            $($variant(&'a Sp<$type>),)*
        }

        impl Stated<'_> {
            fn span(&self) -> std::ops::Range<usize> {
                match self { $(Self::$variant(kind) => kind.span.clone(),)* }
            }

            fn key(&self) -> &'static str {
                match self { $(Self::$variant(_) => stringify!($key),)* }
            }
        }

        fn stated_kinds(parameter: &Parameter) -> Vec<Stated<'_>> {
            let mut stated = Vec::new();
            $(stated.extend(parameter.$key.as_deref().map(Stated::$variant));)*
            stated
        }
    };
}

stated! {
    Bool bool spec::Bool,
    Integer integer spec::IntegerKind,
    Number number spec::NumberKind,
    Text text spec::TextKind,
    OneOf one_of spec::Listed,
    OneOfNumbers one_of_numbers spec::Listed,
    Url url spec::UrlKind,
    List list spec::ListKind,
    Object object spec::ObjectKind,
    Choice choice spec::ChoiceKind,
    AnyObject any_object spec::AnyObject,
    AnyOf any_of Vec<Parameter>,
}
