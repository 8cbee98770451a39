//! Starting an emulator.

use std::fmt;
use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use nameplate::Exact;
use nameplate::spec::ModelSpec;
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};

use crate::clock::Clock;
use crate::engine::Engine;
use crate::handle::Handle;
use crate::log::{Log, LogEntry, Observer};
use crate::measures::DeclaredFacts;
use crate::route::Routes;
use crate::scenario::Scenario;
use crate::server::{self, Shared};
use crate::state::State;
use crate::world::World;

/// What an emulator is to be like.
pub struct Builder {
    folders: Vec<PathBuf>,
    models: Vec<ModelSpec>,
    port: u16,
    speed: Exact,
    seed: u64,
    scenario: Scenario,
    declared: DeclaredFacts,
    balance: Exact,
    observer: Option<Observer>,
}

/// Why an emulator cannot start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The specs have faults, or there are none.
    Specs(String),
    /// The speed is zero or negative.
    Speed,
    /// The port is taken, or may not be used.
    Bind(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Specs(faults) => f.write_str(faults),
            Self::Speed => f.write_str("the speed of the virtual clock has to be above zero"),
            Self::Bind(error) => write!(f, "cannot listen on 127.0.0.1: {error}"),
        }
    }
}

impl std::error::Error for StartError {}

impl Default for Builder {
    fn default() -> Self {
        Self {
            folders: Vec::new(),
            models: Vec::new(),
            port: 0,
            speed: Exact::integer(60),
            seed: 1,
            scenario: Scenario::Ok,
            declared: DeclaredFacts::new(),
            balance: Exact::integer(10_000_000),
            observer: None,
        }
    }
}

impl Builder {
    /// Adds the providers and models of a folder of specs; in a later folder, a file replaces the one of the same path.
    #[must_use]
    pub fn specs(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folders.push(folder.into());
        self
    }

    /// Adds models with their providers, such as those that were compiled in.
    #[must_use]
    pub fn models<'a>(mut self, models: impl IntoIterator<Item = &'a ModelSpec>) -> Self {
        self.models.extend(models.into_iter().cloned());
        self
    }

    /// Listens on this port of 127.0.0.1; on a free one for 0, which is the default.
    #[must_use]
    pub const fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Lets virtual time run so many times as fast as real time; 60 by default. Jobs take at least two seconds of real time.
    #[must_use]
    pub fn speed(self, speed: u32) -> Self {
        self.exact_speed(Exact::integer(speed.into()))
    }

    /// The same with a fraction.
    #[must_use]
    pub const fn exact_speed(mut self, speed: Exact) -> Self {
        self.speed = speed;
        self
    }

    /// Makes ids and made-up quantities follow from a number; 1 by default.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Lets something go wrong where a request does not ask for another scenario.
    #[must_use]
    pub const fn scenario(mut self, scenario: Scenario) -> Self {
        self.scenario = scenario;
        self
    }

    /// Declares facts of the callers' files.
    #[must_use]
    pub fn measures(mut self, declared: DeclaredFacts) -> Self {
        self.declared = declared;
        self
    }

    /// What each account has at first, in the unit of its provider's balance (credits or the currency); ten million by
    /// default.
    #[must_use]
    pub const fn balance(mut self, balance: Exact) -> Self {
        self.balance = balance;
        self
    }

    /// Calls back for each request.
    #[must_use]
    pub fn observe(mut self, observer: impl Fn(&LogEntry) + Send + Sync + 'static) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// Starts it. It runs until its handle is shut down or dropped.
    ///
    /// # Errors
    /// When the specs have faults, the speed is not above zero, or the port cannot be used.
    pub async fn start(self) -> Result<Handle, StartError> {
        if self.speed <= Exact::ZERO {
            return Err(StartError::Speed);
        }
        let mut models = self.models;
        if !self.folders.is_empty() {
            let specs = nameplate_codegen::load_folders(&self.folders)
                .map_err(|faults| StartError::Specs(faults.to_string()))?;
            models.extend(specs.models().cloned());
        }
        let world = World::new(models);
        if world.providers.is_empty() {
            return Err(StartError::Specs("there are no models to emulate".to_owned()));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).await.map_err(StartError::Bind)?;
        let port = listener.local_addr().map_err(StartError::Bind)?.port();
        let base = format!("http://127.0.0.1:{port}");
        let engine = Engine {
            routes: Routes::new(&world),
            origins: vec![base.clone(), format!("http://localhost:{port}")],
            world,
            base,
            clock: Clock::new(self.speed),
            declared: self.declared,
            opening: self.balance,
            scenario: Mutex::new(self.scenario),
            state: Mutex::new(State::new(self.seed)),
            sooner: Notify::new(),
            stop: watch::Sender::new(false),
        };
        let shared = Arc::new(Shared { engine, log: Log::new(self.observer) });
        let task = tokio::spawn(server::serve(listener, Arc::clone(&shared)));
        Ok(Handle::new(shared, task))
    }
}
