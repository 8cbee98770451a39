//! Days of the calendar, as `2026-11-20`: the day on which a price was read.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A day of the Gregorian calendar, from year 1 to year 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day that a text states as `YYYY-MM-DD`; `None` for any other text and for days that no calendar has.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
        let number = |digits: &[u8]| {
            let digit = |number: u16, digit: &u8| digit.is_ascii_digit().then(|| number * 10 + u16::from(digit - b'0'));
            digits.iter().try_fold(0, digit)
        };
        let year = number(&[*y1, *y2, *y3, *y4])?;
        let month = u8::try_from(number(&[*m1, *m2])?).ok()?;
        let day = u8::try_from(number(&[*d1, *d2])?).ok()?;
        let real = year >= 1 && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        real.then_some(Self { year, month, day })
    }

    /// How many days this day comes after another one; negative when it comes before.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        self.ordinal() - earlier.ordinal()
    }

    /// The number of days since the last day of the year 0.
    fn ordinal(self) -> i64 {
        let past_years = i64::from(self.year) - 1;
        let past_months = (1..self.month).map(|month| i64::from(days_in_month(self.year, month))).sum::<i64>();
        past_years * 365 + past_years / 4 - past_years / 100 + past_years / 400 + past_months + i64::from(self.day)
    }

    /// The day so many days after the last day of the year 0, the last one there is for days beyond.
    fn from_ordinal(ordinal: i64) -> Self {
        let mut date = Self { year: 9999, month: 12, day: 31 };
        let first = |year| Self { year, month: 1, day: 1 };
        if ordinal > date.ordinal() {
            return date;
        }
        // Never too early, since no year is shorter, and at most seven years too late.
        date.year = u16::try_from(ordinal.max(1) / 365 + 1).unwrap_or(9999).min(9999);
        while date.year > 1 && first(date.year).ordinal() > ordinal {
            date.year -= 1;
        }
        let mut rest = (ordinal - first(date.year).ordinal()).max(0);
        date.month = 1;
        while date.month < 12 && rest >= i64::from(days_in_month(date.year, date.month)) {
            rest -= i64::from(days_in_month(date.year, date.month));
            date.month += 1;
        }
        date.day = u8::try_from(rest + 1).unwrap_or(31);
        date
    }
}

/// The day in UTC.
impl From<SystemTime> for Date {
    fn from(time: SystemTime) -> Self {
        let epoch = Self { year: 1970, month: 1, day: 1 };
        let since = time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        Self::from_ordinal(epoch.ordinal() + i64::try_from(since.as_secs() / 86_400).unwrap_or(i64::MAX / 2))
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        Self::parse(text).ok_or(NotADate)
    }
}

/// A text is no day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day of the calendar: expected a date like `2026-11-20`")
    }
}

impl std::error::Error for NotADate {}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

const fn days_in_month(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for text in ["2026-11-20", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "0000-01-01",
            "2026-1-1",
            "2026-11-20 ",
            "20261120",
            "2026/11/20",
            "+026-11-20",
            "2026-11-2०",
            "",
        ] {
            assert_eq!(Date::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn every_day_has_its_number_and_days_follow_each_other() {
        let mut before = Date::parse("1896-12-31").unwrap();
        for ordinal in before.ordinal() + 1..before.ordinal() + 80_000 {
            let day = Date::from_ordinal(ordinal);
            assert_eq!((day.ordinal(), day.days_since(before)), (ordinal, 1), "{day}");
            assert_eq!(Date::parse(&day.to_string()), Some(day));
            before = day;
        }
    }

    #[test]
    fn known_days_are_as_far_apart_as_they_are() {
        let day = |text| Date::parse(text).unwrap();
        assert_eq!(day("2026-11-20").days_since(day("2026-07-28")), 115);
        assert_eq!(day("2026-07-28").days_since(day("2026-11-20")), -115);
        assert_eq!(Date::from(UNIX_EPOCH + Duration::from_secs(1_785_200_182)), day("2026-07-28"));
        assert_eq!(Date::from(UNIX_EPOCH), day("1970-01-01"));
    }
}
