//! What is told while a request runs: one JSON object a line for machines, talk on standard error for people.

use std::io::IsTerminal;
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use nameplate::client::{ClientError, Done, Job, RecordId, Update};
use nameplate::spec::ModelSpec;
use nameplate::{Estimate, Exact};
use serde::Serialize;

use super::super::VERSION;
use crate::failure::Failure;
use crate::screen::{self, Screen};

/// An event as the machine interface writes it.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Event<'a> {
    Price {
        estimate: &'a Estimate,
        reserved: Option<Exact>,
    },
    Submitted {
        job: &'a str,
        job_ids: &'a [String],
        model: String,
        way: &'a str,
        base: &'a str,
    },
    Status {
        job: &'a str,
        job_id: &'a str,
        status: &'a str,
        phase: &'static str,
    },
    Saved {
        job: &'a str,
        kind: &'a str,
        file: &'a Path,
    },
    Done {
        job: &'a str,
        cost: Option<Exact>,
        money: &'static str,
    },
    Failed {
        job: Option<&'a str>,
        job_ids: &'a [String],
        kind: String,
        money: &'static str,
        code: Option<String>,
        message: &'a str,
        provider_message: Option<&'a str>,
        request_id: Option<&'a str>,
        http: Option<u16>,
        retryable: bool,
    },
}

#[derive(Serialize)]
struct Line<'a> {
    v: u8,
    #[serde(flatten)]
    event: Event<'a>,
}

/// Tells what happens.
pub(super) struct Tell {
    screen: Screen,
    bar: Option<ProgressBar>,
    since: Instant,
}

impl Tell {
    pub(super) fn new(screen: Screen) -> Self {
        Self { screen, bar: None, since: Instant::now() }
    }

    /// What is about to be sent, and what it costs.
    pub(super) fn price(
        &self,
        spec: &ModelSpec,
        way: &str,
        estimate: &Estimate,
        reserved: Option<Exact>,
        live: bool,
    ) -> Result<(), Failure> {
        if self.screen.wants_json() {
            return line(Event::Price { estimate, reserved });
        }
        let where_to = if live { spec.provider.origin.as_ref() } else { "an emulator, which costs nothing" };
        talk(&format!(" send      {} · {way} · {where_to}", spec.name()));
        talk(estimate.tree(spec).to_string().trim_end());
        Ok(())
    }

    /// The provider has taken it.
    pub(super) fn submitted(&self, job: &Job) -> Result<(), Failure> {
        if self.screen.wants_json() {
            return line(Event::Submitted {
                job: job.record().as_str(),
                job_ids: job.ids(),
                model: job.model(),
                way: job.way(),
                base: job.base(),
            });
        }
        talk(&format!(" job       {} · {}", job.record(), job.ids().join(", ")));
        Ok(())
    }

    /// The status has changed.
    pub(super) fn status(&mut self, job: &Job, update: &Update) -> Result<(), Failure> {
        if self.screen.wants_json() {
            return line(Event::Status {
                job: job.record().as_str(),
                job_id: &update.job_id,
                status: &update.status,
                phase: update.phase.as_str(),
            });
        }
        let text = format!("{} {}", update.job_id, update.status);
        if std::io::stderr().is_terminal() {
            self.bar().set_message(screen::plain(&text));
        } else {
            talk(&format!(" {:>8} {text}", clock(self.since.elapsed())));
        }
        Ok(())
    }

    /// A result is on disk.
    pub(super) fn saved(&self, job: &str, kind: &str, file: &Path) -> Result<(), Failure> {
        if self.screen.wants_json() {
            return line(Event::Saved { job, kind, file });
        }
        // What a pipe wants is where the files are.
        screen::print_plain(&format!("{}\n", file.display()))
    }

    /// All of it is there.
    pub(super) fn done(
        &mut self,
        done: &Done,
        estimate: Option<&Estimate>,
        spent: Option<Exact>,
    ) -> Result<(), Failure> {
        self.quiet();
        let money = done.jobs.first().map_or("unknown", |job| job.money.as_str());
        let cost = done.cost.or(spent);
        if self.screen.wants_json() {
            return line(Event::Done { job: done.record.as_str(), cost, money });
        }
        let currency = estimate.and_then(|estimate| estimate.currency.as_deref()).unwrap_or_default();
        let charged = cost.map_or_else(
            || "what was charged is not reported by the provider".to_owned(),
            |cost| format!("charged {cost} {currency}").trim_end().to_owned(),
        );
        let estimated = estimate.map(|estimate| format!(" · estimated {estimate}")).unwrap_or_default();
        talk(&format!(" done      {} · {charged}{estimated}", clock(self.since.elapsed())));
        Ok(())
    }

    /// It ended otherwise.
    pub(super) fn failed(&mut self, error: &ClientError, record: Option<&RecordId>) -> Result<(), Failure> {
        self.quiet();
        if !self.screen.wants_json() {
            return Ok(());
        }
        line(Event::Failed {
            job: record.map(RecordId::as_str),
            job_ids: &error.job_ids,
            kind: kind(error),
            money: error.money.as_str(),
            code: error.code.as_ref().map(ToString::to_string),
            message: &error.message,
            provider_message: error.provider_message.as_deref(),
            request_id: error.request_id.as_deref(),
            http: error.http,
            retryable: error.retryable,
        })
    }

    /// Takes the progress bar away.
    pub(super) fn quiet(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    fn bar(&mut self) -> &ProgressBar {
        self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) =
                ProgressStyle::with_template(" {spinner} {elapsed:>4} {msg}   Ctrl-C detaches, the job goes on")
            {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        })
    }
}

/// The word of the machine interface for what went wrong.
fn kind(error: &ClientError) -> String {
    let mut word = String::new();
    for letter in format!("{:?}", error.kind).chars() {
        if letter.is_ascii_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}

fn line(event: Event<'_>) -> Result<(), Failure> {
    screen::print_json(&Line { v: VERSION, event })
}

fn talk(text: &str) {
    screen::talk(&format!("{}\n", screen::plain(text)));
}

fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}
