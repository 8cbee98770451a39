//! The life cycles of a queue with events and of a task, as tables, and requests to them.

use crate::spec::{
    Auth, Billing, Charge, ErrorAt, ErrorCode, ErrorPlace, Field, Kind, Listing, Method, ModelSpec, Object, Operation,
    Output, ProviderSpec, Shared, StatusWords, Stream, Text, TextRange, Way,
};
use crate::{CheckedBody, Options};

fn texts(texts: &[&'static str]) -> crate::spec::List<Text> {
    texts.iter().map(|text| Text::from(*text)).collect()
}

fn statuses(at: &'static str, words: [&[&'static str]; 4]) -> StatusWords {
    let [running, succeeded, failed, cancelled] = words.map(texts);
    StatusWords { running, succeeded, failed, cancelled, ..StatusWords::new(at) }
}

fn error_at() -> ErrorAt {
    ErrorAt {
        code: texts(&["/error/code", "/error/type"]),
        message: texts(&["/error/message", "/error/title"]),
        request_id: texts(&["/error/request_id"]),
    }
}

/// A queue: several jobs at a time, cancel, list, a read of the cost.
fn queue() -> Way {
    Way {
        job_ids: "/generations/*/generation_id".into(),
        count: "copies".into(),
        poll: Some(Operation::new(Method::Get, "/queue/{job_id}")),
        every: 5000,
        status: Some(statuses("/status", [&["queued", "processing"], &["succeeded"], &["failed"], &["cancelled"]])),
        outputs: vec![Output { media: "any".into(), at: "/result_url".into() }].into(),
        failure: ErrorAt { message: texts(&["/error_message"]), ..ErrorAt::new() },
        cost_at: "/generation/cost".into(),
        cost_read: Some(Operation::new(Method::Get, "/generations/{job_id}")),
        absent_is_null: true,
        cancel: Some(Operation::new(Method::Delete, "/queue/{job_id}")),
        list: Some(Listing {
            job_id: "/generation_id".into(),
            model: "/model_name".into(),
            created: "/enqueued_at".into(),
            echoes: true,
            status_query: "status".into(),
            ..Listing::new(Operation::new(Method::Get, "/queue"), "/generations")
        }),
        ..Way::new("queue", Operation::new(Method::Post, "/queue").paid())
    }
}

fn events() -> Way {
    let stream = Stream {
        job_id: "/generation_id".into(),
        status: "/status".into(),
        output: "/url".into(),
        error: "/error".into(),
        keep_alive: 15_000,
        silent_on: texts(&["cancelled"]),
        ..Stream::new(Operation::new(Method::Get, "/events"), "completed")
    };
    Way { name: "events".into(), stream: Some(stream), ..queue() }
}

fn sync() -> Way {
    Way {
        blocking: true,
        outputs: vec![Output { media: "video".into(), at: "/videos/*/url".into() }].into(),
        inline: vec![Output { media: "video".into(), at: "/videos/*/b64_json".into() }].into(),
        ..Way::new("sync", Operation::new(Method::Post, "/api{endpoint}").paid())
    }
}

/// A task: one job at a time, money moves at submit, codes are numbers.
fn task() -> Way {
    Way {
        job_ids: "/id".into(),
        poll: Some(Operation::new(Method::Get, "/tasks/{job_id}")),
        every: 2000,
        status: Some(statuses("/status", [&["processing"], &["completed"], &["failed"], &[]])),
        outputs: vec![Output { media: "video".into(), at: "/output/video_urls/*".into() }].into(),
        failure: error_at(),
        absent_is_null: true,
        ..Way::new("task", Operation::new(Method::Post, "/api{endpoint}").paid())
    }
}

fn provider(id: &'static str, ways: Vec<Way>) -> ProviderSpec {
    ProviderSpec {
        origin: format!("https://{id}.example.com").into(),
        auth: Auth::new("Authorization", "Bearer ", "ACME_API_KEY", ""),
        ways: ways.into(),
        error_at: error_at(),
        details: Some(Operation::new(Method::Get, "/models/{model}")),
        schema_at: texts(&["/schema", "/request_schema"]),
        ..ProviderSpec::new(id)
    }
}

fn model(provider: ProviderSpec) -> Shared<ModelSpec> {
    let ways = provider.ways.iter().map(|way| way.name.clone()).collect();
    let text = |name| Field::new(name, Kind::Text(TextRange::ANY));
    let fields = vec![text("model"), text("prompt"), Field::new("copies", Kind::integer(1, 100))];
    let body = Object { fields: fields.into(), ..Object::new(&[]) };
    Shared::new(ModelSpec {
        provider: Shared::new(provider),
        ways,
        output: "video".into(),
        endpoint: "/videos/generate".into(),
        model_member: "model".into(),
        ..ModelSpec::new(&NOBODY, "clip-1", body, Billing::unpublished(""))
    })
}

static NOBODY: ProviderSpec = ProviderSpec::new("nobody");

/// A model behind a queue, with events as the preferred way.
pub(super) fn studio() -> Shared<ModelSpec> {
    model(provider("studio", vec![events(), queue(), sync()]))
}

/// A model behind tasks that are charged at submit and refunded when they fail.
pub(super) fn works() -> Shared<ModelSpec> {
    let code = |number, http, charge: &'static str| ErrorCode {
        http,
        charge: charge.into(),
        ..ErrorCode::new(ErrorPlace::Number(number))
    };
    let charge = Charge { when: "submit".into(), on_failed: "refunded".into(), ..Charge::new() };
    let errors = vec![code(30002, 400, "none"), code(80007, 400, "refunded"), code(20003, 400, "")];
    model(ProviderSpec { charge, errors: errors.into(), ..provider("works", vec![task()]) })
}

/// A request that passes the check, for a way by its name.
pub(super) fn body(spec: &Shared<ModelSpec>, way: &str, prompt: &str) -> CheckedBody {
    let options = Options { way: spec.way(way).unwrap(), ..Options::new() };
    let body = format!(r#"{{"model":"clip-1","prompt":"{prompt}"}}"#);
    CheckedBody::check(spec, body.as_bytes(), &options).unwrap()
}

/// The same for several jobs at once.
pub(super) fn copies(spec: &Shared<ModelSpec>, way: &str, copies: u32) -> CheckedBody {
    let options = Options { way: spec.way(way).unwrap(), ..Options::new() };
    let body = format!(r#"{{"model":"clip-1","prompt":"x","copies":{copies}}}"#);
    CheckedBody::check(spec, body.as_bytes(), &options).unwrap()
}
