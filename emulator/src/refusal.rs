//! Refusals in a provider's own words: its code, its HTTP status, its message, its envelope.

use nameplate::spec::{ErrorCase, ErrorCode, ErrorPlace, ModelSpec, ProviderSpec, Situation};
use nameplate::{Report, RuleId, Severity, Violation};

use crate::answer::{Answer, Verdict};
use crate::json::Json;
use crate::random::Random;
use crate::state::Failure;
use crate::template::{self, Values};

/// The HTTP status of a situation where the provider states none, and what to say where it documents no message.
const fn usual(situation: Situation) -> (u16, &'static str) {
    match situation {
        Situation::NoKey => (401, "the key is missing"),
        Situation::KeyForm => (401, "the header with the key does not have its form"),
        Situation::BadKey => (401, "the key is not known"),
        Situation::NoCredit => (402, "the account has too little credit"),
        Situation::UnknownPath => (404, "there is nothing at this address"),
        Situation::UnknownMethod => (405, "the method is not known at this address"),
        Situation::UnknownJob => (404, "there is no such job"),
        Situation::UnknownModel => (404, "there is no such model"),
        Situation::WrongWay => (400, "the model is not called by this address"),
        Situation::BodyTooLarge => (413, "the body is too large"),
        Situation::RateLimited => (429, "too many requests"),
        Situation::ProbeFailed => (400, "the source could not be measured"),
        Situation::SourceRefused => (400, "the source is too large or not supported"),
        Situation::JobFailed => (500, "the job failed"),
        Situation::ServerError => (500, "something went wrong on the server"),
        Situation::BadGateway => (502, "something went wrong behind the server"),
        Situation::Unavailable => (503, "the server cannot answer now"),
        _ => (400, "the request is not valid"),
    }
}

/// What a refusal says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: Json,
    pub(crate) name: String,
    pub(crate) http: u16,
    /// What the provider documents, else words of our own.
    pub(crate) message: String,
    /// What is wrong with this very request; empty when there is nothing to add.
    pub(crate) detail: String,
    charge: String,
}

/// Whom a message speaks of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct About<'a> {
    pub(crate) model: Option<&'a ModelSpec>,
    /// The model's name where there is no such model.
    pub(crate) name: &'a str,
    pub(crate) parameter: &'a str,
}

impl Refusal {
    /// The provider's refusal in a situation: the code that says so (`answers: [probe_failed]`), else the first one that
    /// comes with the usual status.
    pub(crate) fn of(spec: &ProviderSpec, situation: Situation, about: About<'_>) -> Self {
        let (http, usual) = usual(situation);
        let word = situation.as_str();
        let answers = |code: &&ErrorCode| code.answers.iter().any(|answer| answer == word);
        let alike = |code: &&ErrorCode| code.http == http && http != 400 && code.at_submit;
        let cases = about.model.map_or(&[][..], |model| &model.errors);
        let case = cases.iter().find(|case| case.answers.iter().any(|answer| answer == word));
        let code = case.and_then(|case| spec.errors.iter().find(|code| code.code == case.code));
        let code = code.or_else(|| spec.errors.iter().find(answers)).or_else(|| spec.errors.iter().find(alike));
        let said = spec.messages.iter().find(|message| message.situation == word).map_or("", |message| &*message.text);
        Self::new(code, case, http, [case.map_or("", |case| &case.message), said], usual, about)
    }

    /// The provider's refusal of a request that breaks a rule.
    fn of_violation(model: &ModelSpec, violation: &Violation) -> Self {
        let spec = &model.provider;
        let parameter = violation.pointer.split('/').nth(1).unwrap_or_default();
        // Who does not name a model is not told of any.
        let names_no_model = parameter == model.model_member && violation.rule == RuleId::Missing;
        let about = About { model: (!names_no_model).then_some(model), name: "", parameter };
        let Some(place) = &violation.code else {
            return Self::of(spec, Situation::Invalid, about).detail(&violation.message);
        };
        let rule = violation.rule.as_str();
        let is_case = |case: &&ErrorCase| {
            let answers = case.answers.iter().any(|word| word == rule || Some(word) == violation.name.as_ref());
            case.code == *place && answers && (case.parameter.is_empty() || case.parameter == parameter)
        };
        let code = spec.errors.iter().find(|code| code.code == *place);
        let case = model.errors.iter().find(is_case);
        let said = [case.map_or("", |case| &case.message), ""];
        let refusal = Self::new(code, case, violation.http.unwrap_or(400), said, &violation.message, about);
        Self { code: code_json(place), ..refusal }.detail(&violation.message)
    }

    /// `said` are the messages that go before the code's own, `usual` the one that comes last.
    fn new(
        code: Option<&ErrorCode>,
        case: Option<&ErrorCase>,
        http: u16,
        said: [&str; 2],
        usual: &str,
        about: About<'_>,
    ) -> Self {
        let stated = [case.map_or(0, |case| case.http), code.map_or(0, |code| code.http), http];
        let documented = said.into_iter().chain(code.map(|code| &*code.message));
        let message = documented.chain([usual]).find(|message| !message.is_empty()).unwrap_or_default();
        let model = about.model.map_or(about.name, |model| &model.id);
        let message =
            if model.is_empty() { message.replace("{model}: ", "") } else { message.replace("{model}", model) };
        Self {
            code: code.map_or(Json::Null, |code| code_json(&code.code)),
            name: code.map_or_else(String::new, |code| code.name.to_string()),
            http: stated.into_iter().find(|http| *http > 0).unwrap_or(400),
            message: message.replace("{parameter}", about.parameter),
            detail: String::new(),
            charge: code.map_or_else(String::new, |code| code.charge.to_string()),
        }
    }

    /// Says what is wrong with this very request.
    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Says what is wrong with this very request in place of what the provider always says, as jobs do.
    pub(crate) fn in_detail(mut self) -> Self {
        if !self.detail.is_empty() {
            self.message = std::mem::take(&mut self.detail);
        }
        self
    }

    /// The refusal as an answer in the provider's envelope.
    pub(crate) fn answer(&self, spec: &ProviderSpec, random: &mut Random, verdict: Verdict) -> Answer {
        Answer::json(self.http, envelope(spec, self, random)).verdict(verdict)
    }

    /// The same as the reason of a job that fails.
    pub(crate) fn into_failure(self) -> Failure {
        Failure { code: self.code, message: self.message, charge: self.charge }
    }
}

/// The refusal of a request by its first error.
pub(crate) fn of_report(model: &ModelSpec, report: &Report) -> Option<Refusal> {
    let first = report.violations.iter().find(|violation| violation.severity == Severity::Error)?;
    Some(Refusal::of_violation(model, first))
}

/// The envelope of an error: the documented template, then what its pointers name and the template left out.
fn envelope(spec: &ProviderSpec, refusal: &Refusal, random: &mut Random) -> Json {
    let request_id = Json::text(format!("req_{}", random.uuid()));
    let values = Values::default()
        .with("code", refusal.code.clone())
        .with("name", Json::some_text(&refusal.name))
        .with("message", Json::text(&refusal.message))
        .with("detail", Json::some_text(if refusal.detail == refusal.message { "" } else { &refusal.detail }))
        .with("request_id", request_id.clone());
    let mut body = template::fill(&template::parse(&spec.error_answer), &values);
    let parts = [
        (&spec.error_at.code, refusal.code.clone()),
        (&spec.error_at.message, Json::text(&refusal.message)),
        (&spec.error_at.request_id, request_id),
    ];
    for (pointers, value) in parts {
        let stands = pointers.iter().any(|pointer| body.at(pointer).is_some());
        if let Some(pointer) = pointers.first().filter(|_| !stands) {
            body.set(pointer, &[value]);
        }
    }
    body
}

/// A code in the JSON type that the provider sends it in.
pub(crate) fn code_json(code: &ErrorPlace) -> Json {
    match code {
        ErrorPlace::Number(number) => Json::integer(*number),
        ErrorPlace::Text(text) => Json::text(&**text),
    }
}

/// Why a job fails that nothing else is wrong with.
pub(crate) fn job_failure(spec: &ProviderSpec, about: About<'_>) -> Failure {
    let stated = spec.errors.iter().find(|code| code.at_job);
    let refusal = Refusal::of(spec, Situation::JobFailed, about);
    match stated {
        Some(code) if refusal.code == Json::Null => {
            Refusal::new(Some(code), None, code.http, ["", ""], &refusal.message, about).into_failure()
        }
        _ => refusal.into_failure(),
    }
}
