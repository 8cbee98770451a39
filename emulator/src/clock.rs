//! The virtual clock: jobs take as long as their page says, on a clock that runs faster than the one on the wall.
//!
//! Time stamps in answers are real: what a caller's own clock would show when the thing happened.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use nameplate::Exact;

/// A job takes at least so long in real time, so that a stream that is opened after the submit still sees it end. A tenth
/// of a second is for the way of the answer to the caller.
pub(crate) const SHORTEST_JOB: Duration = Duration::from_millis(2_100);
/// A job whose page does not say how long it takes, takes so long.
const USUAL_JOB: Duration = Duration::from_secs(60);
/// The longest real time that anything waits, so that sums of times do not overflow.
const LONGEST: Duration = Duration::from_secs(30 * 24 * 3600);
/// Real bounds of the time between two keep-alive comments.
const KEEP_ALIVE: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(5));
/// How often keep-alive comments come in virtual time when the source does not say.
const USUAL_KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How fast virtual time runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    speed: Exact,
}

impl Clock {
    /// A clock that runs so many times as fast as the one on the wall; `speed` is above zero.
    pub(crate) const fn new(speed: Exact) -> Self {
        Self { speed }
    }

    /// So much virtual time in real time.
    pub(crate) fn real(self, virtual_time: Duration) -> Duration {
        let millis = Exact::integer(i128::try_from(virtual_time.as_millis()).unwrap_or(i128::MAX));
        let real = millis.div(self.speed).and_then(|real| real.ceil().to_integer());
        real.and_then(|real| u64::try_from(real).ok()).map_or(LONGEST, Duration::from_millis).min(LONGEST)
    }

    /// How long a job takes in real time whose page says so many seconds.
    pub(crate) fn job(self, seconds: Option<u32>) -> Duration {
        let documented = seconds.map_or(USUAL_JOB, |seconds| Duration::from_secs(seconds.into()));
        self.real(documented).max(SHORTEST_JOB)
    }

    /// The real time between two keep-alive comments for a documented one in milliseconds (0: not documented).
    pub(crate) fn keep_alive(self, millis: u32) -> Duration {
        let documented = if millis == 0 { USUAL_KEEP_ALIVE } else { Duration::from_millis(millis.into()) };
        self.real(documented).clamp(KEEP_ALIVE.0, KEEP_ALIVE.1)
    }
}

/// The seconds since 1970 by the clock on the wall.
pub(crate) fn unix_now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(speed: i128) -> Clock {
        Clock::new(Exact::integer(speed))
    }

    #[test]
    fn virtual_time_runs_faster_but_no_job_ends_before_two_seconds() {
        assert_eq!(clock(60).job(Some(300)), Duration::from_secs(5));
        assert_eq!(clock(60).job(Some(10)), SHORTEST_JOB);
        assert_eq!(clock(1).job(None), Duration::from_secs(60));
        assert_eq!(Clock::new(Exact::fraction(1, 2)).job(None), Duration::from_secs(120));
    }

    #[test]
    fn keep_alives_stay_between_a_tenth_of_a_second_and_five_seconds() {
        assert_eq!(clock(60).keep_alive(15_000), Duration::from_millis(250));
        assert_eq!(clock(1).keep_alive(0), Duration::from_secs(5));
        assert_eq!(clock(100_000).keep_alive(15_000), Duration::from_millis(100));
    }

    #[test]
    fn absurd_speeds_are_bounded() {
        assert_eq!(Clock::new(Exact::fraction(1, 1_000_000_000_000)).job(Some(u32::MAX)), LONGEST);
        assert_eq!(clock(i128::MAX).real(Duration::from_secs(1)), Duration::from_millis(1));
    }
}
