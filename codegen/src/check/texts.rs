//! Small grammars of texts in specs: durations, sizes, dates, JSON Pointers, paths.

use nameplate::Exact;

/// A duration in milliseconds: a whole number and `ms`, `s`, `m` or `h`; at most 30 days.
pub(super) fn duration(text: &str) -> Option<u32> {
    let (number, unit) = split_unit(text)?;
    let factor: u64 = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    let milliseconds = number.parse::<u64>().ok()?.checked_mul(factor)?;
    (milliseconds <= 30 * 24 * 3_600_000).then(|| u32::try_from(milliseconds).ok())?
}

/// A size in bytes: a whole number and `B`, `KB`, `MB`, `GB` (powers of 1000) or `KiB`, `MiB`, `GiB` (powers of 1024).
pub(super) fn bytes(text: &str) -> Option<Exact> {
    let (number, unit) = split_unit(text)?;
    let factor: u64 = match unit {
        "B" => 1,
        "KB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return None,
    };
    Some(Exact::integer(i128::from(number.parse::<u64>().ok()?.checked_mul(factor)?)))
}

fn split_unit(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit())?;
    (end > 0 && end <= 15).then(|| text.split_at(end))
}

/// Whether a text is a day of the calendar, as `2026-08-08`.
pub(super) fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
    if !shape {
        return false;
    }
    let part = |range| text.get(range).and_then(|part: &str| part.parse::<u32>().ok()).unwrap_or(0);
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Whether a text is a JSON Pointer (RFC 6901); `*` stands for every item of a list.
pub(super) fn is_pointer(text: &str) -> bool {
    let mut letters = text.chars().peekable();
    if text.is_empty() || letters.peek() != Some(&'/') {
        return false;
    }
    while let Some(letter) = letters.next() {
        if letter == '~' && !matches!(letters.peek(), Some('0' | '1')) {
            return false;
        }
    }
    !text.chars().any(char::is_control)
}

/// Why a path of an operation cannot be used; `None` when it can. It is absolute, and knows only these names in braces.
pub(super) fn path_fault(path: &str, known: &[&str]) -> Option<String> {
    if !path.starts_with('/') {
        return Some("does not start with `/`".to_owned());
    }
    if let Some(letter) = path.chars().find(|letter| letter.is_whitespace() || letter.is_control() || *letter == '#') {
        return Some(format!("has {letter:?} in it"));
    }
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        let (_, tail) = rest.split_at(open);
        let end = tail.find('}').filter(|end| tail.starts_with('{') && *end > 1);
        let Some(end) = end else { return Some("has braces that do not match".to_owned()) };
        let name = tail.get(1..end).unwrap_or_default();
        if !known.contains(&name) {
            return Some(format!("uses `{{{name}}}`"));
        }
        rest = tail.get(end + 1..).unwrap_or_default();
    }
    None
}

/// Whether a text is the name of an HTTP header (RFC 9110, `token`).
pub(super) fn is_header_name(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}

/// Whether a text is the name of an environment variable (POSIX).
pub(super) fn is_env_name(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.bytes().next().is_some_and(|first| !first.is_ascii_digit()) && text.bytes().all(is_part)
}

/// Whether a text is an absolute http(s) address without blanks or control characters.
pub(super) fn is_http_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with(['/', '?', '#', ':'])
            && !text.chars().any(|letter| letter.is_whitespace() || letter.is_control())
    })
}

/// Whether a text is a pattern of results' addresses: an absolute http(s) address whose path knows only these names in braces.
pub(super) fn is_result_address(text: &str) -> bool {
    let path = |rest: &str| rest.find('/').and_then(|start| rest.get(start..)).map(str::to_owned);
    let path = text.split_once("://").and_then(|(_, rest)| path(rest));
    let names = ["job_id", "key", "n"];
    is_http_address(text) && path.is_some_and(|path| path_fault(&path, &names).is_none())
}

/// Whether a text is an origin: scheme, host and port of an http(s) address, nothing behind.
pub(super) fn is_origin(text: &str) -> bool {
    is_http_address(text) && text.split_once("://").is_some_and(|(_, host)| !host.contains(['/', '?', '#', '@', '\\']))
}

#[cfg(test)]
mod tests {
    use super::{bytes, duration, is_date, is_http_address, is_origin, is_pointer, is_result_address, path_fault};
    use nameplate::Exact;

    #[test]
    fn addresses_of_results_know_the_job_and_a_number() {
        assert!(is_result_address("https://cdn.example.com/{job_id}/{n}.mp4"));
        assert!(is_result_address("http://cdn.example.com/{key}"));
        for bad in [
            "/{job_id}.mp4",
            "https://cdn.example.com",
            "https://{n}.example.com",
            "https://a.example/{id}",
            "https://a.example/{n",
        ] {
            assert!(!is_result_address(bad), "{bad}");
        }
    }

    #[test]
    fn durations_have_a_whole_number_and_a_unit() {
        assert_eq!(
            [duration("5m"), duration("15s"), duration("24h"), duration("250ms")].map(Option::unwrap_or_default),
            [300_000, 15_000, 86_400_000, 250]
        );
        for bad in ["", "5", "m", "-5m", "5.5m", "5 m", "5M", "99999999999999h", "800h"] {
            assert_eq!(duration(bad), None, "{bad}");
        }
    }

    #[test]
    fn sizes_tell_powers_of_1000_from_powers_of_1024() {
        assert_eq!(bytes("50MB"), Some(Exact::integer(50_000_000)));
        assert_eq!(bytes("50MiB"), Some(Exact::integer(52_428_800)));
        for bad in ["50", "50mb", "50 MB", "1.5GB", "99999999999999999999GB"] {
            assert_eq!(bytes(bad), None, "{bad}");
        }
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        assert!(is_date("2024-02-29"));
        for bad in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "26-01-01",
            "2026/01/01",
            "2026-01-32",
            "２０２６-01-01",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn pointers_start_with_a_slash_and_escape_tildes() {
        assert!(is_pointer("/generations/*/generation_id") && is_pointer("/a~1b/~0"));
        for bad in ["", "id", "/a~2", "/a~", "/a\nb"] {
            assert!(!is_pointer(bad), "{bad:?}");
        }
    }

    #[test]
    fn paths_know_their_names() {
        assert_eq!(path_fault("/api/v1{endpoint}/{job_id}", &["endpoint", "job_id"]), None);
        for bad in ["api", "/a b", "/{other}", "/{", "/}", "/{}", "/a#b"] {
            assert!(path_fault(bad, &["endpoint"]).is_some(), "{bad}");
        }
    }

    #[test]
    fn origins_have_nothing_behind_the_host() {
        assert!(is_origin("https://hub.oxen.ai") && is_origin("http://127.0.0.1:8080"));
        for bad in ["https://hub.oxen.ai/", "hub.oxen.ai", "https://", "ftp://a", "https://a b", "https://u@h"] {
            assert!(!is_origin(bad), "{bad}");
        }
        assert!(is_http_address("https://a.b/c?d#e") && !is_http_address("https:///x"));
    }
}
