//! Time: a clock that tests replace, deadlines, jitter, and the ids of records.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::transport::BoxFuture;

/// What time it is, and how to wait.
pub trait Clock: Send + Sync {
    /// The time of day.
    fn now(&self) -> SystemTime;

    /// Waits.
    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()>;
}

/// The clock of the machine; it waits with tokio's timer.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}

/// How long a caller waits for a job, counted from the call. What is not done by then goes on; it is only not waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline(Duration);

impl Deadline {
    /// After some time.
    #[must_use]
    pub const fn after(time: Duration) -> Self {
        Self(time)
    }

    /// After so many seconds.
    #[must_use]
    pub const fn seconds(seconds: u64) -> Self {
        Self(Duration::from_secs(seconds))
    }

    /// After so many minutes.
    #[must_use]
    pub const fn minutes(minutes: u64) -> Self {
        Self(Duration::from_secs(minutes.saturating_mul(60)))
    }

    /// The time from the call.
    #[must_use]
    pub const fn time(self) -> Duration {
        self.0
    }
}

impl From<Duration> for Deadline {
    fn from(time: Duration) -> Self {
        Self(time)
    }
}

/// Milliseconds since 1970; 0 for a clock that stands before it.
pub(crate) fn millis(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// A number that nobody can foretell well enough to collide with. It guards no secret, so the seed of the standard library's
/// hash tables is enough.
pub(crate) fn random() -> u64 {
    RandomState::new().hash_one(0)
}

/// Between half of `time` and all of it, so that clients that failed together do not come back together.
pub(crate) fn jittered(time: Duration) -> Duration {
    let parts = u32::try_from(random() % 1024).unwrap_or_default();
    time / 2 + time / 2 * parts / 1024
}

/// The wait before attempt `attempt` (1 is the first repetition): doubled from `first` up to `most`, with jitter.
pub(crate) fn backoff(attempt: u32, first: Duration, most: Duration) -> Duration {
    let factor = 2u32.saturating_pow(attempt.saturating_sub(1).min(16));
    jittered(first.saturating_mul(factor).min(most))
}

/// The id of a record of ours: 26 letters and digits that sort by time, as ULIDs do.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordId(String);

impl RecordId {
    pub(crate) fn new(now: SystemTime) -> Self {
        let time = u128::from(millis(now)) & ((1 << 48) - 1);
        let chance = u128::from(random()) << 64 | u128::from(random());
        let bits = time << 80 | chance >> 48;
        Self((0..26).rev().map(|place| digit(bits >> (5 * place))).collect())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The digit of the lowest five bits, in Crockford's alphabet without letters that look like digits.
fn digit(bits: u128) -> char {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let at = usize::try_from(bits & 31).unwrap_or_default();
    DIGITS.get(at).map_or('0', |&digit| char::from(digit))
}

/// An id that was written down somewhere; one that is no record's finds nothing.
impl From<&str> for RecordId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{RecordId, backoff, jittered};

    #[test]
    fn ids_sort_by_time_and_differ() {
        let at = |millis| RecordId::new(UNIX_EPOCH + Duration::from_millis(millis));
        assert!(at(1) < at(2));
        assert!(at(0xff_ffff) < at(0x1_0000_0000));
        assert_ne!(at(7), at(7));
        assert_eq!(at(7).as_str().len(), 26);
    }

    #[test]
    fn jitter_stays_between_half_and_all() {
        for _ in 0..1000 {
            let time = jittered(Duration::from_secs(8));
            assert!((Duration::from_secs(4)..=Duration::from_secs(8)).contains(&time), "{time:?}");
        }
    }

    #[test]
    fn backoff_grows_to_its_bound_and_never_overflows() {
        let most = Duration::from_secs(30);
        for attempt in [0, 1, 5, 40, u32::MAX] {
            assert!(backoff(attempt, Duration::from_secs(1), most) <= most);
        }
        assert!(backoff(u32::MAX, Duration::from_secs(1), most) >= most / 2);
    }
}
