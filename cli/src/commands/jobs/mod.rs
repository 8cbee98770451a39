//! The commands that send requests and follow jobs: `run`, `submit`, `watch`, `get`, `cancel`, `jobs`, `doctor`. All that is
//! done with a provider is done by the client of the library; here it is asked for, and told.

mod doctor;
mod ended;
mod interrupt;
mod record;
mod spend;
mod target;
mod tell;

use std::future::Future;
use std::path::Path;
use std::time::Duration;

use nameplate::client::{ClientError, Deadline, Done, Job, Look, Phase, Terms, Via};
use nameplate::spec::{ModelSpec, Shared};
use nameplate::{CheckedBody, Estimate, Exact, Measures, Options, Rates};

use super::estimate::rates;
use super::request::{self, Body};
use crate::args::{JobArgs, RunArgs, SubmitArgs, TargetArgs, WaitArgs, WatchArgs};
use crate::catalogue::Catalogue;
use crate::failure::{self, Failure, Outcome};
use crate::measures;
use crate::screen::{self, Screen};

pub(super) use doctor::run as doctor;
pub(super) use record::run as jobs;

use interrupt::Interrupt;
use target::Target;
use tell::Tell;

/// A result is paid for: it gets at least so long, however short the wait for the job may be.
const LEAST_FETCH: Duration = Duration::from_secs(30);

/// `nameplate run`: check, price, send, wait, fetch.
pub(super) fn run(args: &RunArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    block_on(async {
        let target = Target::open(&args.submit.target, catalogue).await?;
        let outcome = run_on(&target, args, catalogue, screen).await;
        target.close().await;
        outcome
    })
}

/// `nameplate submit`: check, price, send.
pub(super) fn submit(args: &SubmitArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    if !args.target.live && args.target.emulator.is_none() {
        return Err(Failure::usage("an emulator of this command's own would end with it, and the job too").help(
            "start `nameplate emulate` and give its address with `--emulator URL`; `--live` calls the provider",
        ));
    }
    block_on(async {
        let target = Target::open(&args.target, catalogue).await?;
        let mut tell = Tell::new(screen);
        let Some(ready) = Ready::new(&target, args, catalogue, screen)? else { return Ok(Outcome::NotOk) };
        if ready.blocks() {
            let help = "use `nameplate run`, or another way with `--way`";
            return Err(
                Failure::usage(format!("the way `{}` answers with the result itself", ready.body.way())).help(help)
            );
        }
        ready.tell(&tell, &target)?;
        spend::confirm(&args.spend, target.live)?;
        let job = ready.send(&target).await.map_err(|error| ended::failure(&mut tell, &error))?;
        tell.submitted(&job)?;
        if !screen.wants_json() {
            screen::print_plain(&format!("{}\n", job.record()))?;
        }
        Ok(Outcome::Ok)
    })
}

/// `nameplate watch`: wait for jobs that were sent before.
pub(super) fn watch(args: &WatchArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    block_on(async {
        let mut first = None;
        for id in &args.jobs {
            if let Err(failure) = watch_one(id, args, catalogue, screen).await {
                // The other jobs are waited for all the same; what is told last decides how the command ends.
                if let Some(earlier) = first.replace(failure) {
                    screen.fail(&earlier);
                }
            }
        }
        first.map_or(Ok(Outcome::Ok), Err)
    })
}

/// `nameplate get`: look once.
pub(super) fn get(args: &JobArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    block_on(async {
        let (target, job) = resume(&args.job, &args.target, catalogue)?;
        let mut tell = Tell::new(screen);
        let looks = look(&target, &job, &mut tell).await?;
        record::looks(&job, &looks, screen)?;
        if looks.iter().any(|look| matches!(look.update.phase, Phase::Failed | Phase::Cancelled)) {
            return Err(Failure::stopped(failure::JOB_FAILED, "the job ended without a result"));
        }
        Ok(Outcome::Ok)
    })
}

/// Looks once at a job. When it has ended, the record is told so.
async fn look(target: &Target, job: &Job, tell: &mut Tell) -> Result<Vec<Look>, Failure> {
    let looks = job.poll(&target.client).await.map_err(|error| ended::failure(tell, &error))?;
    if looks.iter().all(|look| look.ended.is_some()) {
        // What it finds has been found already; it writes that down.
        let _ = job.wait(&target.client, Deadline::seconds(30)).await;
    }
    Ok(looks)
}

/// `nameplate cancel`: ask the provider to stop a job.
pub(super) fn cancel(args: &JobArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    block_on(async {
        let (target, job) = resume(&args.job, &args.target, catalogue)?;
        let mut tell = Tell::new(screen);
        job.cancel(&target.client).await.map_err(|error| ended::failure(&mut tell, &error))?;
        let looks = look(&target, &job, &mut tell).await?;
        record::looks(&job, &looks, screen)?;
        if looks.iter().all(|look| look.update.phase != Phase::Cancelled) {
            screen.warn("the provider took it, and the job is not cancelled: `nameplate get` shows how it goes on");
        }
        Ok(Outcome::Ok)
    })
}

/// Runs futures to their end.
fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| target::no_runtime(&error))?.block_on(work)
}

async fn run_on(target: &Target, args: &RunArgs, catalogue: &Catalogue, screen: Screen) -> Result<Outcome, Failure> {
    let mut tell = Tell::new(screen);
    let Some(ready) = Ready::new(target, &args.submit, catalogue, screen)? else { return Ok(Outcome::NotOk) };
    ready.tell(&tell, target)?;
    spend::confirm(&args.submit.spend, target.live)?;
    prepare(&args.wait.out)?;
    let mut interrupt = Interrupt::new()?;
    let before = ready.balance(target).await;
    let done = if ready.blocks() {
        let call = target.client.call(&ready.body, ready.terms(), Deadline::after(args.wait.timeout));
        let interrupted = || {
            Failure::stopped(failure::INTERRUPTED, "interrupted; the call may have been taken and charged")
                .help("`nameplate jobs` shows what is known of it")
        };
        interrupt.unless(call, interrupted).await?.map_err(|error| ended::failure(&mut tell, &error))?
    } else {
        let job = ready.send(target).await.map_err(|error| ended::failure(&mut tell, &error))?;
        tell.submitted(&job)?;
        follow(target, &job, &args.wait, &mut tell, &mut interrupt).await?
    };
    save(target, &done, &args.wait, &mut tell).await?;
    let spent = ready.spent(target, before).await;
    tell.done(&done, Some(&ready.estimate), spent)?;
    Ok(Outcome::Ok)
}

async fn watch_one(id: &str, args: &WatchArgs, catalogue: &Catalogue, screen: Screen) -> Result<(), Failure> {
    let (target, job) = resume(id, &args.target, catalogue)?;
    prepare(&args.wait.out)?;
    let (mut tell, mut interrupt) = (Tell::new(screen), Interrupt::new()?);
    let done = follow(&target, &job, &args.wait, &mut tell, &mut interrupt).await?;
    save(&target, &done, &args.wait, &mut tell).await?;
    tell.done(&done, None, None)
}

/// Waits for a job and tells of every change. Ctrl-C leaves the job running and says how to come back.
async fn follow(
    target: &Target,
    job: &Job,
    wait: &WaitArgs,
    tell: &mut Tell,
    interrupt: &mut Interrupt,
) -> Result<Done, Failure> {
    let mut progress = job.progress(&target.client, Deadline::after(wait.timeout));
    let changes = async {
        while let Some(update) = progress.next().await {
            tell.status(job, &update)?;
        }
        Ok::<(), Failure>(())
    };
    let detached = || ended::detached(job, target.is_own_emulator());
    interrupt.unless(changes, detached).await??;
    progress.done().await.map_err(|error| ended::failure(tell, &error))
}

/// Fetches every result, each within the time that the job had.
async fn save(target: &Target, done: &Done, wait: &WaitArgs, tell: &mut Tell) -> Result<(), Failure> {
    for media in &done.media {
        let download = tokio::time::timeout(wait.timeout.max(LEAST_FETCH), media.download(&target.client, &wait.out));
        let file = match download.await {
            Ok(file) => file.map_err(|error| ended::file(tell, &error, &done.record))?,
            Err(_) => return Err(ended::slow_file(&done.record)),
        };
        tell.saved(done.record.as_str(), &media.kind, &file)?;
    }
    Ok(())
}

/// Makes the folder for results before anything is paid for.
fn prepare(out: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(out).map_err(|error| {
        Failure::usage(format!("cannot make the folder `{}`: {error}; nothing was sent", out.display()))
    })
}

/// A job of the record, and where it was sent.
fn resume(id: &str, args: &TargetArgs, catalogue: &Catalogue) -> Result<(Target, Job), Failure> {
    let entry = record::entry(&target::ledger(args.ledger.as_deref())?, id)?;
    let target = Target::of_entry(&entry, args, catalogue)?;
    let job = entry.job().ok_or_else(|| record::without_job(&entry))?;
    Ok((target, job))
}

/// A request that was checked, priced and allowed.
struct Ready {
    body: CheckedBody,
    estimate: Estimate,
    reserved: Option<Exact>,
}

impl Ready {
    /// `None` when the request is not ok, which has been told then.
    fn new(target: &Target, args: &SubmitArgs, catalogue: &Catalogue, screen: Screen) -> Result<Option<Self>, Failure> {
        let spec = catalogue.model(&args.request.model, screen)?;
        let measures = measures::all(spec, &args.measures)?;
        let options = Options {
            way: request::way(spec, args.request.way.as_deref())?,
            strict: args.request.strict,
            allow_unknown: args.request.allow_unknown,
            public_origins: &target.origins,
            measures: &measures,
            ..Options::new()
        };
        let body = Body::read(&args.request, spec, &options)?;
        let rates = rates::read(args.rates.as_deref(), catalogue)?;
        match CheckedBody::check(Shared::new(spec.clone()), &body.bytes, &options) {
            Ok(checked) => {
                let estimate = price(spec, &body, &options, &measures, &rates);
                let reserved = spend::allowed(&estimate, &args.spend, target.live)?;
                Ok(Some(Self { body: checked, estimate, reserved }))
            }
            Err(report) => {
                request::show(report, &body, screen)?;
                Ok(None)
            }
        }
    }

    fn spec(&self) -> &ModelSpec {
        self.body.spec()
    }

    /// Whether the answer to the call is the result.
    fn blocks(&self) -> bool {
        self.spec().provider.ways.iter().any(|way| way.name == self.body.way() && way.blocking)
    }

    fn terms(&self) -> Terms<'_> {
        Terms { via: Via::Preferred, reserved: self.reserved }
    }

    fn tell(&self, tell: &Tell, target: &Target) -> Result<(), Failure> {
        tell.price(self.spec(), self.body.way(), &self.estimate, self.reserved, target.live)
    }

    async fn send(&self, target: &Target) -> Result<Job, ClientError> {
        target.client.submit_on(&self.body, self.terms()).await
    }

    /// What the emulated account has; the price of a job that ran alone is what it lost. A live account may pay for other
    /// things meanwhile.
    async fn balance(&self, target: &Target) -> Option<Exact> {
        if target.is_own_emulator() {
            target.client.balance(&self.spec().provider).await.ok().map(|left| left.amount)
        } else {
            None
        }
    }

    async fn spent(&self, target: &Target, before: Option<Exact>) -> Option<Exact> {
        let provider = &self.spec().provider;
        let units = before?.sub(self.balance(target).await?)?;
        match provider.balance.as_ref()?.unit.as_ref() {
            "credits" => units.mul(provider.credit?),
            _ => Some(units),
        }
    }
}

fn price(spec: &ModelSpec, body: &Body, options: &Options<'_>, measures: &Measures, rates: &Rates) -> Estimate {
    let verdict = spec.judge(&body.bytes, options);
    spec.estimate(&verdict.resolved, measures, rates)
}
