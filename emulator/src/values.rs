//! What the placeholders of a documented answer stand for.

use nameplate::Exact;
use nameplate::spec::Way;
use tokio::time::Instant;

use crate::json::Json;
use crate::state::{Job, Phase};
use crate::template::Values;
use crate::world::Provider;

/// The values of a job at a moment.
pub(crate) fn of_job(provider: &Provider, job: &Job, way: &Way, now: Instant) -> Values {
    let seconds = |seconds: Option<u64>| seconds.map_or(Json::Null, Json::integer);
    let charged = job.is_charged(&provider.spec.charge);
    let output = job.results.first().filter(|_| job.phase == Phase::Succeeded);
    let values = of_model(provider, job.model)
        .with("job_id", Json::text(&job.id))
        .with("status", Json::text(job.status(way, now)))
        .with("created", Json::integer(job.timing.created))
        .with("started", seconds(job.started(way, now)))
        .with("ended", seconds(job.timing.ended))
        .with("output", output.map_or(Json::Null, |result| Json::text(&result.url)))
        .with("cost", job.price.total.filter(|_| charged).map_or(Json::Null, |total| Json::text(total.to_string())))
        .with(
            "credits",
            job.price.credits.filter(|_| charged).map_or(Json::Null, |credits| exact(Exact::integer(credits))),
        )
        .request(job.request.clone());
    match job.failure() {
        Some(failure) => values.with("code", failure.code.clone()).with("message", Json::text(&failure.message)),
        None => values,
    }
}

/// The values of a model.
pub(crate) fn of_model(provider: &Provider, model: usize) -> Values {
    match provider.models.get(model) {
        Some(model) => Values::default()
            .with("model", Json::text(&*model.id))
            .with("media", Json::text(&*model.output))
            .with("title", Json::some_text(&model.title))
            .with("summary", Json::some_text(&model.summary))
            .with("endpoint", Json::some_text(&model.endpoint)),
        None => Values::default(),
    }
}

/// An exact number as JSON: whole where it is, else the nearest double.
pub(crate) fn exact(number: Exact) -> Json {
    match number.to_integer().and_then(|whole| i64::try_from(whole).ok()) {
        Some(whole) => Json::integer(whole),
        None => serde_json::Number::from_f64(number.to_f64()).map_or(Json::Null, Json::Number),
    }
}
