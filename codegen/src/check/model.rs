//! A model's spec to its table.

use nameplate::spec::{
    Billing, Field, Kind, List, ModelSpec, Object, ProviderSpec, ResultFacts, Shared, Takes, Text, Word,
};

use super::billing::Bills;
use super::billing_scope::BillingScope;
use super::body::Body;
use super::codes::{Known, cases, one_of, optional};
use super::needs::Collector;

use super::sources::{self, SourceTable};
use super::tree::{Path, Step};
use super::{actions, errors, examples, provider, texts};
use crate::diagnostic::{Diagnostic, FileId, Sources};
use crate::expr::Unit;
use crate::resolve::{At, FieldDraft, ModelDraft, ObjectDraft, ProviderDraft};
use crate::spec;
use crate::yaml::Sp;

/// A body with the members that ways add has at most so many; the checker keeps a bit for each and for the model's name.
const MAX_FIELDS: usize = 300;

const OUTPUTS: [&str; 4] = ["video", "image", "audio", "text"];

/// The table of a model. A fault that leaves no table is in the diagnostics.
pub(super) fn lower(
    files: &Sources,
    draft: &ModelDraft,
    owner: &ProviderDraft,
    table: &Shared<ProviderSpec>,
    diagnostics: &mut Vec<Diagnostic>,
) -> ModelSpec {
    let (file, stated) = (draft.loaded.file, &draft.loaded.spec);
    sources::check_all(file, stated.sources.as_ref(), diagnostics);
    one_of(file, &stated.kind, &OUTPUTS, diagnostics);
    let page = sources::page(file, &stated.page, diagnostics);
    let scopes = vec![(file, stated.sources.as_ref()), (owner.loaded.file, owner.loaded.spec.sources.as_ref())];
    let mut table_of_sources = SourceTable::new(Some(page), scopes);
    let ways = ways(file, stated, owner, diagnostics);
    let whole = WholeBody::new(draft, owner, &ways, diagnostics);

    let mut collector = Collector::new(files, &mut table_of_sources, diagnostics);
    let mut scope = collector.object(&Path::new(), &whole.object);
    let mut bills = Bills {
        files,
        file,
        scope: BillingScope {
            object: &mut scope.scope,
            measures: Vec::new(),
            groups: Vec::new(),
            rates: Vec::new(),
            steps: Vec::new(),
            credit: table.credit.map(|worth| (worth, credit_unit(&owner.loaded.spec))),
            used: std::collections::BTreeSet::new(),
        },
        sources: collector.sources,
        diagnostics: collector.diagnostics,
        broken: Vec::new(),
    };
    let billing = bills.billing(&stated.billing, &stated.model);
    let needs = collector.finish(scope, &Path::new());

    let mut lowering = Body { needs: &needs, sources: &mut table_of_sources, diagnostics, path: Path::new() };
    let body = whole.lower(&mut lowering, &stated.model.value, &owner.loaded.spec);
    let names = body.fields.iter().chain(&*body.action).chain(body.of_actions());
    let names: Vec<&str> = names.map(|field| &*field.name).collect();
    let known = Known { parameters: &names, rules: &needs.rules, codes: &table.errors };
    let errors = cases(file, stated.errors.as_ref(), &known, diagnostics);
    let mut spec = ModelSpec {
        provider: table.clone(),
        id: stated.model.value.clone().into(),
        title: stated.title.value.clone().into(),
        summary: optional(stated.summary.as_ref()),
        about: optional(stated.about.as_ref()),
        family: optional(stated.family.as_ref()),
        output: stated.kind.value.clone().into(),
        endpoint: endpoint(file, stated, owner, &ways, diagnostics),
        ways: ways.iter().map(|way| way.value.clone().into()).collect(),
        takes: stated.takes.as_ref().and_then(|takes| self::takes(file, takes, diagnostics)),
        model_member: member_name(&owner.loaded.spec).map(|name| name.to_owned().into()).unwrap_or_default(),
        body,
        result: result(file, stated.result.as_ref(), &whole.object, diagnostics),
        billing: billing.unwrap_or(Billing::Unpublished(Text::default())),
        errors: errors.into(),
        examples: List::default(),
        tips: stated.tips.iter().flatten().map(|tip| tip.value.clone().into()).collect(),
        limits: stated.limits.iter().flatten().map(|limit| limit.value.clone().into()).collect(),
        links: provider::links(file, stated.links.as_ref(), diagnostics).into(),
        sources: table_of_sources.into_list().into(),
    };
    spec.examples = examples::examples(file, stated.examples.as_ref(), &spec, diagnostics).into();
    spec
}

/// A table without anything in it, for probes.
pub(super) fn blank() -> ModelSpec {
    let nothing = Text::default;
    let provider = ProviderSpec::new("");
    ModelSpec {
        provider: Shared::new(provider),
        id: nothing(),
        title: nothing(),
        summary: nothing(),
        about: nothing(),
        family: nothing(),
        output: nothing(),
        endpoint: nothing(),
        ways: vec![nothing()].into(),
        takes: None,
        model_member: nothing(),
        body: Object::new(&[]),
        result: ResultFacts { duration_as: nothing(), files: nothing(), doc: nothing() },
        billing: Billing::Unpublished(nothing()),
        errors: List::default(),
        examples: List::default(),
        tips: List::default(),
        limits: List::default(),
        links: List::default(),
        sources: List::default(),
    }
}

/// The body of a model with the members that its ways add.
struct WholeBody {
    object: ObjectDraft,
    /// For each added member: its place among the fields, and the ways that take it.
    masks: Vec<(usize, u32)>,
    /// Later statements of an added member, which have to say the same as the first one.
    again: Vec<(usize, FieldDraft)>,
}

impl WholeBody {
    fn new(draft: &ModelDraft, owner: &ProviderDraft, ways: &[At<String>], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut whole = Self { object: draft.body.clone(), masks: Vec::new(), again: Vec::new() };
        let own = whole.object.fields.len();
        if let Some(member) = member_name(&owner.loaded.spec)
            && let Some(field) = whole.object.fields.iter().find(|field| field.name.value == member)
        {
            diagnostics.push(errors::parameter_names_the_model(&field.name));
        }
        whole.add_ways(own, owner, ways, diagnostics);
        actions::judge(&whole.object, member_name(&owner.loaded.spec), diagnostics);
        let of_actions = whole.object.actions().into_iter().flat_map(|actions| &actions.cases);
        let most = of_actions.map(|action| action.object.fields.len()).max().unwrap_or(0);
        let found = whole.object.fields.len() + most;
        if found > MAX_FIELDS {
            diagnostics.push(errors::too_many_fields(draft.body.place.clone(), found, MAX_FIELDS));
        }
        whole
    }

    fn add_ways(&mut self, own: usize, owner: &ProviderDraft, ways: &[At<String>], diagnostics: &mut Vec<Diagnostic>) {
        for (bit, way) in ways.iter().enumerate().take(32) {
            let Some(stated) = owner.ways.iter().find(|stated| stated.name.value == way.value) else { continue };
            for added in &stated.adds {
                self.add(own, added, (1 << bit, &way.value), diagnostics);
            }
        }
    }

    fn add(&mut self, own: usize, added: &FieldDraft, (bit, way): (u32, &str), diagnostics: &mut Vec<Diagnostic>) {
        let known = self.object.fields.iter().enumerate().find(|(_, field)| field.name.value == added.name.value);
        match known {
            Some((known, field)) if known < own => diagnostics.push(errors::way_adds_it_already(&field.name, way)),
            Some((known, _)) => {
                if let Some((_, mask)) = self.masks.iter_mut().find(|(at, _)| *at == known) {
                    *mask |= bit;
                }
                self.again.push((known, added.clone()));
            }
            None => {
                self.masks.push((self.object.fields.len(), bit));
                self.object.fields.push(added.clone());
            }
        }
    }

    fn lower(&self, body: &mut Body<'_, '_>, model: &str, provider: &spec::Provider) -> Object {
        let mut object = body.object(&self.object);
        let mut fields = object.fields.into_owned();
        for (known, again) in &self.again {
            let first = fields.get(*known).cloned();
            let second = body.member(Step::Member(*known), again);
            if first.is_some_and(|first| first != second) {
                body.diagnostics.push(errors::ways_add_different(&again.name));
            }
        }
        for (at, mask) in &self.masks {
            if let Some(field) = fields.get_mut(*at) {
                field.ways = *mask;
            }
        }
        if let Some(member) = member_name(provider) {
            let word = Word { value: model.to_owned().into(), doc: Text::default(), deprecated: None };
            let field = Field::new("", Kind::OneOf(vec![word].into())).doc("The id of the model.").required();
            fields.insert(0, Field { name: member.to_owned().into(), ..field });
        }
        object.fields = fields.into();
        object
    }
}

/// The member of the body that names the model, unless the address does.
pub(crate) fn member_name(provider: &spec::Provider) -> Option<&str> {
    match provider.model_member.as_ref().map(|member| member.value.as_str()) {
        None => Some("model"),
        Some("none") => None,
        Some(member) => Some(member),
    }
}

fn ways(
    file: FileId,
    stated: &spec::Model,
    owner: &ProviderDraft,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<At<String>> {
    let known: Vec<&str> = owner.ways.iter().map(|way| way.name.value.as_str()).collect();
    let mut ways: Vec<At<String>> = Vec::new();
    for way in &stated.ways {
        let way = At::from_sp(file, way);
        if !known.contains(&way.value.as_str()) {
            diagnostics.push(errors::unknown_way(&way, &known));
        } else if ways.iter().any(|earlier| earlier.value == way.value) {
            diagnostics.push(errors::named_twice(&way));
        } else {
            ways.push(way);
        }
    }
    if stated.ways.is_empty() {
        diagnostics.push(errors::no_way(&At::from_sp(file, &stated.model), &known));
    }
    ways
}

fn endpoint(
    file: FileId,
    stated: &spec::Model,
    owner: &ProviderDraft,
    ways: &[At<String>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Text {
    let uses = |path: Option<&Sp<String>>| path.is_some_and(|path| path.value.contains("{endpoint}"));
    let needed = ways.iter().any(|way| {
        owner.ways.iter().filter(|known| known.name.value == way.value).any(|known| {
            let submits = known.way.call.iter().chain(&known.way.submit);
            submits.into_iter().any(|submit| uses(submit.post.as_ref()) || uses(submit.put.as_ref()))
        })
    });
    if stated.endpoint.is_none() && needed {
        diagnostics.push(errors::no_endpoint(&At::from_sp(file, &stated.model)));
    }
    if let Some(endpoint) = &stated.endpoint
        && let Some(fault) = texts::path_fault(&endpoint.value, &[])
    {
        diagnostics.push(errors::bad_path(&At::from_sp(file, endpoint), &fault));
    }
    optional(stated.endpoint.as_ref())
}

fn takes(file: FileId, takes: &spec::Takes, diagnostics: &mut Vec<Diagnostic>) -> Option<Takes> {
    let mut seconds = |text: &Sp<String>| {
        let found = texts::duration(&text.value);
        if found.is_none() {
            diagnostics.push(errors::not_a_duration(&At::from_sp(file, text)));
        }
        found.map(|milliseconds| milliseconds / 1000)
    };
    let (from, to) = (seconds(&takes.from)?, seconds(&takes.to)?);
    if from > to {
        diagnostics.push(errors::takes_reversed(&At::from_sp(file, &takes.from)));
    }
    Some(Takes { from, to })
}

fn result(
    file: FileId,
    stated: Option<&spec::ResultFacts>,
    body: &ObjectDraft,
    diagnostics: &mut Vec<Diagnostic>,
) -> ResultFacts {
    let Some(spec::ResultFacts { duration, files, doc }) = stated else {
        return ResultFacts { duration_as: Text::default(), files: Text::default(), doc: Text::default() };
    };
    let duration_as = duration.as_ref().map(|duration| {
        let of = duration.value.strip_prefix("same_as(").and_then(|rest| rest.strip_suffix(')'));
        let known = of.filter(|of| body.fields.iter().any(|field| field.name.value == *of));
        if known.is_none() {
            diagnostics.push(errors::not_a_result_duration(&At::from_sp(file, duration)));
        }
        known.unwrap_or_default().to_owned()
    });
    if let Some(files) = files
        && !texts::is_result_address(&files.value)
    {
        diagnostics.push(errors::not_a_result_address(&At::from_sp(file, files)));
    }
    ResultFacts {
        duration_as: duration_as.unwrap_or_default().into(),
        files: optional(files.as_ref()),
        doc: optional(doc.as_ref()),
    }
}

fn credit_unit(provider: &spec::Provider) -> Unit {
    let currency = provider.credit.as_ref().and_then(|credit| credit.currency.as_ref());
    let currency = currency.map_or("USD", |currency| currency.value.as_str());
    Unit::parse(&format!("{currency}/credit")).unwrap_or(Unit::NONE)
}
