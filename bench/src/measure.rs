//! What running something costs: CPU time and memory, as the system counts them.

#![allow(unsafe_code, reason = "the system's counters are read through C")]

use std::process::Command;

use anyhow::{Context, bail};

/// What a process and all its children cost.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// CPU time, in seconds.
    pub seconds: f64,
    /// The most memory that any one process held, in megabytes.
    pub megabytes: f64,
}

/// Runs a command to its end; it has to succeed. What it prints is shown only when it fails.
pub fn run(command: &mut Command) -> anyhow::Result<Cost> {
    let log = tempfile::tempfile()?;
    let child = command.stdout(log.try_clone()?).stderr(log.try_clone()?).spawn()?;
    let pid = i32::try_from(child.id()).context("a process id")?;
    let (mut status, mut usage) = (0, empty());
    // SAFETY: both places live until the call returns, and nobody else waits for this child.
    let waited = unsafe { libc::wait4(pid, &raw mut status, 0, &raw mut usage) };
    if waited != pid || status != 0 {
        bail!("{command:?} failed:\n{}", tail(log)?);
    }
    Ok(cost(&usage))
}

/// The CPU time of this process so far, in seconds.
pub fn cpu() -> f64 {
    let mut usage = empty();
    // SAFETY: the place lives until the call returns.
    unsafe { libc::getrusage(libc::RUSAGE_SELF, &raw mut usage) };
    cost(&usage).seconds
}

fn empty() -> libc::rusage {
    // SAFETY: the structure is made of numbers, for which zero is a value.
    unsafe { std::mem::zeroed() }
}

#[allow(clippy::cast_precision_loss, reason = "figures for people")]
fn cost(usage: &libc::rusage) -> Cost {
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    Cost { seconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), megabytes: usage.ru_maxrss as f64 / 1024.0 }
}

fn tail(mut log: std::fs::File) -> anyhow::Result<String> {
    use std::io::{Read, Seek};
    let mut text = String::new();
    log.rewind()?;
    log.read_to_string(&mut text)?;
    let lines: Vec<&str> = text.lines().collect();
    Ok(lines[lines.len().saturating_sub(30)..].join("\n"))
}
