//! When to come back: `Retry-After` in both of its forms.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::transport::Headers;
use crate::Date;
use crate::spec::ProviderSpec;

/// No answer makes a caller wait longer than this before it looks again; a deadline may come first.
const LONGEST: Duration = Duration::from_secs(10 * 60);

/// Statuses after which a free call is tried again where the provider's spec states none: too many calls, and what gateways
/// answer while something behind them is away.
const PASSING: [u16; 6] = [408, 429, 500, 502, 503, 504];

/// Whether a free call that was answered so may succeed later.
pub(crate) fn passes(provider: &ProviderSpec, status: u16) -> bool {
    if provider.retry_free.is_empty() { PASSING.contains(&status) } else { provider.retry_free.contains(&status) }
}

/// How long the answer asks callers to wait: seconds, or a date. Nothing for what cannot be read.
pub(crate) fn after(provider: &ProviderSpec, headers: &Headers, now: SystemTime) -> Option<Duration> {
    let name = if provider.retry_after.is_empty() { "Retry-After" } else { &provider.retry_after };
    let value = headers.get(name)?.trim();
    let wait = match value.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => date(value)?.duration_since(now).unwrap_or_default(),
    };
    Some(wait.min(LONGEST))
}

/// A date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn date(text: &str) -> Option<SystemTime> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let parts: Vec<&str> = text.split_ascii_whitespace().collect();
    let [_, day, month, year, time, "GMT"] = parts[..] else { return None };
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    let day = Date::parse(&format!("{year}-{month:02}-{day}"))?;
    let mut clock = time.split(':').map(|part| part.parse::<u64>().ok().filter(|part| *part < 61));
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let days = u64::try_from(day.days_since(Date::parse("1970-01-01")?)).ok()?;
    Some(UNIX_EPOCH + Duration::from_secs(((days * 24 + hour) * 60 + minute) * 60 + second))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{after, date, passes};
    use crate::client::transport::Headers;
    use crate::spec::{ProviderSpec, list};

    fn headers(value: &str) -> Headers {
        [("retry-after".to_owned(), value.to_owned())].into_iter().collect()
    }

    #[test]
    fn a_wait_is_seconds_or_a_date() {
        // `date -d 'Sun, 06 Nov 1994 08:49:37 GMT' +%s` is 784111777.
        let now = UNIX_EPOCH + Duration::from_secs(784_111_770);
        let wait = |value| after(&ProviderSpec::new("acme"), &headers(value), now);
        assert_eq!(wait("3"), Some(Duration::from_secs(3)));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::from_secs(7)));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:00 GMT"), Some(Duration::ZERO));
    }

    #[test]
    fn what_is_no_wait_is_none_and_no_wait_is_endless() {
        let wait = |value| after(&ProviderSpec::new("acme"), &headers(value), UNIX_EPOCH);
        for bad in ["", "soon", "-1", "1.5", "Sun, 31 Feb 2026 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT"] {
            assert_eq!(wait(bad), None, "{bad}");
        }
        assert_eq!(wait("99999999999"), Some(Duration::from_secs(600)));
        assert_eq!(wait("Fri, 31 Dec 9999 23:59:59 GMT"), Some(Duration::from_secs(600)));
    }

    #[test]
    fn a_date_counts_leap_days() {
        let at = |seconds| Some(UNIX_EPOCH + Duration::from_secs(seconds));
        // From `date -d '2024-02-29 00:00:00 UTC' +%s`.
        assert_eq!(date("Thu, 29 Feb 2024 00:00:00 GMT"), at(1_709_164_800));
    }

    #[test]
    fn the_spec_says_which_statuses_pass() {
        assert!(passes(&ProviderSpec::new("acme"), 503) && !passes(&ProviderSpec::new("acme"), 404));
        let stated = ProviderSpec { retry_free: list(&[404]), ..ProviderSpec::new("acme") };
        assert!(passes(&stated, 404) && !passes(&stated, 503));
    }
}
