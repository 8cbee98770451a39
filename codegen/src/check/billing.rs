//! What a request costs: measures, groups, rates and steps, checked whole before a table is made of them.

use nameplate::spec::{Billing, Confidence, Credits, FILE_NUMBERS, Formula, List, Measure, Op, Rate, Step};

use super::billing_scope::BillingScope;
use super::cells::Cells;
use super::codes::{one_of, optional};
use super::errors;
use super::scope::text_source;
use super::sources::SourceTable;
use super::target::Target;
use crate::diagnostic::{Diagnostic, FileId, Place, Sources};
use crate::expr::{self, Compiled, Decimals, Type, Unit, Want};
use crate::resolve::At;
use crate::spec;
use crate::yaml::Sp;

/// A formula may have so many steps.
const MAX_STEPS: usize = 200;
/// A formula may have so many measures, groups or rates: the evaluator keeps what was read as bits of a word.
const MAX_TABLES: usize = 64;

/// Judges the billing of one model.
pub(super) struct Bills<'a, 's, 'o> {
    /// The files, for the places of formulas.
    pub(super) files: &'a Sources,
    /// The model's file.
    pub(super) file: FileId,
    /// The parameters of the body, and what the billing itself names.
    pub(super) scope: BillingScope<'a, 'o>,
    /// The sources of the model.
    pub(super) sources: &'a mut SourceTable<'s>,
    /// Where faults go.
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    /// Measures, rates and steps that were left out because of a fault.
    pub(super) broken: Vec<String>,
}

impl Bills<'_, '_, '_> {
    /// The billing, or nothing when it has a fault that leaves no formula.
    pub(super) fn billing(&mut self, stated: &spec::Billing, model: &Sp<String>) -> Option<Billing> {
        let place = Place { file: self.file, span: model.span.clone() };
        let spec::Billing { unpublished, currency: code, measures, groups, rates, steps, total, also, from, doc } =
            stated;
        let priced = measures.is_some() || groups.is_some() || rates.is_some() || steps.is_some() || total.is_some();
        if let Some(why) = unpublished {
            if priced || also.is_some() {
                self.diagnostics.push(errors::unpublished_and_priced(&At::from_sp(self.file, why)));
            }
            for (key, stated) in [("doc", doc), ("from", from), ("currency", code)] {
                let place = stated.as_ref().map(|stated| At::from_sp(self.file, stated));
                self.diagnostics.extend(place.map(|place| errors::idle_beside_unpublished(&place, key)));
            }
            return Some(Billing::Unpublished(why.value.clone().into()));
        }
        let (Some(steps), Some(total)) = (steps, total) else {
            self.diagnostics.push(errors::billing_without_total(place));
            return None;
        };
        let currency = code.as_ref().map_or("USD", |code| currency(self.file, code, self.diagnostics));
        let measures = self.each(measures.as_ref(), Self::measure);
        let groups = self.each(groups.as_ref(), Self::group);
        let rates = self.each(rates.as_ref(), Self::rate);
        let lowered = self.steps(steps);
        let total = self.total(steps, total, currency)?;
        let credits = also.as_ref().and_then(|also| also.credits.as_ref()).and_then(|credits| self.credits(credits));
        self.unused(stated);
        let (source, read, confidence) = self.provenance(stated, from.as_ref());
        Some(Billing::Formula(Formula {
            doc: optional(doc.as_ref()),
            currency: currency.to_owned().into(),
            measures: measures.into(),
            groups: groups.into(),
            rates: rates.into(),
            steps: lowered.into(),
            total,
            credits,
            read: read.into(),
            confidence,
            source,
        }))
    }

    /// Lowers every entry of a map, and notes those with a fault.
    fn each<T, U>(
        &mut self,
        stated: Option<&spec::Map<T>>,
        lower: impl Fn(&mut Self, &Sp<String>, &T) -> Option<U>,
    ) -> Vec<U> {
        let mut lowered = Vec::new();
        if let Some((name, _)) = stated.and_then(|stated| stated.get_index(MAX_TABLES)) {
            self.diagnostics.push(errors::too_many_tables(&At::from_sp(self.file, name), MAX_TABLES));
        }
        for (name, entry) in stated.into_iter().flatten().take(MAX_TABLES) {
            match lower(self, name, entry) {
                Some(entry) => lowered.push(entry),
                None => self.broken.push(name.value.clone()),
            }
        }
        lowered
    }

    fn measure(&mut self, name: &Sp<String>, measure: &spec::Measure) -> Option<Measure> {
        let spec::Measure { doc, unit, of, fact, measured_by, known } = measure;
        self.name_is_free(name)?;
        let parsed = self.unit(unit)?;
        let of_parameter = of.as_ref().map(|of| At::from_sp(self.file, of));
        let target = of_parameter.as_ref().and_then(|of| self.scope.object.known(of, self.diagnostics));
        if let Some(fact) = fact {
            one_of(self.file, fact, &FILE_NUMBERS, self.diagnostics);
            // A parameter that is not there was reported.
            let fits = target.as_ref().map_or(of.is_some(), Target::is_file);
            if !fits {
                self.diagnostics.push(errors::fact_of_no_file(&At::from_sp(self.file, fact)));
            }
        }
        let word = |stated: &Option<Sp<String>>, words: [&str; 2], diagnostics: &mut Vec<Diagnostic>| {
            stated.as_ref().is_some_and(|stated| {
                one_of(self.file, stated, &words, diagnostics);
                stated.value == words[1]
            })
        };
        let by_provider = word(measured_by, ["caller", "provider"], self.diagnostics);
        let after_run = word(known, ["before", "after_run"], self.diagnostics);
        self.scope.measures.push((name.value.clone(), parsed));
        Some(Measure {
            name: name.value.clone().into(),
            unit: unit.value.clone().into(),
            of: optional(of.as_ref()),
            fact: optional(fact.as_ref()),
            doc: optional(doc.as_ref()),
            by_provider,
            after_run,
        })
    }

    fn rate(&mut self, name: &Sp<String>, rate: &spec::Rate) -> Option<Rate> {
        let spec::Rate { unit, by, cells, flat, from } = rate;
        self.name_is_free(name)?;
        let parsed = self.unit(unit)?;
        let (mut programs, mut keys) = (Vec::new(), Vec::new());
        for dimension in by.iter().flatten() {
            let (program, values) = self.dimension(&At::from_sp(self.file, dimension))?;
            programs.push(List::from(program));
            keys.push((dimension.value.clone(), values));
        }
        let name = At::from_sp(self.file, name);
        let lowered = Cells { file: self.file, diagnostics: self.diagnostics }.lower(
            &name,
            &keys,
            cells.as_ref(),
            flat.as_ref(),
        )?;
        let from = from.as_ref().map(|from| At::from_sp(self.file, from));
        self.sources.index(from.as_ref(), self.diagnostics);
        self.scope.rates.push((name.value.clone(), parsed));
        Some(Rate {
            name: name.value.into(),
            unit: unit.value.clone().into(),
            by: programs.into(),
            cells: lowered.into(),
        })
    }

    /// A dimension of a table: a group, or a parameter with a closed list of values.
    fn dimension(&mut self, name: &At<String>) -> Option<(Vec<Op>, Vec<String>)> {
        if let Some(at) = self.scope.groups.iter().position(|(group, _)| *group == name.value) {
            let (_, keys) = self.scope.groups.get(at)?;
            return Some((vec![Op::Group(u16::try_from(at).ok()?)], keys.clone()));
        }
        let slot = self.scope.object.value_slot(name, self.diagnostics)?;
        let Some(values) = self.scope.object.values(&name.value) else {
            self.diagnostics.push(errors::no_closed_values(name));
            return None;
        };
        Some((vec![Op::Slot(slot)], values))
    }

    fn steps(&mut self, stated: &spec::Map<Sp<String>>) -> Vec<Step> {
        if stated.len() > MAX_STEPS {
            let place =
                Place { file: self.file, span: stated.keys().next().map(|name| name.span.clone()).unwrap_or_default() };
            self.diagnostics.push(errors::too_many_steps(place, stated.len(), MAX_STEPS));
        }
        let mut steps = Vec::new();
        for (name, formula) in stated.iter().take(MAX_STEPS) {
            if self.name_is_free(name).is_none() || self.names_broken(&formula.value) {
                self.broken.push(name.value.clone());
                continue;
            }
            let Some(source) = text_source(self.files, self.file, formula) else { continue };
            let Some(compiled) = expr::compile(&source, &mut self.scope, &Want::Number, self.diagnostics) else {
                self.broken.push(name.value.clone());
                continue;
            };
            let unit = unit_of(&compiled);
            self.scope.steps.push((name.value.clone(), unit.clone(), compiled.decimals.clone()));
            steps.push(Step {
                name: name.value.clone().into(),
                unit: unit.to_string().into(),
                text: expr::one_line(&formula.value).into(),
                program: compiled.program,
            });
        }
        steps
    }

    /// Whether a formula names something that has a fault of its own: one cause, one message.
    fn names_broken(&self, formula: &str) -> bool {
        let mut words = formula.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
        words.any(|word| self.broken.iter().any(|broken| broken == word))
    }

    /// The step that is the total: money, and with decimals that end.
    fn total(&mut self, stated: &spec::Map<Sp<String>>, total: &Sp<String>, currency: &str) -> Option<u16> {
        let at = At::from_sp(self.file, total);
        let Some(index) = self.scope.steps.iter().position(|(name, ..)| *name == total.value) else {
            // A step with a fault of its own was left out: one cause, one message.
            if !stated.keys().any(|name| name.value == total.value) {
                let known: Vec<&str> = stated.keys().map(|name| name.value.as_str()).collect();
                self.diagnostics.push(errors::unknown_step(&at, &known));
            }
            return None;
        };
        let (_, unit, decimals) = self.scope.steps.get(index)?;
        if Some(unit) != Unit::parse(currency).as_ref() {
            self.diagnostics.push(errors::total_is_not_money(&at, &unit.in_words(), currency));
        }
        if let Decimals::MayNotEnd(place) = decimals {
            self.diagnostics.push(errors::total_may_not_end(&at, place.clone()));
        }
        u16::try_from(index).ok()
    }

    fn credits(&mut self, formula: &Sp<String>) -> Option<Credits> {
        let at = At::from_sp(self.file, formula);
        if self.scope.credit.is_none() {
            self.diagnostics.push(errors::no_credit(&at));
            return None;
        }
        let source = text_source(self.files, self.file, formula)?;
        let compiled = expr::compile(&source, &mut self.scope, &Want::Number, self.diagnostics)?;
        let unit = unit_of(&compiled);
        if Some(&unit) != Unit::parse("credit").as_ref() {
            self.diagnostics.push(errors::credits_are_not_credits(&at, &unit.in_words()));
        }
        if compiled.decimals != Decimals::Whole {
            self.diagnostics.push(errors::credits_are_not_whole(&at));
        }
        Some(Credits { text: expr::one_line(&formula.value).into(), program: compiled.program })
    }

    /// What nothing reads is a mistake or in the way.
    fn unused(&mut self, stated: &spec::Billing) {
        let names = stated.rates.iter().flatten().map(|(name, _)| ("rate", name));
        let names = names.chain(stated.measures.iter().flatten().map(|(name, _)| ("measure", name)));
        for (what, name) in names {
            if !self.scope.used.contains(&name.value) && self.broken.is_empty() {
                self.diagnostics.push(errors::unused(what, &At::from_sp(self.file, name)));
            }
        }
    }

    /// The oldest day and the weakest source of all prices.
    fn provenance(&mut self, stated: &spec::Billing, from: Option<&Sp<String>>) -> (u16, String, Confidence) {
        let named = stated.rates.iter().flatten().filter_map(|(_, rate)| rate.from.as_ref()).chain(from);
        let mut indices: Vec<u16> =
            named.map(|from| self.sources.index(Some(&At::from_sp(self.file, from)), self.diagnostics)).collect();
        if indices.is_empty() {
            indices.push(0);
        }
        let rank = |confidence| match confidence {
            Confidence::Documented => 0,
            Confidence::SecondHand => 1,
            Confidence::Inferred => 2,
        };
        let known = indices.iter().filter_map(|index| Some((*index, self.sources.get(*index)?)));
        let weakest = known.clone().max_by_key(|(_, source)| rank(source.confidence));
        let oldest = known.map(|(_, source)| source.read.to_string()).min().unwrap_or_default();
        weakest.map_or((0, oldest.clone(), Confidence::Inferred), |(index, source)| (index, oldest, source.confidence))
    }

    fn unit(&mut self, unit: &Sp<String>) -> Option<Unit> {
        let parsed = Unit::parse(&unit.value);
        if parsed.is_none() {
            self.diagnostics.push(errors::not_a_unit(&At::from_sp(self.file, unit)));
        }
        parsed
    }

    /// A name of the billing must not hide a parameter or another name.
    pub(super) fn name_is_free(&mut self, name: &Sp<String>) -> Option<()> {
        match self.scope.taken(&name.value) {
            None => Some(()),
            Some(what) => {
                self.diagnostics.push(errors::name_is_taken(&At::from_sp(self.file, name), what));
                None
            }
        }
    }
}

fn unit_of(compiled: &Compiled) -> Unit {
    let number = |value: &Type| if let Type::Number(unit) = value { Some(unit.clone()) } else { None };
    match &compiled.value {
        Type::Mixed(types) => types.iter().find_map(number),
        value => number(value),
    }
    .unwrap_or(Unit::NONE)
}

/// A currency as ISO 4217 writes it.
pub(super) fn currency<'a>(file: FileId, code: &'a Sp<String>, diagnostics: &mut Vec<Diagnostic>) -> &'a str {
    if code.value.len() != 3 || !code.value.chars().all(|letter| letter.is_ascii_uppercase()) {
        diagnostics.push(errors::not_a_currency(&At::from_sp(file, code)));
    }
    &code.value
}
