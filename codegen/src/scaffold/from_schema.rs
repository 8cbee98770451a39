//! The beginning of a spec out of a published schema. The checker is the judge of what was drafted: what it refuses is taken
//! out again, with its words as the reason, so that a draft always is a spec.

use super::parameters::{Page, Target};
use super::text::{Place, head, place, remarks, text};
use super::{BadName, checked};
use crate::check::member_name;
use crate::diagnostic::{Diagnostic, FileId, Level, Sources, Style, render};
use crate::folder::SpecFile;
use crate::published::{Body, Kind, Member, Object, Published, Refused, Remark, Select, Value};
use crate::{Faults, Specs, compile, spec, yaml};

/// So often a draft is mended. Every round takes at least one fault out, and most of them all of a phase.
const MAX_ROUNDS: usize = 24;
/// The place of a draft's file among the texts that are checked; the provider's comes first.
const DRAFT: FileId = FileId(1);

/// The checker's code for a default that its own parameter does not allow.
const DEFAULT_NOT_ALLOWED: &str = "E0420";

/// What a draft is for.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The provider's id.
    pub provider: &'a str,
    /// The text of its `provider.yaml`.
    pub provider_yaml: &'a str,
    /// The model's id, as requests send it.
    pub model: &'a str,
}

/// A spec that a schema was read into.
#[derive(Debug)]
pub struct Draft {
    /// The YAML.
    pub text: String,
    /// The body, as far as the draft says it.
    pub body: Object,
    /// What the schema says and the draft does not, in the order of the draft.
    pub unsaid: Vec<Remark>,
    /// The draft as a table, with the provider's.
    pub specs: Specs,
}

/// Drafts a spec from a published document: the JSON Schema of a request, an answer that holds one where the provider's
/// `details:` say, or an `OpenAPI` document, of which `operation` names the operation (its id, or `POST /path`).
///
/// # Errors
/// When a name cannot be that of a file, the provider's spec has faults, the document cannot be read, or no spec can be made
/// of it.
pub fn from_schema(origin: &Origin<'_>, document: &str, operation: Option<&str>) -> Result<Draft, Refused> {
    let name = |bad: BadName| Refused::new("", bad.to_string());
    checked(origin.provider).map_err(name)?;
    checked(origin.model).map_err(name)?;
    let provider = provider(origin)?;
    let schema_at = provider.details.iter().flat_map(|details| details.schema_at.iter().flat_map(|places| &places.0));
    let schema_at: Vec<String> = schema_at.map(|place| place.value.clone()).collect();
    let body = &Published::read(document)?.body(&Select { operation, schema_at: &schema_at })?;
    let mut object = body.object.clone();
    settle(&mut object);
    if let Some(member) = member_name(&provider) {
        object.members.retain(|known| known.name != member);
    }
    let mut drafting =
        Drafting { origin, body, place: place(&provider, body.path.as_deref()), object, examples: Vec::new() };
    let specs = drafting.mend()?;
    drafting.show_examples(&specs, member_name(&provider));
    // The examples were asked one by one; should they not stand together all the same, the draft stands without them.
    let specs = drafting.compiled(&drafting.page()).unwrap_or_else(|_| {
        drafting.examples.clear();
        specs
    });
    let text = text(&drafting, &drafting.page(), true);
    Ok(Draft { text, unsaid: remarks(&drafting.object), body: drafting.object, specs })
}

/// The provider's spec as it is written.
fn provider(origin: &Origin<'_>) -> Result<spec::Provider, Refused> {
    yaml::read(FileId(0), origin.provider_yaml).map_err(|faults| provider_refused(origin, &faults))
}

fn provider_refused(origin: &Origin<'_>, faults: &[Diagnostic]) -> Refused {
    let mut sources = Sources::default();
    sources.add(format!("{}/provider.yaml", origin.provider), origin.provider_yaml);
    let faults: Vec<Diagnostic> = faults.iter().filter(|fault| fault.place.file == FileId(0)).cloned().collect();
    let rendered = render(&faults, &sources, Style::Plain);
    Refused::new("", format!("the provider's spec has faults:\n{rendered}")).help("mend it first")
}

/// A draft on its way.
pub(super) struct Drafting<'a> {
    pub(super) origin: &'a Origin<'a>,
    pub(super) body: &'a Body,
    pub(super) place: Place,
    pub(super) object: Object,
    pub(super) examples: Vec<(String, Value)>,
}

impl Drafting<'_> {
    /// Takes out what the checker refuses until it refuses nothing.
    fn mend(&mut self) -> Result<Specs, Refused> {
        for _ in 0..MAX_ROUNDS {
            let page = self.page();
            let faults = match self.compiled(&page) {
                Ok(specs) => return Ok(specs),
                Err(faults) => faults,
            };
            let errors: Vec<&Diagnostic> =
                faults.diagnostics.iter().filter(|fault| fault.level == Level::Error).collect();
            if errors.iter().all(|fault| fault.place.file != DRAFT) {
                return Err(provider_refused(self.origin, &faults.diagnostics));
            }
            // From the end, so that what is taken out moves nothing that is still to be taken out.
            let mut mended = 0;
            for fault in errors.iter().rev().filter(|fault| fault.place.file == DRAFT) {
                let head = head(self, true).len();
                let target = fault.place.span.start.checked_sub(head).and_then(|at| page.target(at));
                mended += usize::from(target.is_some_and(|target| self.take_out(target, fault)));
            }
            if mended == 0 {
                let why = errors.first().map(|fault| fault.message.clone()).unwrap_or_default();
                return Err(Refused::new(self.body.pointer.clone(), format!("no spec can be drafted of it: {why}")));
            }
        }
        Err(Refused::new(self.body.pointer.clone(), "no spec can be drafted of it: it has too many faults of its own"))
    }

    /// Takes out what a fault is about. `false` when that has gone already.
    fn take_out(&mut self, target: &Target, fault: &Diagnostic) -> bool {
        let why =
            if fault.label.is_empty() { fault.message.clone() } else { format!("{}: {}", fault.message, fault.label) };
        match target {
            Target::Member(path) => {
                let Some(member) = member_at(&mut self.object, path) else { return false };
                if member.kind == Kind::Unsaid {
                    return false;
                }
                let remark = Remark::limit(member.pointer.clone(), why);
                match member.default.take() {
                    Some(default) if fault.code == DEFAULT_NOT_ALLOWED => {
                        let text = format!("the default {default}: {}", remark.text);
                        member.remarks.push(Remark::note(format!("{}/default", remark.pointer), text));
                    }
                    _ => member.unsay(remark),
                }
                settle(&mut self.object);
                true
            }
            Target::Rule(path, nth, at) => {
                let object = if path.is_empty() {
                    Some(&mut self.object)
                } else {
                    member_at(&mut self.object, path).and_then(|member| member.kind.objects_mut().into_iter().nth(*nth))
                };
                let Some(object) = object.filter(|object| *at < object.rules.len()) else { return false };
                let rule = object.rules.remove(*at);
                object.remarks.push(Remark::limit(rule.pointer, why));
                true
            }
        }
    }

    fn page(&self) -> Page {
        let mut page = Page::default();
        page.object(0, &self.object, (0, 0));
        page
    }

    /// The draft as a finished spec, so that its faults are errors.
    fn compiled(&self, page: &Page) -> Result<Specs, Faults> {
        let Origin { provider, provider_yaml, model } = self.origin;
        let mut sources = Sources::default();
        let mut file = |model: Option<&str>, path: String, text: String| SpecFile {
            provider: (*provider).to_owned(),
            model: model.map(str::to_owned),
            file: sources.add(path, text),
        };
        let owner = file(None, format!("{provider}/provider.yaml"), (*provider_yaml).to_owned());
        let draft = file(Some(model), format!("{provider}/models/{model}.yaml"), text(self, page, false));
        compile(sources, &[owner, draft])
    }

    /// Keeps the documented bodies that pass, and remarks on the others.
    fn show_examples(&mut self, specs: &Specs, member: Option<&str>) {
        let Ok(table) = specs.model(self.origin.model) else { return };
        for (at, (name, body)) in self.body.examples.iter().enumerate() {
            let name = if name.is_empty() { format!("example_{}", at + 1) } else { name.clone() };
            let mut body = body.clone();
            if let (Some(member), Value::Map(members)) = (member, &mut body) {
                members.retain(|(known, _)| known != member);
                members.insert(0, (member.to_owned(), Value::Text(self.origin.model.to_owned())));
            }
            let report = table.check(body.to_string().as_bytes(), &nameplate::Options::new());
            match report.violations.iter().find(|violation| violation.severity == nameplate::Severity::Error) {
                None if !self.examples.iter().any(|(known, _)| *known == name) => self.examples.push((name, body)),
                None => {}
                Some(fault) => {
                    let text = format!("the example `{name}` does not pass: {} at `{}`", fault.rule, fault.pointer);
                    self.object.remarks.push(Remark::note(self.body.pointer.clone(), text));
                }
            }
        }
    }
}

/// A list of items that cannot be said is a list that cannot.
fn settle(object: &mut Object) {
    object.members.iter_mut().for_each(settle_member);
}

fn settle_member(member: &mut Member) {
    if member.default == Some(Value::Null) {
        member.default = None;
    }
    member.children_mut().into_iter().for_each(settle_member);
    if let Kind::AnyOf(alternatives) = &mut member.kind
        && alternatives.iter().any(|one| one.kind == Kind::Unsaid)
    {
        let remarks: Vec<Remark> = alternatives.iter_mut().flat_map(|one| std::mem::take(&mut one.remarks)).collect();
        member.kind = Kind::Unsaid;
        member.remarks.extend(remarks);
    }
    if let Kind::List { item, .. } = &mut member.kind
        && item.kind == Kind::Unsaid
    {
        let remarks = std::mem::take(&mut item.remarks);
        member.kind = Kind::Unsaid;
        member.remarks.extend(remarks);
    }
}

fn member_at<'o>(object: &'o mut Object, path: &[usize]) -> Option<&'o mut Member> {
    let (first, rest) = path.split_first()?;
    let mut member = object.members.get_mut(*first)?;
    for at in rest {
        member = member.children_mut().into_iter().nth(*at)?;
    }
    Some(member)
}
