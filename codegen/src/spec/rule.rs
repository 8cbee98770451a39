//! A rule between parameters.

use serde::Deserialize;

use crate::yaml::{Number, OneOrMany, Scalar, Sp};

/// A rule between the members of an object. Exactly one key says what it asks: `exactly_one`, `at_most_one`,
/// `at_least_one`, `together`, `requires`, `allowed_only`, `dependent`, `no_effect`, `placeholders` or `condition`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What to say when it is broken, where the sentence made from the rule is not good.
    pub message: Option<Sp<String>>,
    /// Exactly one of these parameters is present.
    pub exactly_one: Option<Sp<Vec<Sp<String>>>>,
    /// At most one of these parameters is present.
    pub at_most_one: Option<Sp<Vec<Sp<String>>>>,
    /// At least one of these parameters is present.
    pub at_least_one: Option<Sp<Vec<Sp<String>>>>,
    /// All of these parameters are present, or none.
    pub together: Option<Sp<Vec<Sp<String>>>>,
    /// These parameters are present when the condition holds: `{requires: start_image, when: present(tail_image)}`. With `in`
    /// each of them has one of those values, sent or by default: `{requires: web_search, in: [true], when: image_search}`.
    pub requires: Option<Sp<OneOrMany<String>>>,
    /// This parameter is present only when the condition holds: `{allowed_only: multivocal, when: stem == "vocals"}`.
    pub allowed_only: Option<Sp<String>>,
    /// This parameter has one of some values (`in`) or is between bounds (`min`, `max`) when the condition holds.
    pub dependent: Option<Sp<String>>,
    /// This parameter is accepted and does nothing when the condition holds: a warning.
    pub no_effect: Option<Sp<String>>,
    /// Placeholders in a text stand for items of a list: `{form: "@Image{n}", in: prompt, of: images}`.
    pub placeholders: Option<Sp<Placeholders>>,
    /// A formula that has to hold: `sum(multi_prompt.duration) <= 15`.
    pub condition: Option<Sp<String>>,
    /// The condition of the rule.
    pub when: Option<Sp<String>>,
    /// The opposite of the condition of the rule.
    pub unless: Option<Sp<String>>,
    /// The values that `dependent` allows, or that `requires` asks for.
    #[serde(rename = "in")]
    pub values: Option<Vec<Sp<Scalar>>>,
    /// The smallest value that `dependent` allows.
    pub min: Option<Sp<Number>>,
    /// The largest value that `dependent` allows.
    pub max: Option<Sp<Number>>,
    /// No source states the rule: breaking it is a warning.
    pub inferred: Option<Sp<bool>>,
    /// Two sources differ: what they say.
    pub disputed: Option<Sp<String>>,
    /// The source, by its name in `sources:`.
    pub from: Option<Sp<String>>,
}

impl Rule {
    /// The keys that say what a rule asks.
    pub const KINDS: [&'static str; 10] = [
        "exactly_one",
        "at_most_one",
        "at_least_one",
        "together",
        "requires",
        "allowed_only",
        "dependent",
        "no_effect",
        "placeholders",
        "condition",
    ];
}

/// Placeholders in texts that stand for the items of a list, the first one being 1.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "emit", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Placeholders {
    /// How they look, with `{n}` where the number stands: `@Image{n}`.
    pub form: Sp<String>,
    /// The texts they stand in: parameters, or members of a list's items (`shots.prompt`).
    #[serde(rename = "in")]
    pub texts: OneOrMany<String>,
    /// The list.
    pub of: Sp<String>,
}
