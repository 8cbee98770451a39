//! The beginning of a spec: what every file states, and the rest as hints to be uncommented. What is still missing is left to
//! the checker, which names each key with what belongs there.

mod from_schema;
mod parameters;
mod scalar;
mod text;

pub use from_schema::{Draft, Origin, from_schema};

use std::fmt;

/// Why no spec can begin with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadName {
    /// The name.
    pub name: String,
}

impl fmt::Display for BadName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.escape_debug();
        write!(
            f,
            "`{name}` cannot be the name of a spec: 1 to {LONGEST} ASCII letters, digits, `-`, `_` and `.`, of which the first one is a letter or a digit"
        )
    }
}

impl std::error::Error for BadName {}

/// A name is one of a file, with an extension to come.
const LONGEST: usize = 128;

/// The beginning of `<provider>/models/<id>.yaml`. It is a draft, so it blocks no other model while it is written.
///
/// # Errors
/// When a name cannot be that of a file, or would need quotes of the shell.
pub fn model(provider: &str, id: &str) -> Result<String, BadName> {
    let (provider, id) = (checked(provider)?, checked(id)?);
    Ok(MODEL.replace("{provider}", provider).replace("{id}", &scalar(id)))
}

/// The beginning of `<id>/provider.yaml`.
///
/// # Errors
/// When the name cannot be that of a folder, or would need quotes of the shell.
pub fn provider(id: &str) -> Result<String, BadName> {
    let id = checked(id)?;
    // The name of a variable begins with no digit.
    let first = if id.starts_with(|first: char| first.is_ascii_digit()) { "_" } else { "" };
    let env: String = first
        .chars()
        .chain(id.chars())
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' })
        .collect();
    Ok(PROVIDER.replace("{id}", &scalar(id)).replace("{env}", &env))
}

fn checked(name: &str) -> Result<&str, BadName> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let starts = name.starts_with(|first: char| first.is_ascii_alphanumeric());
    let is_name = starts && name.len() <= LONGEST && name.bytes().all(is_part);
    if is_name { Ok(name) } else { Err(BadName { name: name.to_owned() }) }
}

/// A name as a YAML text: in quotes unless it is clear in every version of YAML that it is one.
fn scalar(name: &str) -> String {
    let is_clear = name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.contains('-');
    if is_clear { name.to_owned() } else { format!("\"{name}\"") }
}

const MODEL: &str = "\
# yaml-language-server: $schema=../../schema/model.json
# A line of prose begins with `#` and one blank, and may go. Of every other line take the `#` away, and fill it in.
# `cargo xtask lint` (or `nameplate models --specs specs`) names what is missing and what is wrong.
model: {id}

# While this stands here, nothing is generated from this file and its faults block nobody.
draft: true

# The title and the first line of the model's page, as they stand there.
#title: Title of the page
#summary: One line that says what it does
#about: >-
#  What it is and when to use it, in the source's words.

# What it makes: video, image, audio or text.
#kind: video

# The page that everything here is from, and the day on which you read it.
#page: {url: \"https://docs.example.com/the-model\", read: \"2026-01-31\", confidence: documented}

# The path of the model's endpoint, and the ways to call it by the names in {provider}/provider.yaml, the advised one first.
#endpoint: /videos/generate
#ways: [NAME]

# Every member of the body but the one that names the model, in the order of the page. Exactly one key says what a value is:
# bool, integer, number, text, one_of, one_of_numbers, url, list, object, choice. `default:` is what the provider uses when
# the member is absent. Limits that are likely and not stated go under `inferred:`, and only warn.
#parameters:
#  prompt: {doc: What it shows., required: true, text: {min_chars: 1, max_chars: 2000}}
#  resolution: {doc: The size of the result., default: 1080p, one_of: [720p, 1080p]}
#  strength: {doc: How much., default: 0.5, number: {min: 0, max: 1}}

# What the page says about several parameters at once. The names are public: reports carry them.
#rules:
#  strength_needs_size: {condition: \"strength <= 0.5 || resolution == \\\"1080p\\\"\", message: more than 0.5 needs 1080p}

# A price that nobody publishes is `unpublished`, with what the page says of it. It is never 0 and never left out.
#billing: {unpublished: The page gives no rate.}
# A price that is published has instead of it, a line each:
# measures: {source_seconds: {unit: s, measured_by: provider}}
# rates: {per_second: {unit: USD/s, by: [resolution], cells: {720p: 0.02, 1080p: 0.04}}}
# steps: {billable: ceil(source_seconds), bill: per_second * billable}
# total: bill

# The requests of the page; each is checked, and priced when it can be.
#examples:
#  minimal: {title: Minimal, body: {model: {id}, prompt: A red fox}}

# What no key can say, and what the page does not state: a reader has to know both.
#limits: [\"Gap: the page does not state how long results stay readable.\"]
";

const PROVIDER: &str = "\
# yaml-language-server: $schema=../schema/provider.json
# A line of prose begins with `#` and one blank, and may go. Of every other line take the `#` away, and fill it in.
# `cargo xtask lint` (or `nameplate models --specs specs`) names what is missing and what is wrong.
provider: {id}

#title: Title of the provider
#about: What a caller should know before the first call.

# Scheme and host: every path below stands on it.
#origin: https://api.example.com

# How a call proves who makes it: `bearer`, or `header: {name: X-Key, env: NAME}`. Never a key itself.
#auth:
#  bearer: {env: {env}_API_KEY}
#  keys_at: https://example.com/keys

# Where facts come from, for `from: NAME`.
#sources:
#  reference: {url: \"https://docs.example.com\", read: \"2026-01-31\", confidence: documented}

# The ways to call a model. `call` answers with the result; `submit` answers with a job, which is polled.
# Paths know {endpoint}, {model} and {job_id}; places in answers are JSON Pointers, `*` stands for every item.
#ways:
#  sync:
#    call: {post: \"/v1{endpoint}\", answers: result, cost: paid}
#    outputs: {any: \"/data/*/url\"}
#  queue:
#    submit: {post: \"/v1/jobs\", answers: job, job_ids: /id, cost: paid}
#    poll: {get: \"/v1/jobs/{job_id}\", every: 5s, cost: free}
#    status: {at: /status, running: [queued, processing], succeeded: [succeeded], failed: [failed]}
#    outputs: {any: /url}
#    failure: {message: /error/message}

# Where an error answer has its parts, and the codes: 20003 is a number, \"20003\" a text. `answers:` names the rules of
# nameplate that a code stands for (`nameplate explain missing`).
#errors:
#  at: {code: /error/code, message: /error/message}
#  codes:
#    missing_parameter: {http: 400, answers: [missing, requires], message: \"{parameter} is required\"}

# When money moves, what a credit is worth, and what may be sent twice.
#charge: {when: submit, on_failed: refunded}
#credit: {worth: 0.001, currency: USD}
#idempotency: none

#limits: [\"Gap: rate limits are not stated.\"]
";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{model, provider};
    use crate::diagnostic::{Level, Sources};
    use crate::folder::SpecFile;
    use crate::{Faults, Specs, compile};

    fn specs(provider: &str, model: &str, texts: [&str; 2]) -> Result<Specs, Faults> {
        let mut sources = Sources::default();
        let mut file = |model: Option<&str>, path: &str, text: &str| SpecFile {
            provider: provider.to_owned(),
            model: model.map(str::to_owned),
            file: sources.add(path, text),
        };
        let files = [file(None, "provider.yaml", texts[0]), file(Some(model), "model.yaml", texts[1])];
        compile(sources, &files)
    }

    /// The text with its hints taken as keys.
    fn finished(text: &str) -> String {
        let is_prose = |line: &str| line.starts_with("# ") && !line.starts_with("#  ");
        let line = |line: &str| if is_prose(line) { String::new() } else { line.trim_start_matches('#').to_owned() };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    }

    fn finished_model(provider: &str, id: &str) -> String {
        finished(&model(provider, id).unwrap()).replace("[NAME]", "[queue, sync]").replace("draft: true", "")
    }

    #[test]
    fn hints_that_are_taken_as_they_are_make_a_good_spec() {
        for id in ["new-model", "no", "1.5", "v2.1-pro"] {
            let texts = [finished(&provider(id).unwrap()), finished_model(id, id)];
            let specs = specs(id, id, [&texts[0], &texts[1]]).unwrap();
            assert_eq!(specs.warnings, []);
            assert_eq!(specs.model(id).unwrap().body.fields.len(), 4);
        }
    }

    #[test]
    fn a_model_that_was_just_begun_blocks_nobody_and_is_told_what_it_lacks() {
        let texts = [finished(&provider("new").unwrap()), model("new", "first").unwrap()];
        let specs = specs("new", "first", [&texts[0], &texts[1]]).unwrap();
        assert!(specs.warnings.iter().all(|warning| warning.level == Level::Warning));
        for key in ["title", "kind", "page", "ways", "parameters", "billing"] {
            assert!(specs.warnings.iter().any(|warning| warning.message.contains(key)), "{key}: {:?}", specs.warnings);
        }
    }

    #[test]
    fn a_provider_that_was_just_begun_is_told_what_it_lacks() {
        let texts = [provider("new").unwrap(), finished_model("new", "first")];
        let faults = specs("new", "first", [&texts[0], &texts[1]]).unwrap_err().to_string();
        for key in ["title", "origin", "auth", "ways", "errors"] {
            assert!(faults.contains(key), "{key}: {faults}");
        }
    }

    #[test]
    fn names_that_are_no_files_are_refused() {
        for name in ["", ".", "..", "../x", "a/b", "a\\b", "-rf", "a b", "é", "a\nb", "a\"b", &"x".repeat(129)] {
            assert!(provider(name).is_err(), "{name:?}");
            assert!(model("oxen", name).is_err(), "{name:?}");
            assert!(model(name, "x").is_err(), "{name:?}");
        }
    }
}
