//! Fields of a draft to fields of a table: kinds, defaults, media facts, provenance.

use nameplate::spec::{Case, Choice, Field, JsonType, Kind, ListRange, Literal, Object, PriceEffect, Shared, Text};

use super::kinds::Kinds;
use super::sources::SourceTable;
use super::tree::{Needs, Path, Step};
use super::{any_of, errors, json, media, probe};
use crate::diagnostic::Diagnostic;
use crate::expr::Unit;
use crate::resolve::{At, ChoiceDraft, FieldDraft, KindDraft, ObjectDraft};
use crate::spec;
use crate::yaml::{Node, NodeKind};

/// Lowers the tree of a body.
pub(super) struct Body<'a, 's> {
    /// What rules and prices need.
    pub(super) needs: &'a Needs,
    /// The sources of the model.
    pub(super) sources: &'a mut SourceTable<'s>,
    /// Where faults go.
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    /// Where the current object stands.
    pub(super) path: Path,
}

impl Body<'_, '_> {
    /// An object with its slots and rules.
    pub(super) fn object(&mut self, draft: &ObjectDraft) -> Object {
        let fields = draft.fields.iter().enumerate().map(|(at, field)| self.member(Step::Member(at), field)).collect();
        let (slots, rules) = self.needs.objects.get(&self.path).cloned().unwrap_or_default();
        let action = draft.action.iter().map(|action| self.action(action)).collect();
        Object { fields, slots: slots.into(), rules: rules.into(), action }
    }

    /// The member that says which action, with the members and rules of each. They stand in the object itself.
    fn action(&mut self, draft: &FieldDraft) -> Field {
        let kind = self.kind(&draft.kind);
        let (doc, required) = match &kind {
            Kind::Choice(actions) => (actions.doc.clone(), actions.default.is_none()),
            _ => (Text::default(), false),
        };
        Field { name: draft.name.value.clone().into(), doc, required, ..Field::new("", kind) }
    }

    /// A member, or the item of a list, one step further in.
    pub(super) fn member(&mut self, step: Step, draft: &FieldDraft) -> Field {
        self.path.push(step);
        let field = self.field(draft);
        self.path.pop();
        field
    }

    fn field(&mut self, draft: &FieldDraft) -> Field {
        let FieldDraft {
            name,
            doc,
            required,
            default,
            nullable,
            empty,
            unit,
            rust_name: _,
            price_effect,
            alias_of,
            deprecated,
            disputed,
            from,
            media,
            inferred,
            kind,
        } = draft;
        let lowered = self.kind(kind);
        self.alias_fits(alias_of.as_ref(), &lowered);
        self.unit_fits(unit.as_ref(), &lowered);
        let field = Field {
            name: name.value.clone().into(),
            doc: text(doc.as_ref()).unwrap_or_default().into(),
            required: required.as_ref().is_some_and(|required| required.value),
            inferred_required: self.seems_required(draft),
            alias_of: text(alias_of.as_ref()).unwrap_or_default().into(),
            default: None,
            nullable: nullable.as_ref().is_some_and(|nullable| nullable.value),
            empty_is_absent: self.word(empty.as_ref(), &["present", "absent"]) == Some("absent"),
            inferred: inferred.as_ref().and_then(|inferred| self.inferred(inferred, &lowered)),
            media: self.media(media.as_ref(), inferred.as_ref(), &lowered).into(),
            feeds: self.needs.feeds.get(&self.path).cloned().unwrap_or_default().into(),
            ways: u32::MAX,
            unit: text(unit.as_ref()).unwrap_or_default().into(),
            price_effect: match self.word(price_effect.as_ref(), &["more", "less", "none"]) {
                Some("more") => Some(PriceEffect::More),
                Some("less") => Some(PriceEffect::Less),
                Some(_) => Some(PriceEffect::None),
                None => None,
            },
            deprecated: text(deprecated.as_ref()).map(Into::into),
            disputed: text(disputed.as_ref()).map(Into::into),
            source: self.sources.index(from.as_ref(), self.diagnostics),
            kind: lowered,
        };
        match default {
            Some(default) => self.with_default(field, default),
            None => field,
        }
    }

    /// That two names are those of a scalar of the body itself: values of others are not kept, so they cannot be compared.
    fn alias_fits(&mut self, alias_of: Option<&At<String>>, kind: &Kind) {
        let Some(alias_of) = alias_of else { return };
        let compound = [JsonType::List, JsonType::Object].into_iter().any(|of| kind.as_type(of).is_some());
        if compound {
            self.diagnostics.push(errors::alias_of_no_scalar(alias_of, kind.word()));
        }
        if self.path.len() != 1 {
            self.diagnostics.push(errors::alias_within(alias_of));
        }
    }

    /// Whether the parameter is required, though no source states it.
    fn seems_required(&mut self, draft: &FieldDraft) -> bool {
        let stated = draft
            .inferred
            .as_ref()
            .and_then(|inferred| Some(At::from_sp(inferred.place.file, inferred.value.required.as_ref()?)));
        let Some(required) = stated else { return false };
        let is_required = draft.required.as_ref().is_some_and(|required| required.value);
        if draft.name.value.is_empty() {
            self.diagnostics.push(errors::item_required(required.place));
        } else if is_required || !required.value {
            self.diagnostics.push(errors::needless_inferred_required(required.place));
        }
        draft.alias_of.is_none()
    }

    /// A default has to pass the check of its own parameter.
    fn with_default(&mut self, field: Field, default: &At<Node>) -> Field {
        if default.value.kind == NodeKind::Null {
            self.diagnostics.push(errors::default_is_null(&field.name, default.place.clone()));
            return field;
        }
        if let Some(fault) = probe::value_fault(&field, &json::to_json(&default.value)) {
            self.diagnostics.push(errors::default_not_allowed(&field.name, default.place.clone(), &fault));
            return field;
        }
        let literal = json::to_literal(&default.value);
        if let (Literal::Number(number), Some((step, _))) = (&literal, field.kind.rounding())
            && number.floor_to(step) != Some(*number)
        {
            let fault = format!("it would be rounded: it is no multiple of {step}");
            self.diagnostics.push(errors::default_not_allowed(&field.name, default.place.clone(), &fault));
        }
        Field { default: Some(literal), ..field }
    }

    fn kind(&mut self, kind: &At<KindDraft>) -> Kind {
        let mut kinds = Kinds { file: kind.place.file, diagnostics: self.diagnostics };
        match &kind.value {
            KindDraft::Bool => Kind::Bool,
            KindDraft::Integer(stated) => kinds.integer(stated),
            KindDraft::Number(stated) => kinds.number(stated),
            KindDraft::Text(stated) => kinds.text(stated),
            KindDraft::OneOf(stated) => kinds.one_of(stated, &kind.place),
            KindDraft::OneOfNumbers(stated) => kinds.one_of_numbers(stated, &kind.place),
            KindDraft::Url(stated) => kinds.url(stated),
            KindDraft::List(item, stated) => self.list(item, stated, kind),
            KindDraft::Object(object) => Kind::Object(Shared::new(self.object(object))),
            KindDraft::Choice(choice) => Kind::Choice(Shared::new(self.choice(choice))),
            KindDraft::AnyObject => Kind::AnyObject,
            KindDraft::AnyOf(alternatives) => {
                let lowered = self.alternatives(alternatives);
                any_of::judge(&kind.place, alternatives, &lowered, self.diagnostics);
                Kind::AnyOf(lowered.into())
            }
        }
    }

    fn alternatives(&mut self, alternatives: &[FieldDraft]) -> Vec<Field> {
        let each = alternatives.iter().enumerate();
        each.map(|(index, alternative)| self.member(Step::Alternative(index), alternative)).collect()
    }

    fn list(&mut self, item: &FieldDraft, stated: &spec::ListKind, kind: &At<KindDraft>) -> Kind {
        let spec::ListKind { of: _, min_items, max_items, counts, items_multiple_of, unique } = stated;
        if let Some(default) = &item.default {
            self.diagnostics.push(errors::item_with_default(default.place.clone()));
        }
        if let Some(required) = &item.required {
            self.diagnostics.push(errors::item_required(required.place.clone()));
        }
        let mut kinds = Kinds { file: kind.place.file, diagnostics: self.diagnostics };
        let lengths = kinds.lengths(min_items.as_ref(), max_items.as_ref());
        if let Some(count) = counts.as_deref().and_then(<[_]>::first)
            && (min_items.is_some() || max_items.is_some())
        {
            kinds.diagnostics.push(errors::counts_beside_bounds(kind.at(&count.span)));
        }
        let counts: Vec<u64> = counts.iter().flatten().filter_map(|count| kinds.length(count)).collect();
        let multiple_of =
            kinds.step_of_items(items_multiple_of.as_ref(), (lengths.min, lengths.max), !counts.is_empty());
        Kind::List(ListRange {
            item: vec![self.member(Step::Item, item)].into(),
            min: lengths.min,
            max: lengths.max,
            counts: counts.into(),
            multiple_of,
            unique: unique.as_ref().is_some_and(|unique| unique.value),
        })
    }

    fn choice(&mut self, choice: &ChoiceDraft) -> Choice {
        let ChoiceDraft { by, doc, default, cases } = choice;
        let values: Vec<&str> = cases.iter().map(|case| case.value.value.as_str()).collect();
        if values.is_empty() {
            self.diagnostics.push(errors::nothing_listed(by.place.clone()));
        }
        if let Some(default) = default
            && !values.contains(&default.value.as_str())
        {
            self.diagnostics.push(errors::not_a_word(default, &values));
        }
        let lowered = cases
            .iter()
            .enumerate()
            .map(|(at, case)| {
                if let Some(field) = case.object.fields.iter().find(|field| field.name.value == by.value) {
                    self.diagnostics.push(errors::member_is_the_tag(&field.name));
                }
                self.path.push(Step::Case(at));
                let object = self.object(&case.object);
                self.path.pop();
                Case {
                    value: case.value.value.clone().into(),
                    doc: case.doc.clone().unwrap_or_default().into(),
                    object,
                }
            })
            .collect();
        self.path.push(Step::Tag);
        let feeds = self.needs.feeds.get(&self.path).cloned().unwrap_or_default().into();
        self.path.pop();
        Choice {
            tag: by.value.clone().into(),
            doc: doc.clone().unwrap_or_default().into(),
            default: default.as_ref().map(|default| Literal::Text(default.value.clone().into())),
            feeds,
            cases: lowered,
        }
    }

    fn inferred(&mut self, inferred: &At<spec::Inferred>, base: &Kind) -> Option<Shared<Kind>> {
        let spec::Inferred { integer, number, text, one_of, one_of_numbers, url, media: _, required: _ } =
            &inferred.value;
        let file = inferred.place.file;
        let mut kinds = Kinds { file, diagnostics: self.diagnostics };
        let mut stated: Vec<(&str, crate::diagnostic::Place, Kind)> = Vec::new();
        if let Some(kind) = integer {
            stated.push(("integer", inferred.at(&kind.span), kinds.integer(kind)));
        }
        if let Some(kind) = number {
            stated.push(("number", inferred.at(&kind.span), kinds.number(kind)));
        }
        if let Some(kind) = text {
            stated.push(("text", inferred.at(&kind.span), kinds.text(kind)));
        }
        if let Some(kind) = one_of {
            stated.push(("one_of", inferred.at(&kind.span), kinds.one_of(kind, &inferred.at(&kind.span))));
        }
        if let Some(kind) = one_of_numbers {
            let place = inferred.at(&kind.span);
            stated.push(("one_of_numbers", inferred.at(&kind.span), kinds.one_of_numbers(kind, &place)));
        }
        if let Some(kind) = url {
            stated.push(("url", inferred.at(&kind.span), kinds.url(kind)));
        }
        let mut stated = stated.into_iter();
        let (key, place, kind) = stated.next()?;
        if let Some((second, place, _)) = stated.next() {
            self.diagnostics.push(errors::two_inferred(place, key, second));
        }
        if !narrows(&kind, base) {
            self.diagnostics.push(errors::inferred_does_not_fit(place, key, base.word()));
            return None;
        }
        if contains(&kind, base) {
            self.diagnostics.push(errors::inferred_never_warns(place));
        }
        Some(Shared::new(kind))
    }

    fn media(
        &mut self,
        stated: Option<&At<spec::MediaKind>>,
        inferred: Option<&At<spec::Inferred>>,
        kind: &Kind,
    ) -> Vec<nameplate::spec::MediaFact> {
        let mut facts = stated.map(|stated| media::facts(stated, false, self.diagnostics)).unwrap_or_default();
        let second = inferred.and_then(|inferred| {
            let media = inferred.value.media.as_ref()?;
            Some(At::from_sp(inferred.place.file, media))
        });
        if let Some(second) = &second {
            facts.extend(media::facts(second, true, self.diagnostics));
        }
        if let Some(place) = stated.or(second.as_ref()).map(|media| media.place.clone())
            && !matches!(kind, Kind::Text(_) | Kind::Url(_))
        {
            self.diagnostics.push(errors::media_of_no_file(place, kind.word()));
        }
        facts
    }

    fn unit_fits(&mut self, unit: Option<&At<String>>, kind: &Kind) {
        let Some(unit) = unit else { return };
        if Unit::parse(&unit.value).is_none_or(|parsed| parsed.is_none()) {
            self.diagnostics.push(errors::not_a_unit(unit));
        }
        if kind.as_type(JsonType::Number).is_none() {
            self.diagnostics.push(errors::unit_of_no_number(unit, kind.word()));
        }
    }

    fn word<'w>(&mut self, word: Option<&At<String>>, words: &[&'w str]) -> Option<&'w str> {
        let word = word?;
        let known = words.iter().find(|known| **known == word.value).copied();
        if known.is_none() {
            self.diagnostics.push(errors::not_a_word(word, words));
        }
        known
    }
}

/// Whether limits of one kind can narrow values of another.
fn narrows(inferred: &Kind, base: &Kind) -> bool {
    match inferred {
        Kind::Integer(_) => matches!(base, Kind::Integer(_)),
        Kind::Number(_) | Kind::OneOfNumbers(_) => {
            matches!(base, Kind::Integer(_) | Kind::Number(_) | Kind::OneOfNumbers(_))
        }
        Kind::Text(_) | Kind::OneOf(_) => matches!(base, Kind::Text(_) | Kind::OneOf(_) | Kind::Url(_)),
        Kind::Url(_) => matches!(base, Kind::Text(_) | Kind::Url(_)),
        Kind::Bool | Kind::List(_) | Kind::Object(_) | Kind::Choice(_) | Kind::AnyObject | Kind::AnyOf(_) => false,
    }
}

/// Whether limits contain every value of a parameter, as far as their kinds can be compared.
fn contains(inferred: &Kind, base: &Kind) -> bool {
    match (inferred, base) {
        (Kind::Integer(inferred), Kind::Integer(base)) => {
            inferred.min <= base.min && inferred.max >= base.max && base.multiple_of % inferred.multiple_of == 0
        }
        (Kind::Number(inferred), Kind::Number(base)) => {
            let below = inferred.min.is_none_or(|min| base.min.is_some_and(|base| min <= base));
            let above = inferred.max.is_none_or(|max| base.max.is_some_and(|base| max >= base));
            let open = (inferred.above_min && !base.above_min) || (inferred.below_max && !base.below_max);
            below && above && !open && inferred.multiple_of.is_none()
        }
        (Kind::OneOf(inferred), Kind::OneOf(base)) => {
            base.iter().all(|word| inferred.iter().any(|known| known.value == word.value))
        }
        (Kind::OneOfNumbers(inferred), Kind::OneOfNumbers(base)) => {
            base.iter().all(|number| inferred.iter().any(|known| known.value == number.value))
        }
        _ => false,
    }
}

fn text(text: Option<&At<String>>) -> Option<String> {
    text.map(|text| text.value.clone())
}

/// Why a value (as JSON) is not allowed for a parameter, as far as its kind says; `None` when it is.
pub(super) fn value_fault(draft: &FieldDraft, json: &str) -> Option<String> {
    // Faults of the kind itself are reported where the field is lowered for good.
    let mut unheard = Vec::new();
    let (needs, mut sources) = (Needs::default(), SourceTable::new(None, Vec::new()));
    let mut body = Body { needs: &needs, sources: &mut sources, diagnostics: &mut unheard, path: Path::new() };
    let kind = body.kind(&draft.kind);
    let nullable = draft.nullable.as_ref().is_some_and(|nullable| nullable.value);
    let field = Field { kind, nullable, ..Field::new("", Kind::Bool) };
    unheard.is_empty().then(|| probe::value_fault(&field, json))?
}
