//! The parts of an address that matter here: scheme, host and port.

use super::plain::is_visible;

/// An address without its scheme.
pub(super) struct Parts<'a> {
    /// What stands after `//`; `None` when nothing does.
    pub(super) authority: Option<Authority<'a>>,
    /// Whether the scheme is one whose host is a machine on the network, and not the name of a bucket or a namespace.
    pub(super) network: bool,
}

/// Who answers at an address.
pub(super) struct Authority<'a> {
    /// The host as written, without the user before it and the port after it.
    pub(super) host: &'a str,
    /// Host and port as written.
    host_and_port: &'a str,
}

/// Splits the scheme off: the scheme and what stands after its colon. Refuses what stands in no address at all.
pub(super) fn scheme(url: &str) -> Result<(&str, &str), &'static str> {
    let is_stray = |c: char| c.is_whitespace() || c.is_control() || c == '\\';
    if !is_visible(url.as_bytes()) && url.contains(is_stray) {
        return Err("has white space, a control character or a backslash");
    }
    let end = url.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')));
    match end.map(|end| (url.split_at(end), url.as_bytes()[0])) {
        Some(((scheme, rest), first)) if rest.starts_with(':') && first.is_ascii_alphabetic() => {
            Ok((scheme, &rest[1..]))
        }
        _ => Err("has no scheme"),
    }
}

impl<'a> Parts<'a> {
    /// Reads what stands after `scheme:`.
    pub(super) fn of(scheme: &str, rest: &'a str) -> Result<Self, &'static str> {
        let network = ["https", "http", "ftp", "wss", "ws"].iter().any(|known| known.eq_ignore_ascii_case(scheme));
        let Some(after) = rest.strip_prefix("//") else {
            return match () {
                () if network => Err("has no `//` after its scheme"),
                () if rest.is_empty() => Err("has nothing after its scheme"),
                () if scheme.eq_ignore_ascii_case("data") && !rest.contains(',') => Err("has no `,` before its data"),
                () => Ok(Self { authority: None, network }),
            };
        };
        let end = after.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(after.len());
        let authority = Authority::of(&after[..end])?;
        match (authority.host.is_empty(), network) {
            (false, _) => Ok(Self { authority: Some(authority), network }),
            (true, false) => Ok(Self { authority: None, network }),
            (true, true) => Err("has no host"),
        }
    }
}

impl<'a> Authority<'a> {
    /// Reads `user@host:port`. A user may hold `@` itself, so the last one counts.
    fn of(text: &'a str) -> Result<Self, &'static str> {
        let host_and_port = text.rfind('@').map_or(text, |at| &text[at + 1..]);
        // The colons of an IPv6 address stand in brackets.
        let inside = host_and_port.rfind(']').map_or(0, |at| at + 1);
        let Some(colon) = host_and_port[inside..].find(':') else {
            return Ok(Self { host: host_and_port, host_and_port });
        };
        let (host, port) = host_and_port.split_at(inside + colon);
        let digits = &port[1..];
        let number = digits.bytes().try_fold(0u32, |number, byte| {
            byte.is_ascii_digit().then(|| number.saturating_mul(10).saturating_add(u32::from(byte - b'0')))
        });
        match number {
            Some(0..=0xffff) => Ok(Self { host, host_and_port }),
            _ => Err("has a port that is no number up to 65535"),
        }
    }

    /// Whether this and the scheme are an origin (`http://127.0.0.1:8080`).
    pub(super) fn is_origin(&self, scheme: &str, origin: &str) -> bool {
        origin.split_once("://").is_some_and(|(origin_scheme, origin_host)| {
            origin_scheme.eq_ignore_ascii_case(scheme) && origin_host.eq_ignore_ascii_case(self.host_and_port)
        })
    }
}
