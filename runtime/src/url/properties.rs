//! What has to hold for every address, with the `url` crate, which reads as browsers do, for a judge.

#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::UrlFault::{NotAUrl, NotPublic};
use super::{UrlFault, inspect, judge, plain, reason};
use crate::spec::{Text, UrlRange, text};

static WEB: &[Text] = &[text("http"), text("https")];

fn public(url: &str) -> Option<UrlFault> {
    judge(url, &UrlRange::new(WEB, true), &[])
}

/// Hosts near the edge of what parsers read: numbers in all bases, names that matter, stray signs.
fn hosts() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        (0u32..300).prop_map(|n| n.to_string()),
        (0u32..300).prop_map(|n| format!("0x{n:X}")),
        (0u32..300).prop_map(|n| format!("0{n:o}")),
        any::<u32>().prop_map(|n| n.to_string()),
    ];
    let label = prop_oneof![
        4 => number,
        2 => "[a-zA-Z0-9_-]{1,6}",
        1 => prop::sample::select(vec!["localhost", "local", "internal", "example", "com", "LocalHost", "", "%31", "%2e", "１", "①", "ﬆ", "é", "\u{ad}"]).prop_map(str::to_owned),
    ];
    let name = prop::collection::vec(label, 1..6).prop_map(|labels| labels.join("."));
    let v6 = prop_oneof![
        any::<[u16; 8]>().prop_map(|s| format!("[{}]", std::net::Ipv6Addr::from(s))),
        any::<[u8; 4]>().prop_map(|[a, b, c, d]| format!("[::ffff:{a}.{b}.{c}.{d}]")),
    ];
    prop_oneof![6 => name, 1 => v6, 1 => "[ -~]{0,12}", 1 => "\\PC{0,6}"]
}

/// Whether std, which knows fewer blocks, calls an address private.
fn is_private(host: &url::Host<&str>) -> bool {
    let v4 = |ip: std::net::Ipv4Addr| {
        ip.is_private()
            || ip.is_loopback()
            || ip.is_link_local()
            || ip.is_unspecified()
            || ip.is_broadcast()
            || ip.is_multicast()
            || ip.is_documentation()
    };
    match host {
        url::Host::Domain(name) => ["localhost", "local", "internal"]
            .iter()
            .any(|last| name.trim_end_matches('.').rsplit('.').next() == Some(last)),
        url::Host::Ipv4(ip) => v4(*ip),
        url::Host::Ipv6(ip) => match ip.to_ipv4() {
            Some(inner) => v4(inner),
            None => ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_multicast(),
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn what_browsers_read_as_private_is_never_accepted(host in hosts(), port in "(:[0-9]{1,5})?", user in "([a-z@:]{1,4}@)?") {
        let text = format!("http://{user}{host}{port}/x");
        if let Ok(parsed) = url::Url::parse(&text)
            && parsed.host().is_some_and(|host| is_private(&host))
        {
            prop_assert!(matches!(public(&text), Some(NotPublic | NotAUrl)), "{text} is {parsed}");
        }
    }

    #[test]
    fn what_is_accepted_is_read_by_browsers_with_the_same_host(host in hosts(), port in "(:[0-9]{1,5})?") {
        let text = format!("https://{host}{port}/x");
        // Whether an `xn--` label is sound takes the tables of Unicode.
        if public(&text).is_none() && !host.to_ascii_lowercase().contains("xn--") {
            let parsed = url::Url::parse(&text);
            prop_assert!(parsed.is_ok(), "{text}: {parsed:?}");
            let plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
            if let Some(url::Host::Domain(name)) = parsed.unwrap().host().filter(|_| plain) {
                prop_assert_eq!(name, host.to_ascii_lowercase());
            }
        }
    }

    #[test]
    fn what_is_accepted_at_speed_is_accepted_at_length(host in hosts(), scheme in "(http|https|HTTPS|ftp)", rest in "[/?#]?[ -~]{0,20}") {
        let text = format!("{scheme}://{host}{rest}");
        let range = UrlRange::new(WEB, true);
        prop_assert!(!plain::is_public(&text, &range) || inspect(&text, &range, &[]).is_ok(), "{text}");
    }

    #[test]
    fn bytes_are_visible_eight_at_a_time_as_one_by_one(bytes in prop::collection::vec(prop_oneof![9 => 0x21..0x7fu8, 1 => any::<u8>()], 0..40)) {
        let one_by_one = bytes.iter().all(|byte| byte.is_ascii_graphic() && *byte != b'\\');
        prop_assert_eq!(plain::is_visible(&bytes), one_by_one);
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,40}", scheme in "(http://|https:|data:|)") {
        let url = format!("{scheme}{text}");
        let fault = public(&url);
        prop_assert_eq!(fault.is_none(), reason(&url, &UrlRange::new(WEB, true), &[]).is_empty());
    }
}
