//! The way from a request to a checked one, which is what is priced and sent.

use std::ops::Deref;

use super::{Extra, Fingerprint, Json, ToMeasures, wire};
use crate::spec::ModelSpec;
use crate::{Estimate, Options, Rates, Record, Report, RuleId, Severity, Violation, Why};

/// A typed request to a model. Generated structs are this.
pub trait Request: Record + Clone + 'static {
    /// What the model accepts and costs.
    const SPEC: &'static ModelSpec;

    /// A request with nothing set, to be filled.
    #[doc(hidden)]
    fn blank() -> Self;

    /// The members outside the spec.
    #[doc(hidden)]
    fn extra_mut(&mut self) -> &mut Extra;

    /// Checks the request for the model's first way to be called.
    ///
    /// # Errors
    /// With every violation at once, when the provider would refuse it.
    fn check(self) -> Result<Checked<Self>, Report> {
        self.check_with(&Options::new())
    }

    /// Checks the request for a way to call the model, by its name.
    ///
    /// # Errors
    /// With every violation at once, when the provider would refuse it, or when the model has no such way.
    fn check_for(self, way: &str) -> Result<Checked<Self>, Report> {
        let way = way_index(Self::SPEC, way)?;
        self.check_with(&Options { way, ..Options::new() })
    }

    /// Checks the request, as the options say.
    ///
    /// # Errors
    /// With every violation at once, when the provider would refuse it.
    fn check_with(self, options: &Options<'_>) -> Result<Checked<Self>, Report> {
        let report = Self::SPEC.check_record(&self, options);
        Checked::new(self, options.way, report)
    }

    /// Reads and checks a body for the model's first way to be called.
    ///
    /// # Errors
    /// With every violation at once, when the provider would refuse it.
    fn from_json(body: &[u8]) -> Result<Checked<Self>, Report> {
        Self::from_json_with(body, &Options::new())
    }

    /// Reads and checks a body, as the options say.
    ///
    /// # Errors
    /// With every violation at once, when the provider would refuse it.
    fn from_json_with(body: &[u8], options: &Options<'_>) -> Result<Checked<Self>, Report> {
        let mut request = Self::blank();
        let report = Self::SPEC.read_into(body, &mut request, options).report;
        Checked::new(request, options.way, report)
    }

    /// The body as it is sent: what was set, in the order of the spec.
    fn to_json(&self) -> String {
        wire::to_json(&Self::SPEC.body, self)
    }

    /// A short name for the request; equal requests have equal ones.
    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&Self::SPEC.name(), &self.to_json())
    }

    /// Adds a member that the spec does not have, on purpose: the check warns of it and does not refuse it.
    #[must_use]
    fn with_extra(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.extra_mut().insert(name, value);
        self
    }
}

/// A request that was checked, or that the caller vouches for. Only this can be priced and sent.
#[derive(Clone, Debug)]
#[must_use = "a checked request does nothing until it is sent"]
pub struct Checked<T> {
    request: T,
    way: usize,
    report: Report,
}

impl<T: Request> Checked<T> {
    /// Takes a request as it is, on purpose, where the spec has gone stale and the check refuses what the provider takes.
    pub fn trust(request: T) -> Self {
        Self { request, way: 0, report: Report::default() }
    }

    fn new(request: T, way: usize, report: Report) -> Result<Self, Report> {
        if report.ok() { Ok(Self { request, way, report }) } else { Err(report) }
    }

    /// Names another way to call the model for a request that the caller vouches for.
    ///
    /// # Errors
    /// When the model has no such way.
    pub fn trusted_for(self, way: &str) -> Result<Self, Report> {
        Ok(Self { way: way_index(T::SPEC, way)?, ..self })
    }

    /// What the request costs.
    #[must_use]
    pub fn estimate(&self, measures: &impl ToMeasures, rates: &Rates) -> Estimate {
        let Ok(measures) = measures.to_measures() else { return Estimate::unknown(Why::BadMeasure) };
        let options = Options { way: self.way, ..Options::new() };
        let verdict = T::SPEC.judge_record(&self.request, &options);
        T::SPEC.estimate(&verdict.resolved, &measures, rates)
    }

    /// The name of the way to call the model that the request was checked for; empty for a model without ways.
    #[must_use]
    pub fn way(&self) -> &'static str {
        T::SPEC.ways.get(self.way).map_or("", |way| way)
    }
}

impl<T> Checked<T> {
    pub(crate) const fn way_index(&self) -> usize {
        self.way
    }

    /// The warnings, and what could not be judged.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// The request, to be changed and checked again.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.request
    }
}

impl<T> Deref for Checked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.request
    }
}

/// The index of a way, or a report that says which there are.
fn way_index(spec: &ModelSpec, way: &str) -> Result<usize, Report> {
    spec.way(way).ok_or_else(|| {
        let ways: Vec<_> = spec.ways.iter().map(|way| format!("`{way}`")).collect();
        Report { violations: vec![no_such_way(way, &ways.join(", "))], unchecked: Vec::new() }
    })
}

fn no_such_way(way: &str, ways: &str) -> Violation {
    let way: String = way.chars().take(200).collect();
    Violation {
        pointer: String::new(),
        rule: RuleId::Condition,
        name: None,
        code: None,
        http: None,
        severity: Severity::Error,
        waived: false,
        message: format!("`{way}` is no way to call this model: use one of {ways}"),
        span: None,
        also: Vec::new(),
        found: Some(way),
        allowed: Some(ways.to_owned()),
        suggestion: None,
    }
}
