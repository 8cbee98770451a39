//! Reads that cost nothing: a job, the list of jobs, costs, the stream of events, a model's details, the balance; and the
//! cancel.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use nameplate::spec::{Listing, ModelSpec, Output, Situation, Way};
use tokio::time::Instant;

use super::{Call, Engine};
use crate::answer::{Answer, Fault, Listening, Verdict};
use crate::json::Json;
use crate::media;
use crate::refusal::About;
use crate::scenario::Scenario;
use crate::state::{Job, Phase};
use crate::template;
use crate::values;
use crate::world::Provider;

impl Engine {
    pub(super) fn poll(&self, call: &Call<'_>) -> Answer {
        let Some((scenario, way)) = self.job_of(call) else { return self.no_job(call) };
        if let Some(answer) = self.gate(call, scenario) {
            return answer;
        }
        let fault = match scenario {
            Scenario::HalfJson if self.is_turn(call, scenario) => Some(Fault::Half),
            Scenario::Stall if self.is_turn(call, scenario) => Some(Fault::Stall),
            _ => None,
        };
        let state = self.state();
        let Some((_, job)) = state.find(call.route.provider, call.account, call.captures.get("job_id")) else {
            drop(state);
            return self.no_job(call);
        };
        Answer::json(200, row(call.provider, job, way, Instant::now())).jobs(vec![job.id.clone()]).fault(fault)
    }

    /// The job that a call names: its scenario (that of the call goes first) and its way.
    fn job_of<'c>(&self, call: &Call<'c>) -> Option<(Scenario, &'c Way)> {
        let state = self.state();
        let (_, job) = state.find(call.route.provider, call.account, call.captures.get("job_id"))?;
        let way = call.provider.spec.ways.get(job.way).filter(|_| call.route.ways.contains(&job.way))?;
        Some((call.asked.unwrap_or(job.scenario), way))
    }

    fn no_job(&self, call: &Call<'_>) -> Answer {
        self.refuse(&call.provider.spec, Situation::UnknownJob, About::default())
    }

    pub(super) fn cancel(&self, call: &Call<'_>) -> Answer {
        let Some((scenario, way)) = self.job_of(call) else { return self.no_job(call) };
        if let Some(answer) = self.gate(call, scenario) {
            return answer;
        }
        let mut state = self.state();
        let Some((number, _)) = state.find(call.route.provider, call.account, call.captures.get("job_id")) else {
            drop(state);
            return self.no_job(call);
        };
        state.cancel(&self.world, number);
        let Some(job) = state.job(number) else { return Answer::json(200, Json::Null) };
        let values = values::of_job(call.provider, job, way, Instant::now());
        let answer = way.cancel.as_ref().map_or("", |cancel| &cancel.answer);
        let body = if answer.is_empty() {
            row(call.provider, job, way, Instant::now())
        } else {
            template::fill(&template::parse(answer), &values)
        };
        Answer::json(200, body).jobs(vec![job.id.clone()])
    }

    pub(super) fn cost(&self, call: &Call<'_>) -> Answer {
        let Some((scenario, way)) = self.job_of(call) else { return self.no_job(call) };
        if let Some(answer) = self.gate(call, scenario) {
            return answer;
        }
        let state = self.state();
        let Some((_, job)) = state.find(call.route.provider, call.account, call.captures.get("job_id")) else {
            drop(state);
            return self.no_job(call);
        };
        let values = values::of_job(call.provider, job, way, Instant::now());
        let answer = way.cost_read.as_ref().map_or("", |read| &read.answer);
        let mut body = template::fill(&template::parse(answer), &values);
        if body.at(&way.cost_at).is_none() && !way.cost_at.is_empty() {
            body.set(&way.cost_at, &[values.get("cost")]);
        }
        Answer::json(200, body).jobs(vec![job.id.clone()])
    }

    pub(super) fn list(&self, call: &Call<'_>) -> Answer {
        if let Some(answer) = self.gate(call, call.asked.unwrap_or_else(|| self.standing())) {
            return answer;
        }
        let ways = call.route.ways.iter().filter_map(|way| call.provider.spec.ways.get(*way));
        let Some(list) = ways.into_iter().find_map(|way| way.list.as_ref()) else { return self.no_job(call) };
        let (state, now) = (self.state(), Instant::now());
        let jobs = state.jobs_of(call.route.provider, call.account).filter(|job| call.route.ways.contains(&job.way));
        let mut rows = Vec::new();
        for job in jobs {
            let Some(way) = call.provider.spec.ways.get(job.way) else { continue };
            let row = listed(call.provider, job, way, list, now);
            if is_wanted(call, job, way, list, &row, now) {
                rows.push(row);
            }
        }
        let count = Json::integer(rows.len());
        let values = template::Values::default().with("count", count);
        let mut body = template::fill(&template::parse(&list.open.answer), &values);
        body.set(&list.rows, &[Json::List(rows)]);
        Answer::json(200, body)
    }

    pub(super) fn stream(&self, call: &Call<'_>) -> Answer {
        let scenario = call.asked.unwrap_or_else(|| self.standing());
        if let Some(answer) = self.gate(call, scenario) {
            return answer;
        }
        let ways = call.route.ways.iter().filter_map(|way| call.provider.spec.ways.get(*way));
        let Some(stream) = ways.into_iter().find_map(|way| way.stream.as_ref()) else { return self.no_job(call) };
        let (past, events) = self.state().listen(call.route.provider, call.account);
        Answer::stream(Listening {
            provider: call.route.provider,
            account: call.account,
            path: stream.open.path.to_string(),
            past,
            events,
            keep_alive: self.clock.keep_alive(stream.keep_alive),
            drops: call.asked == Some(Scenario::StreamDrop),
        })
    }

    pub(super) fn details(&self, call: &Call<'_>) -> Answer {
        let spec = &call.provider.spec;
        if let Some(answer) = self.gate(call, call.asked.unwrap_or_else(|| self.standing())) {
            return answer;
        }
        let id = call.captures.get("model");
        let Some((index, model)) = call.provider.model(id) else {
            return self.refuse(spec, Situation::UnknownModel, About { name: id, ..About::default() });
        };
        let schema = Json::parse(model.json_schema(0, false).as_bytes()).unwrap_or(Json::Null);
        let values = values::of_model(call.provider, index).with("schema", schema.clone());
        let answer = spec.details.as_ref().map_or("", |details| &details.answer);
        let mut body = template::fill(&template::parse(answer), &values);
        for pointer in spec.schema_at.iter() {
            body.set(pointer, std::slice::from_ref(&schema));
        }
        Answer::json(200, body)
    }

    pub(super) fn balance(&self, call: &Call<'_>) -> Answer {
        if let Some(answer) = self.gate(call, call.asked.unwrap_or_else(|| self.standing())) {
            return answer;
        }
        let Some(balance) = &call.provider.spec.balance else { return self.no_job(call) };
        let left = values::exact(self.state().left(call.account, self.opening));
        let values = template::Values::default().with("balance", left.clone());
        let mut body = template::fill(&template::parse(&balance.read.answer), &values);
        body.set(&balance.at, &[left]);
        Answer::json(200, body).verdict(Verdict::default())
    }
}

/// A job as its own read shows it: the documented template, then what the way's pointers name.
fn row(provider: &Provider, job: &Job, way: &Way, now: Instant) -> Json {
    let values = values::of_job(provider, job, way, now);
    let answer = way.poll.as_ref().map_or("", |poll| &poll.answer);
    let mut body = template::fill(&template::parse(answer), &values);
    if let Some(words) = &way.status {
        body.set(&words.at, &[values.get("status")]);
    }
    if let Some(model) = provider.models.get(job.model) {
        write_outputs(&mut body, model, way, job);
    }
    if let Some(failure) = job.failure() {
        let message = Json::text(&failure.message);
        for (pointers, value) in [(&way.failure.code, &failure.code), (&way.failure.message, &message)] {
            if let Some(pointer) = pointers.first() {
                body.set(pointer, std::slice::from_ref(value));
            }
        }
    }
    if way.cost_read.is_none() && !way.cost_at.is_empty() {
        body.set(&way.cost_at, &[values.get("cost")]);
    }
    body
}

/// Writes the addresses of a job's results where the way says; of a job without results nothing.
pub(super) fn write_outputs(body: &mut Json, model: &ModelSpec, way: &Way, job: &Job) {
    if job.phase != Phase::Succeeded {
        return;
    }
    let of = |outputs: &[Output]| {
        let of_media = |media: &str| outputs.iter().find(|output| output.media == media).cloned();
        of_media(&model.output).or_else(|| of_media("any"))
    };
    let values: Vec<Json> = match of(&way.inline).filter(|inline| is_asked_inline(model, way, job, inline)) {
        Some(inline) => {
            let files = job.results.iter().map(|result| media::file(&result.media, result.millis).0);
            let files: Vec<Json> = files.map(|file| Json::text(BASE64.encode(file))).collect();
            return body.set(&inline.at, &files);
        }
        None => job.results.iter().map(|result| Json::text(&result.url)).collect(),
    };
    if let Some(output) = of(&way.outputs) {
        body.set(&output.at, &values);
    }
}

/// Whether a job's body asks for results in the answer itself: a member that the way adds has the name of their place
/// (`b64_json` of `/videos/*/b64_json`) as its value.
fn is_asked_inline(model: &ModelSpec, way: &Way, job: &Job, inline: &Output) -> bool {
    let place = inline.at.rsplit('/').next().unwrap_or_default();
    let adds = |name: &str| {
        let index = model.way(&way.name).unwrap_or_default();
        let field = model.body.fields.iter().find(|field| field.name == name);
        field.is_some_and(|field| field.ways != u32::MAX && field.taken_by(index))
    };
    job.request.iter().any(|(name, value)| value.as_text() == Some(place) && adds(name))
}

/// A job as a row of the list.
fn listed(provider: &Provider, job: &Job, way: &Way, list: &Listing, now: Instant) -> Json {
    let mut row = row(provider, job, way, now);
    let values = values::of_job(provider, job, way, now);
    for (pointer, name) in [(&list.job_id, "job_id"), (&list.model, "model"), (&list.created, "created")] {
        if !pointer.is_empty() {
            row.set(pointer, &[values.get(name)]);
        }
    }
    row
}

/// Whether a row is asked for. Without the query member for the status, jobs that have ended are not listed, where the
/// provider has such a member. Any other member of the query that a row has, or that names the model, has to be equal.
fn is_wanted(call: &Call<'_>, job: &Job, way: &Way, list: &Listing, row: &Json, now: Instant) -> bool {
    let status = job.status(way, now);
    let by_status = match call.request.query(&list.status_query).filter(|_| !list.status_query.is_empty()) {
        Some(wanted) => wanted == status,
        None => list.status_query.is_empty() || job.phase == Phase::Running,
    };
    let model = call.provider.models.get(job.model);
    let member = model.map_or("", |model| &model.model_member);
    by_status
        && call.request.query_members().filter(|(name, _)| *name != *list.status_query).all(|(name, wanted)| {
            if !member.is_empty() && name == member {
                return model.is_some_and(|model| model.id == wanted);
            }
            match row.member(&name) {
                Some(Json::Text(text)) => *text == wanted,
                Some(Json::List(_) | Json::Object(_)) | None => true,
                Some(other) => other.to_string() == wanted,
            }
        })
}
