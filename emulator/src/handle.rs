//! A running emulator, as its owner holds it.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use tokio::task::JoinHandle;

use crate::log::LogEntry;
use crate::scenario::Scenario;
use crate::server::Shared;

/// A running emulator. Dropping it stops the emulator without waiting for requests; [`shutdown`](Self::shutdown) waits.
#[derive(Debug)]
#[must_use = "the emulator stops when this is dropped"]
pub struct Handle {
    shared: Arc<Shared>,
    task: Option<JoinHandle<()>>,
}

/// An operation that the emulator answers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RouteInfo {
    /// The provider.
    pub provider: String,
    /// The method.
    pub method: &'static str,
    /// The whole address, with placeholders (`{job_id}`).
    pub url: String,
    /// Whether it starts a job.
    pub submit: bool,
}

impl Handle {
    pub(crate) const fn new(shared: Arc<Shared>, task: JoinHandle<()>) -> Self {
        Self { shared, task: Some(task) }
    }

    /// Scheme, host and port: `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.shared.engine.base
    }

    /// What stands for the origin of a provider's calls: `https://hub.oxen.ai/api/ai/queue` is at
    /// `<provider("oxen")>/api/ai/queue`. `None` when no spec names the provider.
    #[must_use]
    pub fn provider(&self, id: &str) -> Option<String> {
        self.providers().remove(id)
    }

    /// The same for every provider.
    #[must_use]
    pub fn providers(&self) -> BTreeMap<String, String> {
        let providers = self.shared.engine.world.providers.iter();
        providers
            .map(|provider| (provider.spec.id.to_string(), format!("{}/{}", self.url(), provider.spec.id)))
            .collect()
    }

    /// What stands for each origin that the specs name.
    #[must_use]
    pub fn origins(&self) -> BTreeMap<String, String> {
        let origins = self.shared.engine.world.origins().into_iter();
        origins.map(|(origin, prefix)| (origin, format!("{}{prefix}", self.url()))).collect()
    }

    /// Every operation.
    #[must_use]
    pub fn routes(&self) -> Vec<RouteInfo> {
        let engine = &self.shared.engine;
        let mut routes: Vec<RouteInfo> = engine
            .routes
            .list
            .iter()
            .filter_map(|route| {
                Some(RouteInfo {
                    provider: engine.world.provider(route.provider)?.spec.id.to_string(),
                    method: route.method,
                    url: format!("{}{}", self.url(), route.path.text),
                    submit: route.action == crate::route::Action::Submit,
                })
            })
            .collect();
        routes.sort_by(|a, b| {
            (&a.provider, !a.submit, &a.url, a.method).cmp(&(&b.provider, !b.submit, &b.url, b.method))
        });
        routes
    }

    /// A documented request as a call of curl to this emulator; `None` when no spec has one.
    #[must_use]
    pub fn ready_curl(&self) -> Option<String> {
        crate::curl::ready(&self.shared.engine.world.providers, self.url())
    }

    /// The latest requests, oldest first.
    #[must_use]
    pub fn log(&self) -> Vec<LogEntry> {
        self.shared.log.entries()
    }

    /// Lets something else go wrong from now on where a request does not ask for a scenario. Jobs keep theirs.
    pub fn set_scenario(&self, scenario: Scenario) {
        *self.shared.engine.scenario.lock().unwrap_or_else(PoisonError::into_inner) = scenario;
    }

    /// Stops taking connections, ends streams, and waits up to two seconds for requests to end.
    pub async fn shutdown(mut self) {
        self.shared.engine.stop.send_replace(true);
        if let Some(task) = self.task.take() {
            // It ends by itself; a panic in it has been reported already.
            let _ = task.await;
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.engine.stop.send_replace(true);
        if let Some(task) = self.task.take() {
            task.abort();
        }
    }
}
