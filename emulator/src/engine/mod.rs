//! From a request to an answer: finds the operation, asks for the key, and hands over to what the operation does.

mod accept;
mod read;
mod results;
mod submit;

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::HeaderMap;
use nameplate::Exact;
use nameplate::spec::{Auth, ProviderSpec, Situation};
use tokio::sync::{Notify, watch};
use tokio::time::Instant;

use crate::answer::{Answer, Fault, Verdict};
use crate::clock::Clock;
use crate::json::Json;
use crate::measures::DeclaredFacts;
use crate::random::hash;
use crate::refusal::{About, Refusal};
use crate::route::{Action, Captures, Found, Route, Routes, decode};
use crate::scenario::Scenario;
use crate::state::{Account, State};
use crate::world::{Provider, World};

/// The header by which a request asks for a scenario.
pub(crate) const SCENARIO_HEADER: &str = "x-nameplate-scenario";

/// A request as it came in.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    /// `None` when it is larger than what is read.
    pub(crate) body: Option<Vec<u8>>,
}

impl Request {
    /// A member of the query.
    fn query(&self, name: &str) -> Option<String> {
        self.query_members().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    fn query_members(&self) -> impl Iterator<Item = (String, String)> {
        let members = self.query.split('&').filter_map(|member| member.split_once('='));
        members.map(|(name, value)| (decode(name), decode(&value.replace('+', " "))))
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// An emulator without its network.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) world: World,
    pub(crate) routes: Routes,
    /// Scheme, host and port of the emulator.
    pub(crate) base: String,
    /// What counts as public beside public hosts: the emulator itself, by any of its names.
    pub(crate) origins: Vec<String>,
    pub(crate) clock: Clock,
    pub(crate) declared: DeclaredFacts,
    /// What an account has at first, in the unit of the provider's balance.
    pub(crate) opening: Exact,
    pub(crate) scenario: Mutex<Scenario>,
    pub(crate) state: Mutex<State>,
    /// Something is due earlier than before.
    pub(crate) sooner: Notify,
    /// Becomes true when the emulator stops.
    pub(crate) stop: watch::Sender<bool>,
}

/// Who asks for what: a request whose operation is known and whose key was accepted.
struct Call<'e> {
    request: &'e Request,
    provider: &'e Provider,
    route: &'e Route,
    captures: Captures,
    account: Account,
    /// The scenario that this very request asks for.
    asked: Option<Scenario>,
}

impl Engine {
    /// The state, up to the moment. A panic elsewhere has not left it half changed: nothing is changed in steps.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.advance(&self.world, Instant::now());
        state
    }

    /// The scenario that holds where a request asks for none.
    fn standing(&self) -> Scenario {
        *self.scenario.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers a request.
    pub(crate) async fn answer(&self, request: &Request) -> Answer {
        let (route, captures) = match self.routes.find(&request.method, &request.path) {
            Found::Route(route, captures) => (route, captures),
            Found::OtherMethods(provider, methods) => {
                let refused = |spec: &ProviderSpec| self.refuse(spec, Situation::UnknownMethod, About::default());
                return self.of_provider(provider, refused).header("allow", methods.join(", "));
            }
            Found::NoPath(provider) => {
                return self.of_provider(provider, |spec: &ProviderSpec| {
                    self.refuse(spec, Situation::UnknownPath, About::default())
                });
            }
            Found::NoProvider => return self.index(&request.path),
        };
        let Some(provider) = self.world.provider(route.provider) else { return self.index(&request.path) };
        let asked = match request.header(SCENARIO_HEADER).map(str::parse::<Scenario>) {
            None => None,
            Some(Ok(scenario)) => Some(scenario),
            Some(Err(unknown)) => {
                let body = Json::Object(vec![("error".to_owned(), Json::text(unknown.to_string()))]);
                return Answer::json(400, body).verdict(Verdict::of("unknown_scenario"));
            }
        };
        if route.action == Action::Result {
            return self.result(request, asked);
        }
        let account = match self.key(&provider.spec, request, asked) {
            Ok(account) => account,
            Err(situation) => return self.refuse(&provider.spec, situation, About::default()),
        };
        let call = Call { request, provider, route, captures, account, asked };
        match route.action {
            Action::Submit => self.submit(&call).await,
            Action::Poll => self.poll(&call),
            Action::Cancel => self.cancel(&call),
            Action::List => self.list(&call),
            Action::Cost => self.cost(&call),
            Action::Stream => self.stream(&call),
            Action::Details => self.details(&call),
            Action::Balance => self.balance(&call),
            Action::Result => self.result(request, asked),
        }
    }

    /// Who a request comes from: any key that is not empty will do.
    fn key(&self, spec: &ProviderSpec, request: &Request, asked: Option<Scenario>) -> Result<Account, Situation> {
        let Auth { header, prefix, .. } = &spec.auth;
        let given = request.header(header).ok_or(Situation::NoKey)?;
        // Schemes compare without case, as HTTP says.
        let (scheme, key) = given.split_at_checked(prefix.len()).ok_or(Situation::KeyForm)?;
        if !scheme.eq_ignore_ascii_case(prefix) {
            return Err(Situation::KeyForm);
        }
        if key.trim().is_empty() {
            return Err(Situation::KeyForm);
        }
        if asked.unwrap_or_else(|| self.standing()) == Scenario::Unauthorized {
            return Err(Situation::BadKey);
        }
        Ok(hash(&format!("{} {}", spec.id, key.trim())))
    }

    /// A refusal in the provider's envelope.
    fn refuse(&self, spec: &ProviderSpec, situation: Situation, about: About<'_>) -> Answer {
        self.refuse_with(spec, &Refusal::of(spec, situation, about), Verdict::of(situation.as_str()))
    }

    fn refuse_with(&self, spec: &ProviderSpec, refusal: &Refusal, verdict: Verdict) -> Answer {
        refusal.answer(spec, &mut self.state().random, verdict)
    }

    fn of_provider(&self, provider: usize, answer: impl Fn(&ProviderSpec) -> Answer) -> Answer {
        self.world.provider(provider).map_or_else(|| self.index(""), |provider| answer(&provider.spec))
    }

    /// What stands where no provider is: the providers, for people who look around.
    fn index(&self, path: &str) -> Answer {
        let providers = self.world.providers.iter().map(|provider| {
            let id = provider.spec.id.to_string();
            let url = format!("{}/{id}", self.base);
            (id, Json::text(url))
        });
        let body = Json::Object(vec![("providers".to_owned(), Json::Object(providers.collect()))]);
        if path == "/" {
            return Answer::json(200, body);
        }
        Answer::json(404, body).verdict(Verdict::of(Situation::UnknownPath.as_str()))
    }

    /// What a scenario does to a call before it is looked at: refuses it, or cuts it off.
    fn gate(&self, call: &Call<'_>, scenario: Scenario) -> Option<Answer> {
        let submits = call.route.action == Action::Submit;
        let spec = &call.provider.spec;
        let refuse = |situation| Some(self.refuse(spec, situation, About::default()));
        match scenario {
            Scenario::NoCredit if submits => refuse(Situation::NoCredit),
            Scenario::ServerErrorSubmit if submits => refuse(Situation::ServerError),
            Scenario::CutBefore if submits => {
                let answer = Answer::json(500, Json::Null).verdict(Verdict::of(scenario.as_str()));
                Some(answer.fault(Some(Fault::Cut)))
            }
            Scenario::RateLimited if self.is_turn(call, scenario) => {
                let header = if spec.retry_after.is_empty() { "retry-after" } else { &*spec.retry_after };
                refuse(Situation::RateLimited).map(|answer| answer.header(header, "1"))
            }
            Scenario::ServerErrorPoll if call.route.action == Action::Poll && self.is_turn(call, scenario) => {
                refuse(Situation::Unavailable)
            }
            _ => None,
        }
    }

    /// Whether a scenario that lets every other call pass strikes now. One that the request itself asks for strikes always.
    fn is_turn(&self, call: &Call<'_>, scenario: Scenario) -> bool {
        call.asked.is_some() || self.is_path_turn(call.account, call.request, scenario)
    }

    fn is_path_turn(&self, account: Account, request: &Request, scenario: Scenario) -> bool {
        self.state().is_turn(format!("{scenario} {account} {} {}", request.method, request.path))
    }
}
