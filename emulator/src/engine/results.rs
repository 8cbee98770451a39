//! Results: small files that a player opens, at the addresses that answers name.

use super::{Engine, Request};
use crate::answer::{Answer, Fault, Verdict};
use crate::json::Json;
use crate::media;
use crate::scenario::Scenario;
use crate::state::Phase;

/// What a fetch of a result finds.
struct Fetched {
    media: String,
    millis: u32,
    scenario: Scenario,
    account: u64,
    expired: bool,
}

impl Engine {
    pub(super) fn result(&self, request: &Request, asked: Option<Scenario>) -> Answer {
        let Some(fetched) = self.fetched(&request.path, asked) else {
            return plain(404, "there is no such result", "unknown_result");
        };
        let scenario = fetched.scenario;
        let strikes = || asked.is_some() || self.is_path_turn(fetched.account, request, scenario);
        match scenario {
            Scenario::ServerErrorResult if strikes() => return plain(502, "bad gateway", scenario.as_str()),
            Scenario::ResultPage => {
                let page = b"<!doctype html><title>Sign in</title><p>Sign in to see this file.</p>".to_vec();
                return Answer::file(page, "text/html").verdict(Verdict::of(scenario.as_str()));
            }
            _ if fetched.expired => return plain(410, "the result has expired", "result_expired"),
            _ => {}
        }
        let (bytes, media_type) = media::file(&fetched.media, fetched.millis);
        let fault = (scenario == Scenario::ResultCut && strikes()).then_some(Fault::Half);
        Answer::file(bytes, media_type).fault(fault)
    }

    fn fetched(&self, path: &str, asked: Option<Scenario>) -> Option<Fetched> {
        let state = self.state();
        let (job, result) = state.result(path)?;
        if job.phase != Phase::Succeeded {
            return None;
        }
        let scenario = asked.unwrap_or(job.scenario);
        let provider = self.world.provider(job.provider)?;
        let old = provider.spec.result_expires.is_some_and(|seconds| {
            let kept = self.clock.real(std::time::Duration::from_secs(seconds.into()));
            job.timing.ends.elapsed() > kept
        });
        Some(Fetched {
            media: result.media.clone(),
            millis: result.millis,
            scenario,
            account: job.account,
            expired: old || scenario == Scenario::ResultExpired,
        })
    }
}

/// An answer of the place where results are, which is not the provider's own interface.
fn plain(status: u16, text: &str, verdict: &str) -> Answer {
    let body = Json::Object(vec![("error".to_owned(), Json::text(text))]);
    Answer::json(status, body).verdict(Verdict::of(verdict))
}
