//! Refusals in a provider's own words: its code, its HTTP status, its message, its envelope.

use nameplate::spec::{ErrorCase, ErrorCode, ErrorPlace, ModelSpec, ProviderSpec};
use nameplate::{Report, Severity, Violation};

use crate::answer::{Answer, Verdict};
use crate::json::Json;
use crate::random::Random;
use crate::state::Failure;
use crate::template::{self, Values};

/// Writes the enum of situations with their words and statuses from one table.
macro_rules! situations {
    ($($variant:ident $word:literal $http:literal $message:literal,)*) => {
        /// Why a request is refused or a job fails, beside the rules of a report.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Situation {
            $($variant,)*
        }

        impl Situation {
            /// The word by which a spec says which code answers it.
            pub(crate) const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The HTTP status where the provider states none.
            const fn http(self) -> u16 {
                match self { $(Self::$variant => $http,)* }
            }

            /// What to say where the provider documents no message.
            const fn message(self) -> &'static str {
                match self { $(Self::$variant => $message,)* }
            }
        }
    };
}

situations! {
    NoKey "no_key" 401 "the key is missing",
    KeyForm "key_form" 401 "the header with the key does not have its form",
    BadKey "bad_key" 401 "the key is not known",
    NoCredit "no_credit" 402 "the account has too little credit",
    NoPath "unknown_path" 404 "there is nothing at this address",
    NoJob "unknown_job" 404 "there is no such job",
    NoModel "unknown_model" 404 "there is no such model",
    WrongWay "wrong_way" 400 "the model is not called by this address",
    WrongMethod "wrong_method" 405 "the method is not known at this address",
    Invalid "invalid" 400 "the request is not valid",
    TooLarge "too_large" 413 "the body is too large",
    RateLimited "rate_limited" 429 "too many requests",
    ProbeFailed "probe_failed" 400 "the source could not be measured",
    SourceRefused "source_refused" 400 "the source is too large or not supported",
    JobFailed "job_failed" 500 "the job failed",
    ServerError "server_error" 500 "something went wrong on the server",
    BadGateway "bad_gateway" 502 "something went wrong behind the server",
    Unavailable "unavailable" 503 "the server cannot answer now",
}

/// What a refusal says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: Json,
    pub(crate) name: String,
    pub(crate) http: u16,
    /// What the provider documents, else the same as `detail`.
    pub(crate) message: String,
    /// What is wrong with this very request.
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
        let answers = |code: &&ErrorCode| code.answers.iter().any(|word| word == situation.word());
        let alike = |code: &&ErrorCode| code.http == situation.http() && situation.http() != 400 && code.at_submit;
        let code = spec.errors.iter().find(answers).or_else(|| spec.errors.iter().find(alike));
        let case = about.model.and_then(|model| {
            model.errors.iter().find(|case| case.answers.iter().any(|word| word == situation.word()))
        });
        let code = match case {
            Some(case) => spec.errors.iter().find(|code| code.code == case.code).or(code),
            None => code,
        };
        Self::new(code, case, situation.http(), situation.message().to_owned(), about)
    }

    /// The provider's refusal of a request that breaks a rule.
    fn of_violation(model: &ModelSpec, violation: &Violation) -> Self {
        let spec = &model.provider;
        let parameter = violation.pointer.split('/').nth(1).unwrap_or_default();
        let about = About { model: Some(model), name: "", parameter };
        let Some(place) = &violation.code else {
            let mut refusal = Self::of(spec, Situation::Invalid, about);
            refusal.detail.clone_from(&violation.message);
            return refusal;
        };
        let rule = violation.rule.as_str();
        let is_case = |case: &&ErrorCase| {
            let answers = case.answers.iter().any(|word| word == rule || Some(word) == violation.name.as_ref());
            case.code == *place && answers && (case.parameter.is_empty() || case.parameter == parameter)
        };
        let code = spec.errors.iter().find(|code| code.code == *place);
        let http = violation.http.unwrap_or(Situation::Invalid.http());
        let mut refusal = Self::new(code, model.errors.iter().find(is_case), http, violation.message.clone(), about);
        refusal.code = code_json(place);
        refusal.detail.clone_from(&violation.message);
        refusal
    }

    fn new(code: Option<&ErrorCode>, case: Option<&ErrorCase>, http: u16, otherwise: String, about: About<'_>) -> Self {
        let stated = [case.map_or(0, |case| case.http), code.map_or(0, |code| code.http), http];
        let documented = [case.map_or("", |case| &case.message), code.map_or("", |code| &code.message)];
        let model = about.model.map_or(about.name, |model| &model.id);
        let message = documented.into_iter().find(|message| !message.is_empty());
        let message = message.map(|message| message.replace("{model}", model).replace("{parameter}", about.parameter));
        Self {
            code: code.map_or(Json::Null, |code| code_json(&code.code)),
            name: code.map_or_else(String::new, |code| code.name.to_string()),
            http: stated.into_iter().find(|http| *http > 0).unwrap_or(400),
            message: message.unwrap_or_else(|| otherwise.clone()),
            detail: otherwise,
            charge: code.map_or_else(String::new, |code| code.charge.to_string()),
        }
    }

    /// Says what is wrong with this very request.
    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
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
            Refusal::new(Some(code), None, code.http, refusal.message, about).into_failure()
        }
        _ => refusal.into_failure(),
    }
}
