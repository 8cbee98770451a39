//! Accepted submits: jobs are taken, charged, and answered for.

use std::time::Duration;

use nameplate::spec::{Situation, Way};
use nameplate::{Exact, Measured, Report};
use tokio::time::Instant;

use super::Engine;
use super::submit::Submit;
use crate::answer::{Answer, Fault, Verdict};
use crate::clock::{self, SHORTEST_JOB};
use crate::json::Json;
use crate::measures::seconds_of;
use crate::refusal::{About, Refusal};
use crate::route::{own_result_path, result_path};
use crate::scenario::Scenario;
use crate::state::{Job, JobPrice, JobResult, Phase, Plan, State, Timing};
use crate::template;
use crate::values;

/// At most so many jobs start at once, whatever the body asks for.
const MAX_AT_ONCE: u64 = 64;

impl Engine {
    /// Takes the jobs and answers, at once or when the result is there.
    pub(super) async fn accept(&self, submit: &Submit<'_>, plan: Plan, report: &Report, price: JobPrice) -> Answer {
        let count = count_in(submit.way, &submit.body).clamp(1, MAX_AT_ONCE);
        let timing = self.timing(submit, &plan);
        let taken = {
            let mut state = self.state();
            let needed = crate::state::amount(&submit.model.provider, price)
                .and_then(|price| price.mul(Exact::integer(count.into())));
            let left = state.left(submit.call.account, self.opening);
            if needed.is_some_and(|needed| needed > left) {
                None
            } else {
                let jobs = (0..count).map(|_| self.job(submit, &mut state, plan.clone(), price, timing));
                let jobs: Vec<Job> = jobs.collect();
                Some(jobs.into_iter().map(|job| state.take(&self.world, job)).collect::<Option<Vec<u64>>>())
            }
        };
        let about = About { model: Some(submit.model), ..About::default() };
        let spec = &submit.call.provider.spec;
        let numbers = match taken {
            None => return self.refuse(spec, Situation::NoCredit, about),
            Some(None) => return self.refuse(spec, Situation::Unavailable, about),
            Some(Some(numbers)) => numbers,
        };
        self.sooner.notify_one();
        let answer = if submit.way.blocking {
            tokio::time::sleep_until(timing.ends).await;
            self.finished(submit, &numbers)
        } else {
            self.submitted(submit, &numbers)
        };
        let ids = {
            let state = self.state();
            numbers.iter().filter_map(|number| state.job(*number).map(|job| job.id.clone())).collect()
        };
        let fault = match submit.scenario {
            Scenario::CutAfter => Some(Fault::Cut),
            Scenario::StallSubmit => Some(Fault::Stall),
            Scenario::HalfJsonSubmit => Some(Fault::Half),
            _ => None,
        };
        let answer = match submit.scenario {
            Scenario::ServerErrorAfterSubmit => self.refuse(spec, Situation::BadGateway, about),
            _ => answer.verdict(Verdict::of_report(report)),
        };
        answer.jobs(ids).fault(fault)
    }

    fn timing(&self, submit: &Submit<'_>, plan: &Plan) -> Timing {
        let usual = self.clock.job(submit.model.takes.map(|takes| takes.from));
        let real = match submit.scenario {
            Scenario::Instant => Duration::ZERO,
            Scenario::Slow => usual.saturating_mul(10),
            // What is refused only in the job is refused soon.
            _ if *plan != Plan::Succeed => SHORTEST_JOB,
            _ => usual,
        };
        let taken = Instant::now();
        Timing { taken, ends: taken + real, created: clock::unix_now(), ended: None }
    }

    fn job(&self, submit: &Submit<'_>, state: &mut State, plan: Plan, price: JobPrice, timing: Timing) -> Job {
        let (id, key) = state.random.id(&submit.way.id_form);
        let request = match &submit.body {
            Json::Object(members) => {
                members.iter().filter(|(name, _)| *name != submit.model.model_member).cloned().collect()
            }
            _ => Vec::new(),
        };
        Job {
            provider: submit.call.route.provider,
            model: submit.model_index,
            way: submit.way_index,
            account: submit.call.account,
            results: self.results(submit, &id, &key),
            id,
            request,
            size: submit.size,
            scenario: submit.scenario,
            price,
            plan,
            timing,
            phase: Phase::Running,
        }
    }

    /// The files that a job makes: one, at a documented address or at one of the emulator's own.
    fn results(&self, submit: &Submit<'_>, id: &str, key: &str) -> Vec<JobResult> {
        let media = submit.model.output.to_string();
        let files = &submit.model.result.files;
        let template = result_path(submit.call.provider, files)
            .unwrap_or_else(|| own_result_path(submit.call.provider, crate::media::extension(&media)));
        let path = template.replace("{job_id}", id).replace("{key}", key).replace("{n}", "0");
        let source = submit.body.member(&submit.model.result.duration_as).and_then(Json::as_text);
        let measured = source.and_then(|source| seconds_of(source, &self.declared));
        let seconds = measured.or_else(|| match submit.measures.get("source_seconds") {
            Some(Measured::Number { min, .. }) => Some(*min),
            _ => None,
        });
        let millis = seconds.and_then(|seconds| seconds.mul(Exact::integer(1000))?.round()?.to_integer());
        let millis = millis.and_then(|millis| u32::try_from(millis).ok()).unwrap_or(crate::media::USUAL_MILLIS);
        vec![JobResult { url: format!("{}{path}", self.base), path, media, millis }]
    }

    /// The answer to a submit whose jobs go on.
    fn submitted(&self, submit: &Submit<'_>, numbers: &[u64]) -> Answer {
        let (state, now) = (self.state(), Instant::now());
        let jobs: Vec<&Job> = numbers.iter().filter_map(|number| state.job(*number)).collect();
        let way = submit.way;
        let values: Vec<_> = jobs.iter().map(|job| values::of_job(submit.call.provider, job, way, now)).collect();
        let Some(first) = values.first() else { return Answer::json(200, Json::Null) };
        let template = template::parse(&way.submit.answer);
        let mut body = template::fill(&template, first);
        // A row of the template is repeated for each job.
        if let Some((rows, _)) = way.job_ids.split_once("/*")
            && let Some(Json::List(items)) = template.at(rows)
            && let Some(row) = items.first()
        {
            let rows_filled = values.iter().map(|values| template::fill(row, values)).collect();
            body.set(rows, &[Json::List(rows_filled)]);
        }
        let ids: Vec<Json> = jobs.iter().map(|job| Json::text(&job.id)).collect();
        body.set(&way.job_ids, &ids);
        Answer::json(200, body)
    }

    /// The answer to a call whose answer is the result.
    fn finished(&self, submit: &Submit<'_>, numbers: &[u64]) -> Answer {
        let (state, now) = (self.state(), Instant::now());
        let Some(job) = numbers.first().and_then(|number| state.job(*number)) else {
            return Answer::json(200, Json::Null);
        };
        let way = submit.way;
        if let Some(failure) = job.failure() {
            let about = About { model: Some(submit.model), ..About::default() };
            let mut refusal = Refusal::of(&submit.call.provider.spec, Situation::JobFailed, about);
            (refusal.code, refusal.message) = (failure.code.clone(), failure.message.clone());
            drop(state);
            return self.refuse_with(&submit.call.provider.spec, &refusal, Verdict::default());
        }
        let values = values::of_job(submit.call.provider, job, way, now);
        let mut body = template::fill(&template::parse(&way.submit.answer), &values);
        super::read::write_outputs(&mut body, submit.model, way, job);
        Answer::json(200, body)
    }
}

/// How many jobs a body asks for.
fn count_in(way: &Way, body: &Json) -> u64 {
    body.member(&way.count).and_then(Json::as_count).unwrap_or(1)
}
