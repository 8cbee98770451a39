//! Providers, life cycles, error codes, provenance, examples.

use std::collections::BTreeSet;

use super::near;
use crate::diagnostic::{Diagnostic, Place};
use crate::resolve::At;
use crate::suggest::listed;
use crate::yaml::Number;

pub(in crate::check) fn not_an_origin(origin: &At<String>) -> Diagnostic {
    Diagnostic::error("E0701", origin.place.clone(), format!("`{}` is no origin", origin.value))
        .help("scheme and host, nothing behind: `https://api.example.com`; paths stand on it")
}

pub(in crate::check) fn too_many_ways(place: Place, found: usize, limit: usize) -> Diagnostic {
    Diagnostic::error("E0702", place, format!("{found} ways are stated; at most {limit} are allowed"))
}

pub(in crate::check) fn one_auth(place: Place) -> Diagnostic {
    Diagnostic::error("E0703", place, "`auth` needs exactly one of `bearer` and `header`")
}

pub(in crate::check) fn call_or_submit(way: &At<String>) -> Diagnostic {
    Diagnostic::error(
        "E0704",
        way.place.clone(),
        format!("the way `{}` needs exactly one of `call` and `submit`", way.value),
    )
    .help("`call` when the answer is the result, `submit` when it is a job")
}

pub(in crate::check) fn job_without(way: &At<String>, key: &str) -> Diagnostic {
    Diagnostic::error("E0705", way.place.clone(), format!("the way `{}` starts a job and has no `{key}`", way.value))
        .help("without it the result of a paid job could not be found")
}

pub(in crate::check) fn no_method(way: &At<String>) -> Diagnostic {
    Diagnostic::error("E0706", way.place.clone(), format!("an operation of the way `{}` has no method", way.value))
        .help("give one of `get`, `post`, `put`, `patch`, and `delete` with its path")
}

pub(in crate::check) fn two_methods(path: &At<String>) -> Diagnostic {
    Diagnostic::error("E0707", path.place.clone(), "an operation has one method").help("keep one")
}

pub(in crate::check) fn bad_path(path: &At<String>, fault: &str) -> Diagnostic {
    Diagnostic::error("E0708", path.place.clone(), format!("the path `{}` {fault}", path.value))
        .help("paths start with `/` and know `{endpoint}`, `{model}`, and `{job_id}`; an endpoint knows none of them")
}

pub(in crate::check) fn not_a_pointer(pointer: &At<String>) -> Diagnostic {
    Diagnostic::error("E0709", pointer.place.clone(), format!("`{}` is no JSON Pointer", pointer.value))
        .help("`/generations/*/id`: `/` before every name, `*` for every item; `~1` is a slash in a name, `~0` a tilde")
}

pub(in crate::check) fn status_word_twice(word: &At<String>) -> Diagnostic {
    Diagnostic::error("E0710", word.place.clone(), format!("the status `{}` already means something else", word.value))
}

pub(in crate::check) fn credit_is_worth_nothing(worth: &At<Number>) -> Diagnostic {
    Diagnostic::error("E0711", worth.place.clone(), format!("a credit that is worth {} counts nothing", worth.value))
}

pub(in crate::check) fn not_a_code(code: &At<()>) -> Diagnostic {
    Diagnostic::error("E0712", code.place.clone(), "an error code is a whole number of 64 bits or a text")
        .help("write it in the JSON type that the provider sends it in: `20003` or `\"20003\"`")
}

/// `named` are the rules that the model itself has.
pub(in crate::check) fn unknown_rule(rule: &At<String>, named: &BTreeSet<String>) -> Diagnostic {
    let of_reports = nameplate::RuleId::ALL.iter().map(|rule| rule.as_str());
    let situations = nameplate::spec::Situation::ALL.iter().map(|situation| situation.as_str());
    let known: Vec<&str> = named.iter().map(String::as_str).chain(of_reports).chain(situations).collect();
    let what = format!("there is no rule and no situation `{}`", rule.value);
    near(Diagnostic::error("E0713", rule.place.clone(), what), &rule.value, &known)
}

pub(in crate::check) fn unknown_situation(word: &At<String>) -> Diagnostic {
    let known: Vec<&str> = nameplate::spec::Situation::ALL.iter().map(|situation| situation.as_str()).collect();
    let what = format!("there is no situation `{}`", word.value);
    near(Diagnostic::error("E0727", word.place.clone(), what), &word.value, &known)
}

pub(in crate::check) fn not_a_status(status: &At<Number>) -> Diagnostic {
    Diagnostic::error("E0714", status.place.clone(), format!("{} is no HTTP status", status.value)).help("100 to 599")
}

pub(in crate::check) fn unknown_way(way: &At<String>, known: &[&str]) -> Diagnostic {
    near(
        Diagnostic::error("E0715", way.place.clone(), format!("the provider has no way `{}`", way.value)),
        &way.value,
        known,
    )
}

pub(in crate::check) fn no_way(model: &At<String>, known: &[&str]) -> Diagnostic {
    Diagnostic::error("E0716", model.place.clone(), format!("`{}` has no way to be called", model.value))
        .help(format!("list at least one of {}", listed(known)))
}

pub(in crate::check) fn no_endpoint(model: &At<String>) -> Diagnostic {
    Diagnostic::error("E0717", model.place.clone(), format!("`{}` has no `endpoint`, and its ways use it", model.value))
        .help("give the path that the provider's addresses call `{endpoint}`: `endpoint: /videos/generate`")
}

pub(in crate::check) fn takes_reversed(from: &At<String>) -> Diagnostic {
    Diagnostic::error("E0718", from.place.clone(), "a run takes longer at least than at most")
        .help("swap `from` and `to`")
}

pub(in crate::check) fn not_a_result_duration(duration: &At<String>) -> Diagnostic {
    Diagnostic::error("E0719", duration.place.clone(), format!("`{}` names no parameter of this model", duration.value))
        .help("write `same_as(PARAMETER)`")
}

pub(in crate::check) fn not_a_result_address(files: &At<String>) -> Diagnostic {
    Diagnostic::error("E0726", files.place.clone(), format!("`{}` is no pattern of addresses", files.value))
        .help("an http(s) address; its path may have `{job_id}`, `{key}` and `{n}`: `https://cdn.example.com/{job_id}/{n}.mp4`")
}

pub(in crate::check) fn poll_of_which_job(way: &At<String>, place: Place) -> Diagnostic {
    Diagnostic::error("E0720", place, format!("the poll of the way `{}` does not say which job it reads", way.value))
        .help("put `{job_id}` into its path")
}

pub(in crate::check) fn provider_without_ways(place: Place) -> Diagnostic {
    Diagnostic::error("E0721", place, "a provider without ways cannot be called")
        .help("state at least one under `ways:`")
}

pub(in crate::check) fn answer_is_no_object(place: Place) -> Diagnostic {
    Diagnostic::error("E0722", place, "a documented answer is an object")
        .help("state its members: `{id: \"{job_id}\", created_at: \"{created}\"}`")
}

pub(in crate::check) fn unknown_placeholder(place: Place, name: &str, known: &[&str]) -> Diagnostic {
    near(Diagnostic::error("E0723", place, format!("answers know no `{{{name}}}`")), name, known)
}

pub(in crate::check) fn not_an_id_form(form: &At<String>) -> Diagnostic {
    Diagnostic::error("E0724", form.place.clone(), format!("`{}` is no form of job ids", form.value)).help(
        "one of `{uuid}`, `{hex}`, and `{number}`, with letters, digits, `_`, `-`, or `.` around it: `task_{hex}`",
    )
}

pub(in crate::check) fn not_a_count(name: &At<String>, known: &[&str]) -> Diagnostic {
    let what = format!("`{}` is no whole number that this way adds", name.value);
    let found = Diagnostic::error("E0725", name.place.clone(), what);
    if known.is_empty() { found.help("state it under `adds:`") } else { near(found, &name.value, known) }
}

pub(in crate::check) fn bad_auth(place: Place, text: &str, fault: &str) -> Diagnostic {
    Diagnostic::error("E0728", place, format!("in `auth`, `{}` {fault}", text.escape_debug()))
        .help("`{bearer: {env: ACME_API_KEY}}`, or `{header: {name: X-Api-Key, prefix: \"Key \", env: ACME_API_KEY}}`")
}

pub(in crate::check) fn unknown_source(from: &At<String>, known: &[&str]) -> Diagnostic {
    let found = Diagnostic::error("E0801", from.place.clone(), format!("there is no source `{}`", from.value));
    if known.is_empty() {
        return found.help("state it under `sources:` in this file or in provider.yaml");
    }
    near(found, &from.value, known)
}

pub(in crate::check) fn source_named_page(name: &At<String>) -> Diagnostic {
    Diagnostic::error("E0802", name.place.clone(), "`page` is the model's own page")
        .help("give this source another name")
}

pub(in crate::check) fn not_an_address(url: &At<String>) -> Diagnostic {
    Diagnostic::error("E0803", url.place.clone(), format!("`{}` is no http(s) address", url.value))
}

pub(in crate::check) fn not_a_date(date: &At<String>) -> Diagnostic {
    Diagnostic::error("E0804", date.place.clone(), format!("`{}` is no day of the calendar", date.value))
        .help("write it as \"2026-08-08\"")
}

pub(in crate::check) fn example_not_allowed(name: &At<String>, body: Place, fault: &str) -> Diagnostic {
    Diagnostic::error("E0805", body, format!("the example `{}` does not pass the check of its own model", name.value))
        .label(fault)
        .help("a documented request is right by definition: mend the limits, or the example if it was copied wrong")
}
