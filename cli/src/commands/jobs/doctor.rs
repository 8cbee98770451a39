//! `nameplate doctor`: whether everything is there that a live call needs. It spends nothing and shows no secret.

use std::collections::BTreeMap;
use std::env;
use std::time::{Duration, SystemTime};

use nameplate::Date;
use nameplate::client::{Client, Ledger};
use nameplate::spec::ModelSpec;
use serde::Serialize;

use super::super::VERSION;
use super::{block_on, target};
use crate::args::DoctorArgs;
use crate::catalogue::Catalogue;
use crate::failure::{Failure, Outcome};
use crate::render::Table;
use crate::screen::{self, Screen};

/// The answer as the machine interface writes it.
#[derive(Serialize)]
struct Answer {
    v: u8,
    ok: bool,
    findings: Vec<Finding>,
}

/// One thing that was looked at.
#[derive(Serialize)]
struct Finding {
    what: String,
    ok: bool,
    found: String,
    help: Option<String>,
}

pub(in super::super) fn run(args: &DoctorArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    let mut findings = vec![clock(), record(args)];
    let mut providers: BTreeMap<&str, &ModelSpec> = BTreeMap::new();
    for spec in catalogue.models() {
        providers.entry(&spec.provider.id).or_insert(spec);
    }
    findings.extend(providers.values().map(|spec| key(spec)));
    if args.live {
        for spec in providers.values() {
            findings.push(block_on(async { Ok(reach(spec).await) })?);
        }
    }
    let ok = findings.iter().all(|finding| finding.ok);
    if screen.wants_json() {
        screen::print_json(&Answer { v: VERSION, ok, findings })?;
        return Ok(Outcome::of(ok));
    }
    let mut table = Table::new(["", "WHAT", "FOUND"]);
    for finding in &findings {
        let help = finding.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        let mark = if finding.ok { "ok" } else { "!!" };
        table.row([mark.to_owned(), finding.what.clone(), format!("{}{help}", finding.found)]);
    }
    screen::print_plain(&table.to_string())?;
    Ok(Outcome::of(ok))
}

/// A clock that is far off makes deadlines and the age of prices wrong.
fn clock() -> Finding {
    let today = Date::from(SystemTime::now()).to_string();
    let ok = today.as_str() >= "2026-01-01";
    let help = (!ok).then(|| "set the clock of this machine".to_owned());
    Finding { what: "clock".to_owned(), ok, found: today, help }
}

fn record(args: &DoctorArgs) -> Finding {
    let what = "record of jobs".to_owned();
    let path = args.ledger.clone().map_or_else(target::default_path, Ok);
    let opened = path.and_then(|path| {
        let ledger = target::ledger(Some(&path))?;
        let open = Ledger::open(&ledger).map_err(|error| Failure::usage(error.to_string()))?;
        Ok((path, open.len()))
    });
    match opened {
        Ok((path, 0)) => Finding { what, ok: true, found: path.display().to_string(), help: None },
        Ok((path, open)) => Finding {
            what,
            ok: true,
            found: format!("{}, {open} open", path.display()),
            help: Some("`nameplate jobs --open` lists them".to_owned()),
        },
        Err(failure) => Finding { what, ok: false, found: failure.to_string(), help: None },
    }
}

/// Whether there is a key. How long it is says enough to tell an empty one, and nothing about it.
fn key(spec: &ModelSpec) -> Finding {
    let auth = &spec.provider.auth;
    let what = format!("key of {}", spec.provider.id);
    match env::var(&*auth.env) {
        Ok(key) if !key.trim().is_empty() => Finding {
            what,
            ok: true,
            found: format!("`{}`, {} characters", auth.env, key.trim().chars().count()),
            help: None,
        },
        _ => {
            let from = if auth.keys_at.is_empty() { String::new() } else { format!(", from {}", auth.keys_at) };
            let help = format!("set it for `--live`{from}");
            Finding { what, ok: true, found: format!("`{}` is not set", auth.env), help: Some(help) }
        }
    }
}

/// Whether the provider answers at all: a read that costs nothing, and any answer will do.
async fn reach(spec: &ModelSpec) -> Finding {
    let what = format!("way to {}", spec.provider.id);
    let client = Client::builder().call_timeout(Duration::from_secs(10)).build();
    let read = match client {
        Ok(client) => client.details(spec).await.map(|_| ()).map_err(|error| (error.http.is_some(), error.to_string())),
        Err(error) => Err((false, error.to_string())),
    };
    match read {
        Ok(()) => Finding { what, ok: true, found: spec.provider.origin.to_string(), help: None },
        Err((answered, why)) => Finding { what, ok: answered, found: why, help: None },
    }
}
