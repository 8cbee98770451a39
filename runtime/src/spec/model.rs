//! A model: everything that one spec states.

use super::{Billing, ErrorCase, List, Object, ProviderSpec, Shared, Source, Text};

/// A model.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelSpec {
    /// The provider.
    pub provider: Shared<ProviderSpec>,
    /// The provider's id of the model.
    pub id: Text,
    /// The title.
    pub title: Text,
    /// One line.
    pub summary: Text,
    /// What it is and when to use it.
    pub about: Text,
    /// The family of models it belongs to; empty when the source does not say.
    pub family: Text,
    /// What it makes: `video`, `image`, `audio`, `text`.
    pub output: Text,
    /// The path of the model's endpoint, which the provider's addresses may use.
    pub endpoint: Text,
    /// The names of the ways to call it, the preferred one first.
    pub ways: List<Text>,
    /// How long a run takes, as documented.
    pub takes: Option<Takes>,
    /// The member of the body that names the model, always its first one; empty when the address names it.
    pub model_member: Text,
    /// The body of a request: the member that names the model, the model's parameters, then members that ways add.
    pub body: Object,
    /// What is known of the result.
    pub result: ResultFacts,
    /// What it costs.
    pub billing: Billing,
    /// Error codes that the model's page states for situations of its own; they come before the provider's.
    pub errors: List<ErrorCase>,
    /// Requests that the source documents.
    pub examples: List<Example>,
    /// Advice of the source.
    pub tips: List<Text>,
    /// Limits and gaps that no parameter states.
    pub limits: List<Text>,
    /// Pages about the model.
    pub links: List<Link>,
    /// Where the facts come from; the first one is the model's own page.
    pub sources: List<Source>,
}

impl ModelSpec {
    /// The name that is unique in a catalogue: `provider/id`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.provider.id, self.id)
    }

    /// The index of a way by its name.
    #[must_use]
    pub fn way(&self, name: &str) -> Option<usize> {
        self.ways.iter().position(|way| way == name)
    }
}

/// How long a run takes, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Takes {
    /// At least about so many seconds.
    pub from: u32,
    /// At most about so many seconds.
    pub to: u32,
}

/// What is known of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultFacts {
    /// The parameter whose file is as long as the result; empty when the source does not say.
    pub duration_as: Text,
    /// The pattern of the result's addresses (`{job_id}`; `{key}`, what varies in the id; `{n}` from 0);
    /// empty when the source does not say.
    pub files: Text,
    /// What else the source says of the result.
    pub doc: Text,
}

/// A documented request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The name in the spec.
    pub name: Text,
    /// The title on the page.
    pub title: Text,
    /// The body as compact JSON, members in the order of the page.
    pub body: Text,
    /// Measures to price it with, as `name=value` texts.
    pub measures: List<Text>,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is.
    pub name: Text,
    /// Its address.
    pub url: Text,
}
