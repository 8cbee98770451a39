//! What a host is: a name, or an address in any spelling.

use super::UrlFault::{self, NotAUrl, NotPublic, UncheckedHost};
use super::{address, folded};

type Verdict = Result<(), (UrlFault, &'static str)>;

/// Judges a host that is not empty. `network` says that a single label would be a machine and not, say, a bucket.
pub(super) fn classify(host: &str, network: bool) -> Verdict {
    if let Some(inside) = host.strip_prefix('[') {
        return bracketed(inside);
    }
    if !host.contains('%') && host.is_ascii() {
        return name(host, network);
    }
    let decoded = decode(host).ok_or((NotAUrl, "has a bad `%` escape"))?;
    if decoded.is_ascii() { name(&decoded, network) } else { wide(&decoded, network) }
}

/// A host in brackets: an IPv6 address, whose zone (`%eth0`) only has a meaning on the machine itself.
fn bracketed(inside: &str) -> Verdict {
    let text = inside.strip_suffix(']').ok_or((NotAUrl, "has no closing bracket"))?;
    let (text, zone) = text.split_once('%').map_or((text, None), |(text, zone)| (text, Some(zone)));
    let Ok(found) = text.parse() else {
        return Err((NotAUrl, "is no IPv6 address"));
    };
    match zone.map(|zone| zone.strip_prefix("25").unwrap_or(zone)) {
        None => address::v6(found).map_or(Ok(()), |why| Err((NotPublic, why))),
        Some("") => Err((NotAUrl, "has an empty zone")),
        Some(_) => Err((NotPublic, "has a zone of one machine")),
    }
}

/// A host of ASCII only: a name, or an IPv4 address when its last label is a number.
fn name(host: &str, network: bool) -> Verdict {
    // One dot at the end says that the name is complete; an address may carry it too.
    let host = host.strip_suffix('.').unwrap_or(host);
    let bytes = host.as_bytes();
    let mut label = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == b'.' {
            if at == label {
                return Err((NotAUrl, "has an empty label"));
            }
            label = at + 1;
        } else if !(byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
            return Err((NotAUrl, "has a character that no host has"));
        }
    }
    let last = &host[label..];
    if last.is_empty() {
        return Err((NotAUrl, "has an empty label"));
    }
    if last.as_bytes()[0].is_ascii_digit() && address::is_number(last) {
        let found = address::parse_v4(host).ok_or((NotAUrl, "ends in a number and is no IPv4 address"))?;
        return address::v4(found).map_or(Ok(()), |why| Err((NotPublic, why)));
    }
    reserved(last, label == 0 && network).map_or(Ok(()), |why| Err((NotPublic, why)))
}

/// Why a name is never public, judged by its last label.
fn reserved(last: &str, single: bool) -> Option<&'static str> {
    match last.len() {
        9 if last.eq_ignore_ascii_case("localhost") => Some("is the machine that asks"),
        5 if last.eq_ignore_ascii_case("local") => Some("is a name of a local network"),
        8 if last.eq_ignore_ascii_case("internal") => Some("is a name of a private network"),
        _ if single => Some("is a single label, a name of a private network"),
        _ => None,
    }
}

/// A host with letters outside ASCII. Resolvers turn some of them into ASCII (`１２７。0.0.1`, `ⓛocalhost`); what is then
/// private, or may be, is refused. Anything else is left to the reader.
fn wide(host: &str, network: bool) -> Verdict {
    let unchecked = Err((UncheckedHost, "has letters outside ASCII and was not judged"));
    let folded = folded::fold(host);
    if folded.is_ascii() {
        return name(&folded, network).and(unchecked);
    }
    let whole = folded.strip_suffix('.').unwrap_or(&folded);
    let last = whole.rsplit_once('.').map_or(whole, |(_, last)| last);
    let why = if !last.is_ascii() {
        folded::may_be_ascii(last).then_some("is spelt with signs that may stand for another host")
    } else if address::is_number(last) {
        Some("is spelt with signs that may stand for an address")
    } else {
        reserved(last, false)
    };
    why.map_or(unchecked, |why| Err((NotPublic, why)))
}

/// The text with its `%` escapes decoded; `None` when one is broken or the result is not UTF-8.
fn decode(host: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(host.len());
    let mut rest = host.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { hex(rest.next()?)? << 4 | hex(rest.next()?)? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    // The value of a hexadecimal digit is below 16, so it fits.
    (digit as char).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
