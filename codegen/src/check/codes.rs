//! Error codes: the provider's table, and the situations that a model's page documents.

use std::collections::BTreeSet;

use nameplate::RuleId;
use nameplate::spec::{ErrorAt, ErrorCase, ErrorCode, ErrorPlace, Message, Situation, Text};

use super::{errors, texts};
use crate::diagnostic::{Diagnostic, FileId};
use crate::resolve::At;
use crate::spec;
use crate::yaml::{Number, OneOrMany, Scalar, Sp};

const MONEY: [&str; 3] = ["none", "refunded", "kept"];

/// The codes of a provider.
pub(super) fn provider_codes(file: FileId, stated: &spec::Errors, diagnostics: &mut Vec<Diagnostic>) -> Vec<ErrorCode> {
    let mut codes = Vec::new();
    for (code, known) in stated.codes.iter().flatten() {
        let Some(place) = code_of(file, code, diagnostics) else { continue };
        codes.push(provider_code(file, place, known, diagnostics));
    }
    codes
}

fn provider_code(
    file: FileId,
    code: ErrorPlace,
    known: &spec::ErrorCode,
    diagnostics: &mut Vec<Diagnostic>,
) -> ErrorCode {
    let spec::ErrorCode { name, http, doc, message, answers, inferred, at, charge, retry, from: _ } = known;
    let inferred = inferred.as_ref().and_then(|inferred| inferred.answers.as_ref());
    let answers =
        answers.iter().chain(inferred).flatten().filter_map(|rule| rule_of(file, rule, &BTreeSet::new(), diagnostics));
    let answers = answers.collect();
    for place in at.iter().flatten() {
        one_of(file, place, &["submit", "job"], diagnostics);
    }
    let comes_at = |place: &str| at.as_ref().map_or(place == "submit", |at| at.iter().any(|at| at.value == place));
    if let Some(charge) = charge {
        one_of(file, charge, &MONEY, diagnostics);
    }
    ErrorCode {
        code,
        name: optional(name.as_ref()),
        http: http_status(file, http.as_ref(), diagnostics),
        doc: optional(doc.as_ref()),
        message: optional(message.as_ref()),
        answers,
        at_submit: comes_at("submit"),
        at_job: comes_at("job"),
        charge: optional(charge.as_ref()),
        retry: retry.as_ref().map(|retry| retry.value),
    }
}

/// What the situations of a model may name.
pub(super) struct Known<'k> {
    /// The parameters of its body.
    pub(super) parameters: &'k [&'k str],
    /// The rules between them, those of inner objects too.
    pub(super) rules: &'k BTreeSet<String>,
    /// The codes of its provider.
    pub(super) codes: &'k [ErrorCode],
}

/// What the provider says in situations.
pub(super) fn messages(file: FileId, stated: &spec::Errors, diagnostics: &mut Vec<Diagnostic>) -> Vec<Message> {
    let mut messages = Vec::new();
    for (situation, text) in stated.messages.iter().flatten() {
        if situation.value.parse::<Situation>().is_err() {
            diagnostics.push(errors::unknown_situation(&At::from_sp(file, situation)));
        }
        messages.push(Message { situation: situation.value.clone().into(), text: text.value.clone().into() });
    }
    messages
}

/// The situations that a model's page documents.
pub(super) fn cases(
    file: FileId,
    stated: Option<&spec::Map<spec::ErrorCase>>,
    known: &Known<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ErrorCase> {
    let mut cases = Vec::new();
    for (name, case) in stated.into_iter().flatten() {
        let spec::ErrorCase { when, code, http, message, parameter, answers } = case;
        let Some(place) = code_of(file, code, diagnostics) else { continue };
        if let Some(parameter) = parameter
            && !known.parameters.contains(&parameter.value.as_str())
        {
            diagnostics.push(errors::unknown_parameter(&At::from_sp(file, parameter), known.parameters));
        }
        let of_provider = known.codes.iter().find(|known| known.code == place);
        let http = match http {
            Some(_) => http_status(file, http.as_ref(), diagnostics),
            None => of_provider.map_or(0, |known| known.http),
        };
        let answers =
            answers.iter().flatten().filter_map(|rule| rule_of(file, rule, known.rules, diagnostics)).collect();
        cases.push(ErrorCase {
            name: name.value.clone().into(),
            when: when.value.clone().into(),
            parameter: optional(parameter.as_ref()),
            answers,
            code: place,
            http,
            message: optional(message.as_ref()),
        });
    }
    cases
}

/// Where an error answer has its parts.
pub(super) fn error_at(file: FileId, at: Option<&spec::ErrorAt>, diagnostics: &mut Vec<Diagnostic>) -> ErrorAt {
    let mut list = |pointers: Option<&OneOrMany<String>>| -> Vec<Text> {
        pointers
            .into_iter()
            .flat_map(|many| many.0.iter())
            .map(|pointer| pointer_of(file, pointer, diagnostics))
            .collect()
    };
    ErrorAt {
        code: list(at.and_then(|at| at.code.as_ref())).into(),
        message: list(at.and_then(|at| at.message.as_ref())).into(),
        request_id: list(at.and_then(|at| at.request_id.as_ref())).into(),
    }
}

/// A JSON Pointer.
pub(super) fn pointer_of(file: FileId, pointer: &Sp<String>, diagnostics: &mut Vec<Diagnostic>) -> Text {
    if !texts::is_pointer(&pointer.value) {
        diagnostics.push(errors::not_a_pointer(&At::from_sp(file, pointer)));
    }
    pointer.value.clone().into()
}

/// That a word is one of a closed list.
pub(super) fn one_of(file: FileId, word: &Sp<String>, words: &[&str], diagnostics: &mut Vec<Diagnostic>) {
    if !words.contains(&word.value.as_str()) {
        diagnostics.push(errors::not_a_word(&At::from_sp(file, word), words));
    }
}

/// A text that may be left out.
pub(super) fn optional(text: Option<&Sp<String>>) -> Text {
    text.map(|text| text.value.clone().into()).unwrap_or_default()
}

fn code_of(file: FileId, code: &Sp<Scalar>, diagnostics: &mut Vec<Diagnostic>) -> Option<ErrorPlace> {
    let place = match &code.value {
        Scalar::Number(number) => number.text.parse().ok().map(ErrorPlace::Number),
        Scalar::Text(text) => Some(ErrorPlace::Text(text.clone().into())),
        Scalar::Bool(_) => None,
    };
    if place.is_none() {
        diagnostics.push(errors::not_a_code(&At::new(file, code.span.clone(), ())));
    }
    place
}

/// A rule of reports, a situation, or a rule of a model by its name.
fn rule_of(
    file: FileId,
    rule: &Sp<String>,
    of_model: &BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Text> {
    let is_word = rule.value.parse::<RuleId>().is_ok() || rule.value.parse::<Situation>().is_ok();
    let known = is_word || of_model.contains(&rule.value);
    if !known {
        diagnostics.push(errors::unknown_rule(&At::from_sp(file, rule), of_model));
    }
    known.then(|| rule.value.clone().into())
}

fn http_status(file: FileId, http: Option<&Sp<Number>>, diagnostics: &mut Vec<Diagnostic>) -> u16 {
    let Some(http) = http else { return 0 };
    let status = http.value.text.parse().ok().filter(|status| (100..600).contains(status));
    status.unwrap_or_else(|| {
        diagnostics.push(errors::not_a_status(&At::from_sp(file, http)));
        0
    })
}
