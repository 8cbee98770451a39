//! `nameplate estimate`: what a request costs, before anything is spent.

mod budget;
mod line;
pub(super) mod rates;

use std::time::SystemTime;

use nameplate::spec::{Billing, ModelSpec};
use nameplate::{Date, Estimate, Measures, Options, PriceSource, Rates, Resolved, Total, Why};
use serde::Serialize;

use super::VERSION;
use super::request::{self, Body, Source};
use crate::args::{EstimateArgs, RequestArgs};
use crate::catalogue::Catalogue;
use crate::failure::{Failure, Outcome};
use crate::measures::{self, Unusable};
use crate::render;
use crate::screen::{self, Screen, Stdout};

use budget::{Bought, Wanted};

/// An answer as the machine interface writes it.
#[derive(Serialize)]
struct Answer<'a> {
    v: u8,
    #[serde(flatten)]
    estimate: &'a Estimate,
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<&'a Bought>,
}

pub(super) fn run(args: &EstimateArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    let spec = catalogue.model(&args.request.model, screen)?;
    let job = Job {
        spec,
        way: request::way(spec, args.request.way.as_deref())?,
        args: &args.request,
        rates: rates::read(args.rates.as_deref(), catalogue)?,
        wanted: args.budget.as_deref().map(|amount| Wanted::read(amount, spec)).transpose()?,
    };
    let given = measures::arguments(&args.measures)?;
    if let Some(days) = args.max_price_age {
        let old = job.rates.warnings(spec, Date::from(SystemTime::now()), days);
        for warning in old {
            screen.warn(&warning.to_string());
        }
    }
    match Source::open(&args.request, args.jsonl, spec, &job.options(&Measures::new()))? {
        Source::One(body) => job.one(&body, &measures::collect(given), screen),
        Source::Lines(_) if !given.is_empty() => {
            let help = "write it into the lines: `{\"request\": {…}, \"measures\": {…}}`";
            Err(Failure::usage("`--measure` and `--jsonl` exclude each other").help(help))
        }
        Source::Lines(reader) => {
            request::answer_lines(reader, Options::new().max_bytes, |line, out| job.line(line, out))
        }
    }
}

/// What is the same for every request.
struct Job<'a> {
    spec: &'a ModelSpec,
    way: usize,
    args: &'a RequestArgs,
    rates: Rates,
    wanted: Option<Wanted>,
}

/// A request that was priced.
struct Priced {
    estimate: Estimate,
    bought: Option<Bought>,
}

impl Priced {
    /// Whether the request is one that can be priced at all. That no price is known is an answer, not a fault.
    fn outcome(&self) -> Outcome {
        Outcome::of(!matches!(self.estimate.total, Total::Unknown(Why::InvalidRequest)))
    }

    fn answer(&self) -> Answer<'_> {
        Answer { v: VERSION, estimate: &self.estimate, budget: self.bought.as_ref() }
    }
}

impl Job<'_> {
    fn options<'o>(&self, measures: &'o Measures) -> Options<'o> {
        Options {
            way: self.way,
            strict: self.args.strict,
            allow_unknown: self.args.allow_unknown,
            measures,
            ..Options::new()
        }
    }

    /// Prices a body; what is wrong with the request comes before what is wrong with the measures.
    fn price(&self, body: &[u8], measures: &Result<Measures, Unusable>) -> Priced {
        let nothing = Measures::new();
        let options = self.options(measures.as_ref().unwrap_or(&nothing));
        let verdict = self.spec.judge(body, &options);
        if !verdict.report.ok() {
            return Priced { estimate: Estimate::invalid(verdict.report), bought: None };
        }
        match measures {
            Ok(measures) => self.priced(&verdict.resolved, measures),
            Err(Unusable::Bad) => Priced { estimate: without_figure(self.spec, Why::BadMeasure), bought: None },
            Err(Unusable::TooLarge) => Priced { estimate: without_figure(self.spec, Why::Overflow), bought: None },
        }
    }

    fn priced(&self, resolved: &Resolved<'_>, measures: &Measures) -> Priced {
        let buys = |wanted: &Wanted| wanted.bought(self.spec, resolved, measures, &self.rates);
        Priced { estimate: self.spec.estimate(resolved, measures, &self.rates), bought: self.wanted.as_ref().map(buys) }
    }

    fn one(&self, body: &Body, measures: &Result<Measures, Unusable>, screen: Screen) -> Result<Outcome, Failure> {
        let mut priced = self.price(&body.bytes, measures);
        let outcome = priced.outcome();
        if let Ok(measures) = measures
            && let Err(unknown) = measures::known(self.spec, measures)
        {
            screen.warn_of(&unknown);
        }
        if screen.wants_json() {
            if let Some(report) = priced.estimate.report.as_mut().filter(|_| !body.has_places) {
                report.violations.iter_mut().for_each(|violation| violation.span = None);
            }
            screen::print_json(&priced.answer())?;
            return Ok(outcome);
        }
        if let Some(report) = &priced.estimate.report {
            screen::print(&render::report(report, &body.name, &body.bytes, screen.style()))?;
            return Ok(outcome);
        }
        let bought = priced.bought.as_ref().map(|bought| format!(" {:<9} {bought}\n", "budget")).unwrap_or_default();
        screen::print_plain(&format!("{}{bought}", priced.estimate.tree(self.spec)))?;
        Ok(outcome)
    }

    fn line(&self, line: &[u8], out: &mut Stdout) -> Result<Outcome, Failure> {
        let priced = match line::Line::read(line, Options::new().max_bytes) {
            Ok(line) => {
                let mut priced = self.price(line.request.as_bytes(), &measures::collect(line.measures));
                if let Some(report) = &mut priced.estimate.report {
                    line::shift(report, line.offset);
                }
                priced
            }
            Err(report) => Priced { estimate: Estimate::invalid(report), bought: None },
        };
        screen::json_line(out, &priced.answer())?;
        Ok(priced.outcome())
    }
}

/// An estimate without a figure, with what is known beside it.
fn without_figure(spec: &ModelSpec, why: Why) -> Estimate {
    let unknown = Estimate::unknown(why);
    let Billing::Formula(formula) = &spec.billing else { return unknown };
    let confidence = formula.confidence.as_str().into();
    Estimate {
        currency: Some(formula.currency.clone()),
        prices: Some(PriceSource { read: formula.read.clone(), confidence }),
        ..unknown
    }
}
