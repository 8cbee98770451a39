//! `specs/<provider>/models/<model>.yaml`.

use serde::Deserialize;

use super::{Billing, ChoiceKind, ErrorCase, Map, Parameter, Rule, Source};
use crate::yaml::{Day, Node, Sp};

/// A model: what it accepts, how it is called, what it costs.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The provider's id of the model, as requests send it. The file has the same name.
    pub model: Sp<String>,
    /// The title of the model's page.
    pub title: Sp<String>,
    /// One line that says what the model does.
    pub summary: Option<Sp<String>>,
    /// What it is and when to use it, in the source's words.
    pub about: Option<Sp<String>>,
    /// The family of models it belongs to.
    pub family: Option<Sp<String>>,
    /// What it makes: `video`, `image`, `audio` or `text`.
    pub kind: Sp<String>,
    /// The model's own page: the source of everything here that has no `from:`.
    pub page: Page,
    /// Not finished: it is checked and reported, and nothing is generated from it.
    pub draft: Option<Sp<bool>>,
    /// The path of the model's endpoint; the provider's addresses use it as `{endpoint}`.
    pub endpoint: Option<Sp<String>>,
    /// The ways to call the model, by the names of the provider's spec, the preferred one first.
    pub ways: Vec<Sp<String>>,
    /// How long a run takes.
    pub takes: Option<Takes>,
    /// Pages about the model: a name and an address each.
    pub links: Option<Map<Sp<String>>>,
    /// Sources beside the model's page, for `from:`.
    pub sources: Option<Map<Source>>,
    /// Parameters that several places of this file share, for `like:`. They hide the provider's types of the same name.
    pub types: Option<Map<Parameter>>,
    /// The members of the body, in the order of the source.
    pub parameters: Map<Parameter>,
    /// One model with several actions: the member of the body that says which one, and for each action the parameters and rules
    /// that it has beside those above. The body stays flat.
    pub actions: Option<Sp<ChoiceKind>>,
    /// Rules between parameters. The names are public: they stand in reports.
    pub rules: Option<Map<Rule>>,
    /// What a request costs.
    pub billing: Billing,
    /// What is known of the result.
    pub result: Option<ResultFacts>,
    /// Error codes that the model's page states for situations of its own. They come before the provider's.
    pub errors: Option<Map<ErrorCase>>,
    /// Advice of the source.
    pub tips: Option<Vec<Sp<String>>>,
    /// Limits and gaps that no other key states.
    pub limits: Option<Vec<Sp<String>>>,
    /// Requests that the source documents. Each is checked, and priced when it can be.
    pub examples: Option<Map<Example>>,
}

/// The model's own page.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The address.
    pub url: Sp<String>,
    /// The day on which it was read, as `"2026-08-08"`.
    pub read: Sp<Day>,
    /// `documented` (the provider says so; the default), `second_hand` or `inferred`.
    pub confidence: Option<Sp<String>>,
}

/// How long a run takes: a number and `s`, `m` or `h` each.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Takes {
    /// At least about so long: `5m`.
    pub from: Sp<String>,
    /// At most about so long: `15m`.
    pub to: Sp<String>,
}

/// What is known of the result.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResultFacts {
    /// `same_as(PARAMETER)` when the result is as long as that file.
    pub duration: Option<Sp<String>>,
    /// The pattern of the result's addresses, with `{job_id}` (or `{key}`, the part of it that varies) and `{n}`, from 0.
    pub files: Option<Sp<String>>,
    /// What else the source says.
    pub doc: Option<Sp<String>>,
}

/// A documented request.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The title on the page.
    pub title: Option<Sp<String>>,
    /// The body, as it is sent.
    pub body: Node,
    /// Measures to price it with: a name and a decimal each.
    pub measures: Option<Map<Node>>,
}
