//! How a request ended that has no result: the sentence, the money, what to do, and the exit code.

use nameplate::client::{ClientError, ErrorKind, Job, Money, RecordId};

use super::tell::Tell;
use crate::failure::{self, Failure};

/// The failure of a command, told to machines on the way.
pub(super) fn failure(tell: &mut Tell, error: &ClientError) -> Failure {
    failure_of(tell, error, error.record.as_ref())
}

fn failure_of(tell: &mut Tell, error: &ClientError, record: Option<&RecordId>) -> Failure {
    // When not even that can be written, the failure itself is what matters.
    let _ = tell.failed(error, record);
    let stopped = Failure::stopped(code(error), error.to_string());
    match help(error) {
        Some(help) => stopped.help(help),
        None => stopped,
    }
}

/// A result that could not be kept: the job has ended, and its answer can be read again.
pub(super) fn file(tell: &mut Tell, error: &ClientError, record: &RecordId) -> Failure {
    failure_of(tell, error, Some(record))
        .help(format!("the job has its result: fetch it again with `nameplate watch {record}`"))
}

/// A result that does not come to its end.
pub(super) fn slow_file(record: &RecordId) -> Failure {
    Failure::stopped(failure::STILL_RUNNING, "the time is over before the result was fetched whole")
        .help(format!("the job has its result: fetch it with `nameplate watch {record}` and a longer `--timeout`"))
}

/// What Ctrl-C leaves behind.
pub(super) fn detached(job: &Job, ends_with_us: bool) -> Failure {
    let record = job.record();
    if ends_with_us {
        return Failure::stopped(failure::INTERRUPTED, "interrupted; the emulator and its job end with this command");
    }
    Failure::stopped(failure::INTERRUPTED, format!("detached; the job {record} goes on and may be charged"))
        .help(format!("resume with `nameplate watch {record}`, stop it with `nameplate cancel {record}`"))
}

fn code(error: &ClientError) -> u8 {
    match error.kind {
        _ if error.money == Money::MaybeSent => failure::NETWORK,
        ErrorKind::Invalid => failure::NOT_OK,
        ErrorKind::Key => failure::NO_KEY,
        ErrorKind::Refused if error.http == Some(401) => failure::NO_KEY,
        ErrorKind::Refused => failure::REFUSED,
        ErrorKind::Failed | ErrorKind::Cancelled | ErrorKind::NoOutput => failure::JOB_FAILED,
        ErrorKind::Deadline => failure::STILL_RUNNING,
        // Of a file: the job has its result, which did not come whole or could not be written.
        ErrorKind::Connection | ErrorKind::Unreadable | ErrorKind::File => failure::NETWORK,
        ErrorKind::Unsupported | ErrorKind::UnknownModel => failure::USAGE,
        _ => failure::INTERNAL,
    }
}

fn help(error: &ClientError) -> Option<String> {
    let record = error.record.as_ref();
    match (error.kind, error.money) {
        (ErrorKind::Key, _) => Some("`nameplate doctor` shows which keys are there".to_owned()),
        (_, Money::MaybeSent) => Some(match record {
            Some(record) => format!(
                "do not send it again: `nameplate jobs recover` looks for it; else `nameplate jobs settle {record}`"
            ),
            None => "do not send it again before `nameplate jobs recover` has looked for it".to_owned(),
        }),
        (ErrorKind::Deadline, _) => record.map(|record| format!("wait on with `nameplate watch {record}`")),
        _ => None,
    }
}
