//! Events: what streams tell of a job's end, in the form of the wire.

use nameplate::spec::{Stream, Way};

use crate::json::Json;
use crate::scenario::Scenario;
use crate::state::{Account, Job, Phase};
use crate::template;
use crate::values;
use crate::world::{Provider, ProviderIndex};

/// Something that streams of an account are told.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    provider: ProviderIndex,
    account: Account,
    /// The path of the stream.
    path: String,
    pub(crate) what: What,
    replayed: bool,
}

/// What is told.
#[derive(Clone, Debug)]
pub(crate) enum What {
    /// An event as it goes on the wire.
    Event(String),
    /// Nothing: the stream ends.
    End,
}

impl Told {
    pub(crate) fn is_for(&self, provider: ProviderIndex, account: Account) -> bool {
        (self.provider, self.account) == (provider, account)
    }

    /// Whether it is for streams at a path.
    pub(crate) fn is_at(&self, path: &str) -> bool {
        self.path == path
    }

    /// Whether streams that are opened later are told, too.
    pub(crate) fn is_kept(&self) -> bool {
        self.replayed
    }
}

/// What is told of a job that has ended just now. Ways may share a stream: it is told once.
pub(crate) fn of_job(provider: &Provider, job: &Job) -> Vec<Told> {
    let mut streams: Vec<(&Way, &Stream)> = Vec::new();
    for way in provider.spec.ways.iter() {
        let Some(stream) = &way.stream else { continue };
        let submits_alike = provider.spec.ways.get(job.way).is_some_and(|own| own.submit.path == way.submit.path);
        if submits_alike && streams.iter().all(|(_, known)| known.open.path != stream.open.path) {
            streams.push((way, stream));
        }
    }
    streams.into_iter().flat_map(|(way, stream)| of_stream(provider, job, way, stream)).collect()
}

fn of_stream(provider: &Provider, job: &Job, way: &Way, stream: &Stream) -> Vec<Told> {
    let now = tokio::time::Instant::now();
    let status = job.status(way, now);
    if stream.silent_on.iter().any(|silent| silent == status) || job.phase == Phase::Running {
        return Vec::new();
    }
    let told = |what| Told {
        provider: job.provider,
        account: job.account,
        path: stream.open.path.to_string(),
        what,
        replayed: stream.replay,
    };
    let mut data = data(provider, job, way, stream);
    let event = |data: &Json| What::Event(wire(&stream.event, data));
    match job.scenario {
        Scenario::StreamDrop => vec![told(What::End)],
        Scenario::DuplicateEvent => vec![told(event(&data)), told(event(&data))],
        Scenario::UnknownEvent => {
            let mut of_another = data.clone();
            of_another.set(&stream.job_id, &[Json::text("00000000-0000-4000-8000-000000000000")]);
            let news = Json::Object(vec![
                ("deployment".to_owned(), Json::text("demo")),
                ("ready".to_owned(), Json::Bool(true)),
            ]);
            of_another.set(&stream.output, &[Json::text("https://example.com/of-another-job")]);
            data.set("/nameplate_unknown", &[Json::List(vec![Json::Null, Json::integer(1)])]);
            let other = What::Event(wire("deployment_status_changed", &news));
            vec![told(other), told(event(&of_another)), told(event(&data))]
        }
        _ => vec![told(event(&data))],
    }
}

/// The data of the event: what the stream's pointers name, then what else is documented.
fn data(provider: &Provider, job: &Job, way: &Way, stream: &Stream) -> Json {
    let values = values::of_job(provider, job, way, tokio::time::Instant::now());
    let rest = if job.phase == Phase::Failed { &stream.data_failed } else { &stream.data };
    let mut data = Json::Object(Vec::new());
    let mut write = |pointer: &str, value: Option<Json>| {
        if let Some(value) = value.filter(|value| !pointer.is_empty() && *value != Json::Null) {
            data.set(pointer, &[value]);
        }
    };
    write(&stream.job_id, Some(values.get("job_id")));
    write(&stream.status, Some(values.get("status")));
    let Json::Object(members) = template::fill(&template::parse(rest), &values) else { return data };
    for (name, value) in members {
        write(&format!("/{}", name.replace('~', "~0").replace('/', "~1")), Some(value));
    }
    write(&stream.output, (job.phase == Phase::Succeeded).then(|| values.get("output")));
    write(&stream.error, (job.phase == Phase::Failed).then(|| values.get("message")));
    data
}

/// An event on the wire.
fn wire(name: &str, data: &Json) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}

/// A comment that keeps a connection open.
pub(crate) const KEEP_ALIVE: &str = ": keep-alive\n\n";
