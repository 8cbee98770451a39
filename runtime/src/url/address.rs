//! IPv4 and IPv6 addresses: reading them in every spelling that URL parsers and `inet_aton` take, and telling which are
//! globally reachable after the IANA special-purpose registries (RFC 6890).

use std::net::{Ipv4Addr, Ipv6Addr};

/// IPv4 blocks that are not globally reachable, and what they are.
const V4: &[(Ipv4Addr, u32, &str)] = &[
    (Ipv4Addr::UNSPECIFIED, 8, "is an address of this network"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "is a private address"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "is an address shared behind a carrier"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "is the machine that asks"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "is a link-local address"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "is a private address"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "is an address for protocols"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "is an address for documentation"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "is a private address"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "is an address for benchmarks"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "is an address for documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "is an address for documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "is a multicast address"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "is a reserved address"),
];

/// Single addresses in a block above that are globally reachable all the same: PCP and TURN anycast.
const V4_GLOBAL: [Ipv4Addr; 2] = [Ipv4Addr::new(192, 0, 0, 9), Ipv4Addr::new(192, 0, 0, 10)];

/// IPv6 blocks of global unicast space (`2000::/3`) that are not globally reachable.
const V6: &[(Ipv6Addr, u32, &str)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "is an address for protocols"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "is an address for documentation"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "is an address for documentation"),
];

/// Blocks within `2001::/23` that are globally reachable: anycast services, AMT, AS112, `ORCHIDv2`, drone tags.
const V6_GLOBAL: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::new(0x2001, 1, 0, 0, 0, 0, 0, 1), 128),
    (Ipv6Addr::new(0x2001, 1, 0, 0, 0, 0, 0, 2), 128),
    (Ipv6Addr::new(0x2001, 1, 0, 0, 0, 0, 0, 3), 128),
    (Ipv6Addr::new(0x2001, 3, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2001, 4, 0x112, 0, 0, 0, 0, 0), 48),
    (Ipv6Addr::new(0x2001, 0x20, 0, 0, 0, 0, 0, 0), 28),
    (Ipv6Addr::new(0x2001, 0x30, 0, 0, 0, 0, 0, 0), 28),
];

/// Why an IPv4 address is not globally reachable; `None` when it is.
pub(super) fn v4(address: Ipv4Addr) -> Option<&'static str> {
    let inside = |&&(net, len, _): &&(Ipv4Addr, u32, &str)| (address.to_bits() ^ net.to_bits()) >> (32 - len) == 0;
    let block = V4.iter().find(inside)?;
    (!V4_GLOBAL.contains(&address)).then_some(block.2)
}

/// Why an IPv6 address is not globally reachable; `None` when it is. One that carries an IPv4 address is judged by that.
pub(super) fn v6(address: Ipv6Addr) -> Option<&'static str> {
    let inside = |net: Ipv6Addr, len: u32| (address.to_bits() ^ net.to_bits()) >> (128 - len) == 0;
    match address.segments() {
        // Unspecified, loopback and "compatible"; mapped; NAT64. `::` and `::1` are in 0.0.0.0/8 when read so.
        // 6to4 leads to the relay at the address after its first group.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            v4(join(high, low))
        }
        // Teredo: the server, and the client with every bit turned over.
        [0x2001, 0, high, low, _, _, client_high, client_low] => {
            v4(join(high, low)).or_else(|| v4(join(!client_high, !client_low)))
        }
        [0xfc00..=0xfdff, ..] => Some("is a private address"),
        [0xfe80..=0xfebf, ..] => Some("is a link-local address"),
        [0xff00..=0xffff, ..] => Some("is a multicast address"),
        // IANA has given out global unicast addresses in 2000::/3 only.
        [0x2000..=0x3fff, ..] if V6_GLOBAL.iter().any(|&(net, len)| inside(net, len)) => None,
        [0x2000..=0x3fff, ..] => V6.iter().find(|&&(net, len, _)| inside(net, len)).map(|block| block.2),
        _ => Some("is a reserved address"),
    }
}

fn join(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))
}

/// Whether URL parsers take a label for a number: then the whole host has to be an IPv4 address.
pub(super) fn is_number(label: &str) -> bool {
    label.bytes().all(|byte| byte.is_ascii_digit())
        || hexadecimal(label).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Reads an IPv4 address of one to four numbers, each decimal, octal (`0177`) or hexadecimal (`0x7f`); the last one fills all
/// the bytes that are left (`127.1`).
pub(super) fn parse_v4(host: &str) -> Option<Ipv4Addr> {
    let (mut bits, mut parts) = (0u64, 0u32);
    let mut numbers = host.split('.').peekable();
    while let Some(part) = numbers.next() {
        let value = number(part)?;
        let bytes = if numbers.peek().is_some() { 1 } else { 4u32.checked_sub(parts).filter(|&left| left > 0)? };
        if value >> (8 * bytes) != 0 {
            return None;
        }
        bits = bits << (8 * bytes) | value;
        parts += 1;
    }
    u32::try_from(bits).ok().map(Ipv4Addr::from_bits)
}

/// A number below 2^32 in one of the three bases.
fn number(text: &str) -> Option<u64> {
    let (digits, base) = match hexadecimal(text) {
        Some(digits) => (digits, 16),
        None if text.len() > 1 && text.starts_with('0') => (&text[1..], 8),
        None => (text, 10),
    };
    digits.chars().try_fold(0u64, |value, digit| {
        let value = value * u64::from(base) + u64::from(digit.to_digit(base)?);
        u32::try_from(value).ok().map(u64::from)
    })
}

/// The digits after `0x`. There may be none: `0x` is zero.
fn hexadecimal(text: &str) -> Option<&str> {
    text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))
}
