//! Walks two tables side by side and asks the checker about values at every limit of either.

use std::rc::Rc;

use nameplate::spec::{Choice, Field, Kind, Literal, ModelSpec, Object};
use nameplate::{Options, Report, Severity};
use serde_json::{Map, Value};

use super::{Difference, Drift, Loose, Side, What, describe, values};
use crate::published::Remark;

/// So many bodies are tried to put a value into.
const MOST_BASES: usize = 4;

/// Compares the bodies of two models.
pub(super) fn bodies(spec: &ModelSpec, published: &ModelSpec, loose: &Loose, drift: &mut Drift) {
    let mut pair =
        Pair { spec, published, spec_bases: bases(spec, spec), published_bases: bases(published, spec), loose, drift };
    let whole: Place = Place {
        pointer: String::new(),
        found_at: String::new(),
        spec: Rc::new(|value| value),
        published: Rc::new(|value| value),
    };
    pair.objects(&whole, &spec.body, &published.body);
}

/// A JSON Pointer one member further in.
pub(super) fn below(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// Bodies that a model takes: the plainest, documented ones of the spec, and one with every parameter.
fn bases(model: &ModelSpec, spec: &ModelSpec) -> Vec<Map<String, Value>> {
    let required = values::members(&model.body);
    let mut all = required.clone();
    for field in model.body.fields.iter().filter(|field| field.taken_by(0)) {
        put_member(&mut all, &field.name, values::sample(field));
    }
    let one_more = model.body.fields.iter().filter(|field| !field.required && field.taken_by(0)).map(|field| {
        let mut body = required.clone();
        put_member(&mut body, &field.name, values::sample(field));
        body
    });
    let documented = spec.examples.iter().filter_map(|example| serde_json::from_str(&example.body).ok());
    let tried = [required.clone()].into_iter().chain(documented).chain([all]).chain(one_more.collect::<Vec<_>>());
    let taken = tried.filter(|body| model.accepts(body.to_string().as_bytes(), &Options::new()));
    taken.filter_map(|body| if let Value::Object(body) = body { Some(body) } else { None }).take(MOST_BASES).collect()
}

/// Makes the value of a member of the body out of the value of a parameter within it; `None` is an absent one.
type Put<'a> = Rc<dyn Fn(Option<Value>) -> Option<Value> + 'a>;

/// Where a parameter stands.
#[derive(Clone)]
struct Place<'a> {
    /// With `*` for every item.
    pointer: String,
    /// The same with the item that is tried.
    found_at: String,
    spec: Put<'a>,
    published: Put<'a>,
}

struct Pair<'a, 'd> {
    spec: &'a ModelSpec,
    published: &'a ModelSpec,
    spec_bases: Vec<Map<String, Value>>,
    published_bases: Vec<Map<String, Value>>,
    loose: &'d Loose,
    drift: &'d mut Drift,
}

impl<'a> Pair<'a, '_> {
    fn objects(&mut self, place: &Place<'a>, spec: &'a Object, published: &'a Object) {
        // Members that ways add are no part of what a schema of the model describes.
        let own = |field: &&Field| field.ways == u32::MAX;
        for field in spec.fields.iter().filter(own) {
            let here = place.member(&field.name, (spec, published));
            match published.fields.iter().find(|other| other.name == field.name) {
                _ if self.loose.is_left_out(&here.pointer) => {}
                Some(other) => self.fields(&here, field, other),
                None => self.only_one(&here, Side::Spec, field),
            }
        }
        for field in published.fields.iter().filter(own) {
            if !spec.fields.iter().any(|other| other.name == field.name) {
                self.only_one(&place.member(&field.name, (spec, published)), Side::Published, field);
            }
        }
    }

    fn only_one(&mut self, place: &Place<'a>, side: Side, field: &Field) {
        let there = format!("{}{}", describe::short(field), if field.required { ", required" } else { "" });
        let nothing = "no such parameter".to_owned();
        let (published, spec) = if side == Side::Spec { (nothing, there) } else { (there, nothing) };
        let tried = [Some(values::sample(field))]
            .into_iter()
            .chain(values::near(&field.kind).into_iter().map(Some))
            .chain([None]);
        let witnesses = self.witnesses(place, &tried.collect::<Vec<_>>());
        self.add(place, What::Parameter, (published, spec), witnesses);
    }

    fn fields(&mut self, place: &Place<'a>, spec: &'a Field, published: &'a Field) {
        if spec.required != published.required {
            let word = |field: &Field| if field.required { "required" } else { "optional" }.to_owned();
            let witnesses = self.witnesses(place, &[None]);
            self.add(place, What::Required, (word(published), word(spec)), witnesses);
        }
        if spec.nullable != published.nullable {
            let word = |field: &Field| if field.nullable { "null is a value" } else { "null is no value" }.to_owned();
            let witnesses = self.witnesses(place, &[Some(Value::Null)]);
            self.add(place, What::Null, (word(published), word(spec)), witnesses);
        }
        if !same(spec.default.as_ref(), published.default.as_ref()) {
            self.defaults(place, spec, published);
        }
        self.kinds(place, spec, published);
    }

    fn defaults(&mut self, place: &Place<'a>, spec: &Field, published: &Field) {
        let word = |field: &Field| {
            field.default.as_ref().map_or("no default".to_owned(), |value| values::literal(value).to_string())
        };
        let bodies = self.spec_bases.iter().filter_map(|base| with(base, place, &place.spec, None));
        let body =
            bodies.map(Value::Object).find(|body| self.takes(Side::Spec, body) && self.takes(Side::Published, body));
        self.drift.differences.push(Difference {
            pointer: place.pointer.clone(),
            what: What::Default,
            published: word(published),
            spec: word(spec),
            witnesses: Vec::new(),
            read_differently: body,
        });
    }

    fn kinds(&mut self, place: &Place<'a>, spec: &'a Field, published: &'a Field) {
        match (&spec.kind, &published.kind) {
            (Kind::Object(one), Kind::Object(other)) => return self.objects(place, one, other),
            (Kind::Choice(one), Kind::Choice(other)) if one.tag == other.tag => self.choices(place, one, other),
            (Kind::List(one), Kind::List(other)) => {
                if let (Some(one), Some(other)) = (one.item.first(), other.item.first()) {
                    self.fields(&place.item(), one, other);
                }
            }
            _ => {}
        }
        if describe::kind(&spec.kind) == describe::kind(&published.kind) {
            return;
        }
        let mut tried = values::near(&published.kind);
        tried.extend(values::near(&spec.kind));
        tried.extend(values::of_every_type());
        let witnesses = self.witnesses(place, &tried.into_iter().map(Some).collect::<Vec<_>>());
        let told = |drift: &Drift| drift.differences.iter().any(|known| known.pointer.starts_with(&place.pointer));
        if !witnesses.is_empty() {
            self.add(place, What::Values, (describe::short(published), describe::short(spec)), witnesses);
        } else if !told(self.drift) {
            let (theirs, ours) = (describe::short(published), describe::short(spec));
            let text = format!("no value was found that tells `{theirs}` (schema) from `{ours}` (spec)");
            self.drift.not_compared.push(Remark::note(place.pointer.clone(), text));
        }
    }

    fn choices(&mut self, place: &Place<'a>, spec: &'a Choice, published: &'a Choice) {
        for case in spec.cases.iter() {
            if let Some(other) = published.cases.iter().find(|other| other.value == case.value) {
                self.objects(&place.case(&spec.tag, &case.value), &case.object, &other.object);
            }
        }
    }

    fn add(
        &mut self,
        place: &Place<'_>,
        what: What,
        (published, spec): (String, String),
        witnesses: Vec<(Side, Value)>,
    ) {
        if witnesses.is_empty() {
            let text = format!("no request was found that shows: the schema has `{published}`, the spec `{spec}`");
            self.drift.not_compared.push(Remark::note(place.pointer.clone(), text));
            return;
        }
        let pointer = place.pointer.clone();
        self.drift.differences.push(Difference { pointer, what, published, spec, witnesses, read_differently: None });
    }

    /// The first body of each side that the other refuses at this place.
    fn witnesses(&self, place: &Place<'_>, tried: &[Option<Value>]) -> Vec<(Side, Value)> {
        let sides =
            [(Side::Published, &self.published_bases, &place.published), (Side::Spec, &self.spec_bases, &place.spec)];
        let mut found = Vec::new();
        for (side, bases, put) in sides {
            if side == Side::Published && self.loose.is_wide(&place.pointer) {
                continue;
            }
            let bodies =
                tried.iter().flat_map(|value| bases.iter().filter_map(|base| with(base, place, put, value.clone())));
            let witness = bodies
                .map(Value::Object)
                .find(|body| self.takes(side, body) && self.refuses(side, body, &place.found_at));
            found.extend(witness.map(|body| (side, body)));
        }
        found
    }

    /// Whether a side surely takes a body. What a schema only calls a format is not sure to be taken.
    fn takes(&self, side: Side, body: &Value) -> bool {
        let model = if side == Side::Spec { self.spec } else { self.published };
        let options = Options { strict: side == Side::Published, ..Options::new() };
        model.accepts(body.to_string().as_bytes(), &options)
    }

    /// Whether the other side surely refuses it, and because of this place.
    fn refuses(&self, side: Side, body: &Value, found_at: &str) -> bool {
        let other = if side == Side::Spec { self.published } else { self.spec };
        let report: Report = other.check(body.to_string().as_bytes(), &Options::new());
        let mut errors = report.violations.iter().filter(|violation| violation.severity == Severity::Error);
        errors.any(|violation| violation.pointer.starts_with(found_at))
    }
}

impl<'a> Place<'a> {
    fn member(&self, name: &'a str, (spec, published): (&'a Object, &'a Object)) -> Self {
        let put = |outer: &Put<'a>, object: &'a Object| -> Put<'a> {
            if self.pointer.is_empty() {
                return Rc::new(|value| value);
            }
            let outer = Rc::clone(outer);
            Rc::new(move |value| {
                let mut members = values::members(object);
                match (value, &mut members) {
                    (Some(value), Value::Object(members)) => members.insert(name.to_owned(), value),
                    (None, Value::Object(members)) => members.remove(name),
                    _ => None,
                };
                outer(Some(members))
            })
        };
        Self {
            pointer: below(&self.pointer, name),
            found_at: below(&self.found_at, name),
            spec: put(&self.spec, spec),
            published: put(&self.published, published),
        }
    }

    fn item(&self) -> Self {
        let put = |outer: &Put<'a>| -> Put<'a> {
            let outer = Rc::clone(outer);
            Rc::new(move |value| outer(value.map(|value| Value::from(vec![value]))))
        };
        let (pointer, found_at) = (format!("{}/*", self.pointer), format!("{}/0", self.found_at));
        Self { pointer, found_at, spec: put(&self.spec), published: put(&self.published) }
    }

    /// The same place, where objects have this tag.
    fn case(&self, tag: &'a str, value: &'a str) -> Self {
        let put = |outer: &Put<'a>| -> Put<'a> {
            let outer = Rc::clone(outer);
            Rc::new(move |object| {
                outer(object.map(|mut object| {
                    put_member(&mut object, tag, Value::from(value));
                    object
                }))
            })
        };
        Self { spec: put(&self.spec), published: put(&self.published), ..self.clone() }
    }
}

/// A body with a value at a place.
fn with(
    base: &Map<String, Value>,
    place: &Place<'_>,
    put: &Put<'_>,
    value: Option<Value>,
) -> Option<Map<String, Value>> {
    let first = place.found_at.split('/').nth(1)?.replace("~1", "/").replace("~0", "~");
    let mut body = base.clone();
    match put(value) {
        Some(value) => body.insert(first, value),
        None => body.remove(&first),
    };
    Some(body)
}

fn put_member(object: &mut Value, name: &str, value: Value) {
    if let Value::Object(members) = object {
        members.insert(name.to_owned(), value);
    }
}

fn same(one: Option<&Literal>, other: Option<&Literal>) -> bool {
    one.map(values::literal) == other.map(values::literal)
}
