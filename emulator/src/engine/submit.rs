//! Submits: the model is found, the request judged and priced.

use nameplate::spec::{ModelSpec, Situation, Way};
use nameplate::{Measures, Options, Rates, Report, Total};

use super::{Call, Engine};
use crate::answer::{Answer, Verdict};
use crate::json::Json;
use crate::measures;
use crate::refusal::{self, About, Refusal};
use crate::scenario::{self, Scenario};
use crate::state::{JobPrice, Plan};

/// A submit whose model is known.
pub(super) struct Submit<'c> {
    pub(super) call: &'c Call<'c>,
    pub(super) model_index: usize,
    pub(super) model: &'c ModelSpec,
    pub(super) way_index: usize,
    pub(super) way: &'c Way,
    pub(super) body: Json,
    pub(super) size: usize,
    pub(super) scenario: Scenario,
    pub(super) measures: Measures,
}

impl Engine {
    pub(super) async fn submit(&self, call: &Call<'_>) -> Answer {
        let spec = &call.provider.spec;
        let Some(bytes) = &call.request.body else {
            return self.refuse(spec, Situation::BodyTooLarge, About::default());
        };
        let parsed = Json::parse(bytes);
        let asked = call.asked.or_else(|| parsed.as_ref().and_then(scenario::in_body));
        let scenario = asked.unwrap_or_else(|| self.standing());
        if scenario == Scenario::Unauthorized {
            return self.refuse(spec, Situation::BadKey, About::default());
        }
        if let Some(answer) = self.gate(call, scenario) {
            return answer;
        }
        let submit = match self.find_model(call, bytes, parsed, scenario) {
            Ok(submit) => submit,
            Err(answer) => return *answer,
        };
        match self.judge(&submit, bytes) {
            Ok((plan, report, price)) => self.accept(&submit, plan, &report, price).await,
            Err(answer) => *answer,
        }
    }

    /// The model and the way that a body asks for by this address.
    fn find_model<'c>(
        &self,
        call: &'c Call<'c>,
        bytes: &[u8],
        parsed: Option<Json>,
        scenario: Scenario,
    ) -> Result<Submit<'c>, Box<Answer>> {
        let spec = &call.provider.spec;
        let refuse = |situation, name: &str, verdict: &str, detail: String| {
            let about = About { name, ..About::default() };
            let refusal = Refusal::of(spec, situation, about).detail(detail);
            Box::new(self.refuse_with(spec, &refusal, Verdict::of(verdict)))
        };
        let unreadable = || refuse(Situation::Invalid, "", "not_json", "the body is no JSON object".to_owned());
        let body = parsed.filter(|body| matches!(body, Json::Object(_)));
        // A body that names no model is judged by the first one of the address, which says what is wrong with it.
        let Some(body) = body else {
            let first = call.provider.models.iter().find(|model| Self::way_of(call, model).is_some());
            return Err(first.and_then(|model| self.broken(model, bytes)).unwrap_or_else(unreadable));
        };
        let (id, found) = match call.captures.get("model") {
            "" => Self::named_model(call, &body),
            id => (id.to_owned(), call.provider.model(id)),
        };
        let Some((model_index, model)) = found else {
            if id.is_empty() {
                let detail = "the body does not name a model".to_owned();
                let stated = call.provider.models.first().and_then(|model| self.unnamed(model, &body));
                return Err(stated.unwrap_or_else(|| refuse(Situation::Invalid, "", "missing", detail)));
            }
            let name: String = id.chars().take(80).collect();
            return Err(refuse(Situation::UnknownModel, &name, Situation::UnknownModel.as_str(), String::new()));
        };
        let Some((way_index, way)) = Self::way_of(call, model) else {
            let detail = format!("`{}` is not called by this address", model.id);
            return Err(refuse(Situation::WrongWay, &model.id, Situation::WrongWay.as_str(), detail));
        };
        let measures = measures::of_request(model, &body, &self.declared);
        Ok(Submit { call, model_index, model, way_index, way, body, size: bytes.len(), scenario, measures })
    }

    /// The model that a body names; where the address alone does, the one of its endpoint.
    fn named_model<'c>(call: &'c Call<'c>, body: &Json) -> (String, Option<(usize, &'c ModelSpec)>) {
        let mut models = call.provider.models.iter().enumerate();
        let named = models.find_map(|(index, model)| {
            let name =
                body.member(&model.model_member).and_then(Json::as_text).filter(|_| !model.model_member.is_empty());
            (name == Some(&*model.id)).then_some((index, model))
        });
        let by_address = || {
            let mut models = call.provider.models.iter().enumerate();
            models.find(|(_, model)| model.model_member.is_empty() && Self::way_of(call, model).is_some())
        };
        let member = call.provider.models.iter().map(|model| &*model.model_member).find(|member| !member.is_empty());
        let id = member.and_then(|member| body.member(member)).and_then(Json::as_text).unwrap_or_default();
        (id.to_owned(), named.or_else(|| if id.is_empty() { by_address() } else { None }))
    }

    /// The first of a model's ways that this address belongs to.
    fn way_of<'c>(call: &'c Call<'c>, model: &ModelSpec) -> Option<(usize, &'c Way)> {
        if !call.route.endpoint.is_empty() && call.route.endpoint != model.endpoint {
            return None;
        }
        let ways = model.ways.iter().filter_map(|name| call.provider.way(name));
        ways.into_iter().find(|(index, _)| call.route.ways.contains(index))
    }

    /// The refusal of a body that does not name its model, whatever else is wrong with it.
    fn unnamed(&self, model: &ModelSpec, body: &Json) -> Option<Box<Answer>> {
        let named: Vec<_> = body
            .member(&model.model_member)
            .map(|name| (model.model_member.to_string(), name.clone()))
            .into_iter()
            .collect();
        let pointer = format!("/{}", model.model_member);
        let mut report = model.check(Json::Object(named).to_string().as_bytes(), &Options::new());
        report.violations.retain(|violation| violation.pointer == pointer);
        let refusal = refusal::of_report(model, &report)?;
        Some(Box::new(self.refuse_with(&model.provider, &refusal, Verdict::of_report(&report))))
    }

    /// The refusal of a body that cannot be read.
    fn broken(&self, model: &ModelSpec, bytes: &[u8]) -> Option<Box<Answer>> {
        let report = model.check(bytes, &Options { public_origins: &self.origins, ..Options::new() });
        let refusal = refusal::of_report(model, &report)?;
        Some(Box::new(self.refuse_with(&model.provider, &refusal, Verdict::of_report(&report))))
    }

    /// How the job will end and what it costs, or the refusal.
    fn judge(&self, submit: &Submit<'_>, bytes: &[u8]) -> Result<(Plan, Report, JobPrice), Box<Answer>> {
        let Submit { model, way, measures, .. } = submit;
        let spec = &model.provider;
        let index = model.way(&way.name).unwrap_or_default();
        let options = Options { way: index, public_origins: &self.origins, measures, ..Options::new() };
        let verdict = model.judge(bytes, &options);
        let report = verdict.report;
        let about = About { model: Some(model), ..About::default() };
        if let Some(refusal) = refusal::of_report(model, &report) {
            let now = !way.validates_later || judged_at_once(submit, &report);
            if now {
                return Err(Box::new(self.refuse_with(spec, &refusal, Verdict::of_report(&report))));
            }
            return Ok((Plan::Fail(refusal.in_detail().into_failure()), report, JobPrice::default()));
        }
        let refused = match submit.scenario {
            Scenario::ProbeFail => Some(Situation::ProbeFailed),
            Scenario::TooLarge | Scenario::TooLargeInJob => Some(Situation::SourceRefused),
            _ => None,
        };
        let estimate = model.estimate(&verdict.resolved, measures, &Rates::default());
        let price = match estimate.total {
            Total::Exact(total) | Total::Range(_, total) => {
                JobPrice { total: Some(total), credits: estimate.credits.map(|(_, high)| high) }
            }
            _ => JobPrice::default(),
        };
        let plan = match refused {
            Some(situation) => {
                let refusal = Refusal::of(spec, situation, about);
                if !way.validates_later && submit.scenario != Scenario::TooLargeInJob {
                    return Err(Box::new(self.refuse_with(spec, &refusal, Verdict::of(situation.as_str()))));
                }
                Plan::Fail(refusal.into_failure())
            }
            None if submit.scenario == Scenario::FailRefund => Plan::Fail(refusal::job_failure(spec, about)),
            None => Plan::Succeed,
        };
        Ok((plan, report, price))
    }
}

/// Whether what is wrong is judged at the submit by a way that judges parameters only in the job: the body as such, the
/// model, and what the way itself adds.
fn judged_at_once(submit: &Submit<'_>, report: &Report) -> bool {
    let own = |pointer: &str| {
        let name = pointer.split('/').nth(1).unwrap_or_default();
        let field = submit.model.body.fields.iter().find(|field| field.name == name);
        name.is_empty() || field.is_some_and(|field| field.ways != u32::MAX || field.name == submit.model.model_member)
    };
    let errors = report.violations.iter().filter(|violation| violation.severity == nameplate::Severity::Error);
    errors.into_iter().any(|violation| {
        use nameplate::RuleId::{NotJson, TooDeep, TooLarge};
        matches!(violation.rule, NotJson | TooDeep | TooLarge) || (violation.name.is_none() && own(&violation.pointer))
    })
}
