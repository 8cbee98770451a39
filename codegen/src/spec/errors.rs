//! Error codes, as the YAML states them.

use indexmap::IndexMap;
use serde::Deserialize;

use super::Map;
use crate::yaml::{Node, Number, OneOrMany, Scalar, Sp};

/// The errors of a provider.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Errors {
    /// Where an error answer has its parts.
    pub at: ErrorAt,
    /// What else a documented error answer has: JSON with placeholders (`"{code}"`).
    pub answer: Option<Node>,
    /// The codes, in the JSON type that the provider sends them in: `20003:` is a number, `"20003":` a text.
    pub codes: Option<IndexMap<Sp<Scalar>, ErrorCode>>,
    /// What is said in a situation (`unknown_model: "Model not found: {model}"`), where it is not what its code always says.
    pub messages: Option<Map<Sp<String>>>,
}

/// Where an error has its parts: JSON Pointers, several to be tried in order.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ErrorAt {
    /// The code.
    pub code: Option<OneOrMany<String>>,
    /// The message.
    pub message: Option<OneOrMany<String>>,
    /// The id of the request.
    pub request_id: Option<OneOrMany<String>>,
}

/// An error code.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ErrorCode {
    /// Its name.
    pub name: Option<Sp<String>>,
    /// The HTTP status it comes with.
    pub http: Option<Sp<Number>>,
    /// What it means.
    pub doc: Option<Sp<String>>,
    /// The message, with `{model}` and `{parameter}`.
    pub message: Option<Sp<String>>,
    /// What it answers: rules of a report (`[missing, requires]`) and situations (`[no_key]`, `[probe_failed]`).
    pub answers: Option<Vec<Sp<String>>>,
    /// The same where no source states it.
    pub inferred: Option<InferredAnswers>,
    /// Where it comes: `submit` (the default), `job`.
    pub at: Option<Vec<Sp<String>>>,
    /// What happens to the money: `none`, `refunded` or `kept`.
    pub charge: Option<Sp<String>>,
    /// Whether the same call may succeed later.
    pub retry: Option<Sp<bool>>,
    /// The source, by its name in `sources:`.
    pub from: Option<Sp<String>>,
}

/// Answers that no source states.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InferredAnswers {
    /// Rules of a report and situations.
    pub answers: Option<Vec<Sp<String>>>,
}

/// A situation that the model's page documents, with its code.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ErrorCase {
    /// What happened, in the source's words.
    pub when: Sp<String>,
    /// The code, in the JSON type that the provider sends it in.
    pub code: Sp<Scalar>,
    /// The HTTP status, where it is not the code's own.
    pub http: Option<Sp<Number>>,
    /// The message, as documented.
    pub message: Option<Sp<String>>,
    /// The parameter it is about.
    pub parameter: Option<Sp<String>>,
    /// What it answers: rules of a report, situations, and rules of the model by their names.
    pub answers: Option<Vec<Sp<String>>>,
}
