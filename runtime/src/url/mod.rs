//! What is wrong with an address. A classifier that repairs nothing: the provider gets the text as it is, so a text that only
//! a forgiving parser reads (`https:\\host`, `http:host`, a blank) is refused.
//!
//! Where hosts have to be public, an address counts in every spelling that URL parsers and `inet_aton` read.
//!
//! What it does not do: resolve names. A public name may still lead to a private address.

mod address;
mod folded;
mod host;
mod parts;
mod plain;

use std::fmt;

use crate::spec::UrlRange;
use parts::Parts;

/// What is wrong with an address: the first one that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UrlFault {
    /// It is no absolute address.
    NotAUrl,
    /// Its scheme is not taken.
    BadScheme,
    /// Its host cannot be reached from outside.
    NotPublic,
    /// Its host has letters outside ASCII and was not judged: a warning.
    UncheckedHost,
}

/// A fault and the reason for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Finding<'a> {
    fault: UrlFault,
    /// The host, where the reason is about it.
    host: Option<&'a str>,
    why: &'static str,
}

/// What is wrong with `url`, if anything. `public_origins` are accepted as public (`http://127.0.0.1:8080`).
pub(crate) fn judge(url: &str, range: &UrlRange, public_origins: &[String]) -> Option<UrlFault> {
    if plain::is_public(url, range) {
        return None;
    }
    inspect(url, range, public_origins).err().map(|finding| finding.fault)
}

/// Why [`judge`] found a fault, in words that go on after "the address" (`has no host`); empty when it found none.
pub(crate) fn reason(url: &str, range: &UrlRange, public_origins: &[String]) -> String {
    inspect(url, range, public_origins).err().map(|finding| finding.to_string()).unwrap_or_default()
}

/// Whether an address is globally reachable.
#[cfg(feature = "client")]
pub(crate) fn is_public(address: std::net::IpAddr) -> bool {
    match address {
        std::net::IpAddr::V4(address) => address::v4(address).is_none(),
        std::net::IpAddr::V6(address) => address::v6(address).is_none(),
    }
}

impl fmt::Display for Finding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.host {
            Some(host) => write!(f, "has the host `{host}`, which {}", self.why),
            None => f.write_str(self.why),
        }
    }
}

fn inspect<'a>(url: &'a str, range: &UrlRange, public_origins: &[String]) -> Result<(), Finding<'a>> {
    let finding = |fault, host, why| Finding { fault, host, why };
    let (scheme, rest) = parts::scheme(url).map_err(|why| finding(UrlFault::NotAUrl, None, why))?;
    if !range.schemes.is_empty() && !range.schemes.iter().any(|taken| taken.eq_ignore_ascii_case(scheme)) {
        return Err(finding(UrlFault::BadScheme, None, "has a scheme that is not taken"));
    }
    let parts = Parts::of(scheme, rest).map_err(|why| finding(UrlFault::NotAUrl, None, why))?;
    let Some(authority) = parts.authority else {
        // A `data:` address carries its content; any other one without a host means a place on somebody's own machine.
        return if range.public && !scheme.eq_ignore_ascii_case("data") {
            Err(finding(UrlFault::NotPublic, None, "names no host"))
        } else {
            Ok(())
        };
    };
    let verdict = host::classify(authority.host, parts.network);
    match verdict {
        Ok(()) => Ok(()),
        Err((UrlFault::NotAUrl, why)) => Err(finding(UrlFault::NotAUrl, Some(authority.host), why)),
        Err(_) if !range.public || public_origins.iter().any(|origin| authority.is_origin(scheme, origin)) => Ok(()),
        Err((fault, why)) => Err(finding(fault, Some(authority.host), why)),
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
