//! Where calls go: a provider's own origin, or another one that stands for it. Only over TLS, or to this machine.

use std::fmt;

use reqwest::Url;

use crate::spec::{ModelSpec, ProviderSpec};

/// The address that the paths of a provider stand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Base {
    /// Without a slash at the end.
    url: String,
    /// Whether it is this machine.
    pub(crate) loopback: bool,
}

/// Why an address cannot stand for an origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadBase {
    why: &'static str,
}

impl fmt::Display for BadBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.why)
    }
}

impl std::error::Error for BadBase {}

impl Base {
    pub(crate) fn parse(text: &str) -> Result<Self, BadBase> {
        let bad = |why| Err(BadBase { why });
        let Ok(url) = Url::parse(text) else { return bad("the base is no absolute address") };
        if !url.username().is_empty() || url.password().is_some() {
            return bad("the base has a user or a password");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return bad("the base has a query or a fragment");
        }
        let loopback = is_loopback(&url);
        match url.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return bad("keys go over plain HTTP to this machine only: use `https`"),
            _ => return bad("the base is neither `https` nor `http`"),
        }
        Ok(Self { url: url.as_str().trim_end_matches('/').to_owned(), loopback })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.url
    }

    /// The address of a path, which begins with a slash.
    pub(crate) fn join(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

/// Whether an address is of this machine, whatever a resolver says: by number, or `localhost`.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.parse().map_or(host == "localhost", |address: std::net::IpAddr| address.is_loopback())
}

/// The origin of a provider's paths in the words of its spec.
pub(crate) fn origin_of(provider: &ProviderSpec) -> &str {
    provider.origin.trim_end_matches('/')
}

/// A path with its placeholders filled; `None` when the job id could change where the path leads.
pub(crate) fn fill(path: &str, spec: &ModelSpec, job_id: &str) -> Option<String> {
    if path.contains("{job_id}") && !is_segment(job_id) {
        return None;
    }
    let path = path.replace("{endpoint}", &spec.endpoint);
    // What is filled in has no braces, so nothing is filled twice.
    Some(path.replace("{model}", &encode(&spec.id)).replace("{job_id}", &encode(job_id)))
}

/// Whether a text that a server gave can be one segment of a path: not empty, not a step up, of a length that an id has.
pub(crate) fn is_segment(text: &str) -> bool {
    !matches!(text, "" | "." | "..") && text.len() <= 512 && !text.chars().any(char::is_control)
}

/// A text as one segment of a path, or one value of a query: all but the unreserved characters of RFC 3986 is escaped.
pub(crate) fn encode(text: &str) -> String {
    use fmt::Write as _;

    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            // Writing to a text cannot fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{Base, encode, is_segment};

    #[test]
    fn keys_go_over_tls_or_to_this_machine() {
        for good in [
            "https://hub.oxen.ai",
            "https://example.com/prefix/",
            "http://127.0.0.1:8080/oxen",
            "http://[::1]:80",
            "http://localhost:9",
        ] {
            assert!(Base::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://example.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "ftp://127.0.0.1",
            "https://user:pass@example.com",
            "https://example.com?x=1",
            "https://example.com#x",
            "example.com",
            "",
        ] {
            assert!(Base::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_base_loses_its_slash() {
        assert_eq!(Base::parse("https://example.com/a/").unwrap().join("/b"), "https://example.com/a/b");
    }

    #[test]
    fn an_id_cannot_leave_its_segment() {
        assert_eq!(encode("../a?b#c d{job_id}"), "..%2Fa%3Fb%23c%20d%7Bjob_id%7D");
        for bad in ["", ".", "..", "a\nb"] {
            assert!(!is_segment(bad), "{bad:?}");
        }
    }
}
