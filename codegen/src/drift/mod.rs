//! Where a published schema and a spec have drifted apart. The schema is drafted as a spec first, so that both are tables of
//! one type; every difference is then shown by request bodies that the one takes and the other refuses, found by asking the
//! checker. Nothing is claimed that no body shows.
//!
//! A schema that does not speak of other members is read as one that takes none, since nobody knows what they would do. The
//! order of members and of listed values, and what prose says, are no differences.

mod compare;
mod describe;
mod show;
mod values;

use std::path::Path;

use nameplate::spec::ModelSpec;
use serde_json::Value;

use crate::published::{Kind, Object, Published, Refused, Remark};
use crate::scaffold::{Draft, Origin, from_schema};

/// One of the two that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// What the provider publishes.
    Published,
    /// The spec.
    Spec,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Only one side has the parameter.
    Parameter,
    /// Which values it takes.
    Values,
    /// Whether a request has to have it.
    Required,
    /// Whether `null` is a value.
    Null,
    /// What it is when it is absent.
    Default,
}

impl What {
    /// The word for reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Parameter => "parameter",
            Self::Values => "values",
            Self::Required => "required",
            Self::Null => "null",
            Self::Default => "default",
        }
    }
}

/// A difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The parameter, as a JSON Pointer in which `*` is every item of a list.
    pub pointer: String,
    /// What differs.
    pub what: What,
    /// What the provider publishes, in words.
    pub published: String,
    /// What the spec says, in words.
    pub spec: String,
    /// Bodies that one side takes and the other refuses: at most one a side, the schema's first.
    pub witnesses: Vec<(Side, Value)>,
    /// Of a default, a body that each side reads differently.
    pub read_differently: Option<Value>,
}

impl Difference {
    /// The side that takes more; `None` when each takes something that the other refuses, or when both take the same.
    #[must_use]
    pub fn wider(&self) -> Option<Side> {
        match self.witnesses.as_slice() {
            [(side, _)] => Some(*side),
            _ => None,
        }
    }
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// The model, as `provider/id`.
    pub model: String,
    /// The differences, in the order of the spec; what only the schema has comes last.
    pub differences: Vec<Difference>,
    /// What could not be compared, and why.
    pub not_compared: Vec<Remark>,
}

/// Compares what a provider publishes of a model's request with the model's spec. `provider_yaml` is the text of the
/// provider's spec, `document` and `operation` are as for [`from_schema`].
///
/// # Errors
/// When the document cannot be read as the description of a request.
pub fn drift(spec: &ModelSpec, provider_yaml: &str, document: &str, operation: Option<&str>) -> Result<Drift, Refused> {
    let origin = Origin { provider: &spec.provider.id, provider_yaml, model: &spec.id };
    let draft = from_schema(&origin, document, operation)?;
    let Ok(published) = draft.specs.model(&spec.name()) else {
        return Err(Refused::new("", "the draft of the schema has no table"));
    };
    let mut found = Drift { model: spec.name(), differences: Vec::new(), not_compared: notes(&draft, spec) };
    let mut loose = Loose::default();
    loose.object("", &draft.body);
    compare::bodies(spec, published, &loose, &mut found);
    Ok(found)
}

/// What a document calls its model, and what its file is called, for those who do not say which model they mean.
#[must_use]
pub fn named_models(document: &str, file: &Path) -> Vec<String> {
    let published = Published::read(document).ok();
    let values = published.iter().flat_map(|document| ["/model", "/id", "/name"].map(|pointer| document.at(pointer)));
    let mut names: Vec<String> = values.flatten().filter_map(|name| name.as_text().map(str::to_owned)).collect();
    names.extend(file.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned));
    names
}

/// What the draft does not say, and rules of the spec, which no schema says.
fn notes(draft: &Draft, spec: &ModelSpec) -> Vec<Remark> {
    let mut notes: Vec<Remark> = draft.unsaid.iter().filter(|remark| remark.widens).cloned().collect();
    let rules: Vec<String> = spec.body.rules.iter().map(|rule| format!("`{}`", rule.name)).collect();
    if !rules.is_empty() {
        notes.push(Remark::note("", format!("rules of the spec are not compared: {}", rules.join(", "))));
    }
    notes
}

/// Where the draft takes more than the schema, or nothing is known.
#[derive(Debug, Default)]
struct Loose {
    /// Parameters of which the schema says more than the draft.
    wide: Vec<String>,
    /// Parameters that the draft leaves out.
    left_out: Vec<String>,
}

impl Loose {
    fn object(&mut self, pointer: &str, object: &Object) {
        for member in &object.members {
            self.member(&compare::below(pointer, &member.name), &member.kind, &member.remarks);
        }
    }

    fn member(&mut self, pointer: &str, kind: &Kind, remarks: &[Remark]) {
        if *kind == Kind::Unsaid {
            self.left_out.push(pointer.to_owned());
        } else if remarks.iter().any(|remark| remark.widens) {
            self.wide.push(pointer.to_owned());
        }
        match kind {
            Kind::List { item, .. } => self.member(&format!("{pointer}/*"), &item.kind, &item.remarks),
            // Which alternative a value is of is no place: what one of them lacks makes the whole parameter wide.
            Kind::AnyOf(all) => all.iter().for_each(|one| self.member(pointer, &one.kind, &one.remarks)),
            _ => {}
        }
        for object in kind.objects() {
            self.object(pointer, object);
        }
    }

    /// Whether the draft takes more than the schema at a parameter, or at one that it stands in.
    fn is_wide(&self, pointer: &str) -> bool {
        self.wide.iter().any(|wide| {
            pointer == wide || pointer.strip_prefix(wide.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    }

    fn is_left_out(&self, pointer: &str) -> bool {
        self.left_out.iter().any(|known| known == pointer)
    }
}
