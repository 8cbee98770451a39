//! `nameplate emulate`: stands in for the providers until it is told to stop.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

use nameplate_emulator::{Builder, DeclaredFacts, Emulator, Handle, LogEntry, Scenario, StartError};
use serde::Serialize;

use super::VERSION;
use crate::args::{EmulateAction, EmulateArgs};
use crate::catalogue::Catalogue;
use crate::failure::{Failure, Outcome};
use crate::render::Table;
use crate::screen::{self, Screen};

/// Where everything is, as the machine interface writes it.
#[derive(Serialize)]
struct Answer<'a> {
    v: u8,
    url: &'a str,
    providers: BTreeMap<String, String>,
    origins: BTreeMap<String, String>,
}

/// What can go wrong, as the machine interface writes it.
#[derive(Serialize)]
struct Scenarios {
    v: u8,
    scenarios: Vec<ScenarioRow>,
}

#[derive(Serialize)]
struct ScenarioRow {
    name: &'static str,
    meaning: &'static str,
}

pub(super) fn run(args: &EmulateArgs, folders: &[PathBuf], screen: Screen) -> Result<Outcome, Failure> {
    if let Some(EmulateAction::Scenarios { global }) = &args.action {
        return scenarios(screen.wants_json() || global.json);
    }
    let builder = builder(args, &Catalogue::load(folders, screen)?)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::usage(format!("cannot start: {error}")))?;
    runtime.block_on(serve(builder, screen))
}

fn builder(args: &EmulateArgs, catalogue: &Catalogue) -> Result<Builder, Failure> {
    let mut builder = Emulator::builder()
        .models(catalogue.models())
        .port(args.port)
        .exact_speed(args.speed)
        .seed(args.seed)
        .scenario(args.scenario.unwrap_or(Scenario::Ok))
        .observe(log);
    if let Some(path) = &args.measures {
        let text = fs::read(path).map_err(|error| Failure::unreadable(path, &error))?;
        let facts = DeclaredFacts::from_json(&text).map_err(|fault| {
            Failure::usage(fault)
                .help("it is an object of objects: `{\"https://example.com/a.mp4\": {\"seconds\": 5.01}}`")
        })?;
        builder = builder.measures(facts);
    }
    Ok(match args.balance {
        Some(balance) => builder.balance(balance),
        None => builder,
    })
}

async fn serve(builder: Builder, screen: Screen) -> Result<Outcome, Failure> {
    let stop = stop_signal()?;
    let emulator = builder.start().await.map_err(|error| match error {
        StartError::Bind(_) => Failure::usage(error.to_string()).help("`--port 0` takes a free port"),
        error => Failure::usage(error.to_string()),
    })?;
    greet(&emulator);
    if screen.wants_json() {
        let (url, providers, origins) = (emulator.url(), emulator.providers(), emulator.origins());
        screen::print_json(&Answer { v: VERSION, url, providers, origins })?;
    } else {
        screen::print_plain(&format!("{}\n", emulator.url()))?;
    }
    stop.await;
    emulator.shutdown().await;
    Ok(Outcome::Ok)
}

/// Ends when the process is asked to. The handlers are in place when this returns.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Ends when the process is asked to.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// Says on standard error where everything is, and how to begin.
fn greet(emulator: &Handle) {
    let routes = emulator.routes().into_iter().map(|route| format!("{:6} {}\n", route.method, route.url));
    let call = emulator.ready_curl().map(|call| format!("\n{call}\n\n"));
    screen::talk(&screen::plain(&routes.chain(call).collect::<String>()));
}

/// A line for each request.
fn log(entry: &LogEntry) {
    screen::talk(&format!("{}\n", screen::plain(&entry.to_string())));
}

fn scenarios(json: bool) -> Result<Outcome, Failure> {
    if json {
        let row = |scenario: &Scenario| ScenarioRow { name: scenario.as_str(), meaning: scenario.meaning() };
        screen::print_json(&Scenarios { v: VERSION, scenarios: Scenario::ALL.iter().map(row).collect() })?;
    } else {
        let mut table = Table::new(["SCENARIO", "WHAT HAPPENS"]);
        for scenario in Scenario::ALL {
            table.row([scenario.as_str().to_owned(), scenario.meaning().to_owned()]);
        }
        screen::print_plain(&table.to_string())?;
    }
    Ok(Outcome::Ok)
}
