//! What goes back to a caller.

use std::time::Duration;

use nameplate::{Report, RuleId, Severity};

use crate::events::Told;
use crate::json::Json;
use crate::state::Account;

/// An answer before it is put on the wire.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Body,
    pub(crate) verdict: Verdict,
    /// The jobs that it speaks of.
    pub(crate) jobs: Vec<String>,
    /// How it is kept from the caller.
    pub(crate) fault: Option<Fault>,
}

/// The body of an answer.
#[derive(Debug)]
pub(crate) enum Body {
    Json(Json),
    File { bytes: Vec<u8>, media_type: &'static str },
    Stream(Box<Listening>),
}

/// A stream of events that was opened.
#[derive(Debug)]
pub(crate) struct Listening {
    pub(crate) provider: usize,
    pub(crate) account: Account,
    pub(crate) path: String,
    pub(crate) past: Vec<Told>,
    pub(crate) events: tokio::sync::broadcast::Receiver<Told>,
    pub(crate) keep_alive: Duration,
    /// Whether the first event ends the stream instead of being told.
    pub(crate) drops: bool,
}

/// How an answer is kept from the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The connection is cut before a byte of the answer.
    Cut,
    /// The connection stays open and nothing comes.
    Stall,
    /// Half the body comes, then the connection is cut.
    Half,
}

/// What the emulator thought of a request: rule ids, or what else was wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict(Vec<String>);

impl Verdict {
    /// The one thing that is wrong.
    pub(crate) fn of(word: &str) -> Self {
        Self(vec![word.to_owned()])
    }

    /// The rules that a report names, those that refuse first.
    pub(crate) fn of_report(report: &Report) -> Self {
        let mut rules: Vec<(bool, RuleId)> = report
            .violations
            .iter()
            .map(|violation| (violation.severity == Severity::Warning, violation.rule))
            .collect();
        rules.sort_unstable();
        rules.dedup_by_key(|(_, rule)| *rule);
        Self(rules.into_iter().map(|(_, rule)| rule.as_str().to_owned()).collect())
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_empty() { f.write_str("ok") } else { f.write_str(&self.0.join(",")) }
    }
}

impl Answer {
    pub(crate) fn json(status: u16, body: Json) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Body::Json(body),
            verdict: Verdict::default(),
            jobs: Vec::new(),
            fault: None,
        }
    }

    pub(crate) fn file(bytes: Vec<u8>, media_type: &'static str) -> Self {
        Self { body: Body::File { bytes, media_type }, ..Self::json(200, Json::Null) }
    }

    pub(crate) fn stream(listening: Listening) -> Self {
        Self { body: Body::Stream(Box::new(listening)), ..Self::json(200, Json::Null) }
    }

    pub(crate) fn verdict(mut self, verdict: Verdict) -> Self {
        self.verdict = verdict;
        self
    }

    pub(crate) fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(crate) fn jobs(mut self, jobs: Vec<String>) -> Self {
        self.jobs = jobs;
        self
    }

    pub(crate) fn fault(mut self, fault: Option<Fault>) -> Self {
        self.fault = fault;
        self
    }
}
