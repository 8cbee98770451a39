//! What is accepted and what is refused.

use super::UrlFault::{BadScheme, NotAUrl, NotPublic, UncheckedHost};
use super::{UrlFault, judge, reason};
use crate::spec::{Text, UrlRange, text};

static WEB: &[Text] = &[text("http"), text("https")];
static MIXED: &[Text] = &[text("https"), text("data"), text("s3")];

fn public(url: &str) -> Option<UrlFault> {
    judge(url, &UrlRange::new(WEB, true), &[])
}

fn all(expected: Option<UrlFault>, urls: &[&str]) {
    for url in urls {
        assert_eq!(public(url), expected, "{url:?}: {}", reason(url, &UrlRange::new(WEB, true), &[]));
    }
}

#[test]
fn public_addresses_are_accepted() {
    all(
        None,
        &[
            "https://example.com/clip.mp4",
            "http://example.com",
            "HTTPS://EXAMPLE.COM/A?b=c#d",
            "https://example.com.",
            "https://example.com:8443/x",
            "https://example.com:/x",
            "https://example.com:00443/x",
            "https://user:p%40ss@example.com/x",
            "https://a@b@example.com/x",
            "https://example.com?x",
            "https://example.com#x",
            "https://my_bucket.s3-eu-west-1.amazonaws.com/k",
            "https://xn--bcher-kva.example/",
            "https://localhost.example.com/",
            "https://10.example.com/",
            "https://127.0.0.1.example.com/",
            "https://8.8.8.8/",
            "https://134744072/",
            "https://0x08080808",
            "https://172.32.0.1/",
            "https://100.128.0.1/",
            "https://192.0.0.9/",
            "https://192.88.99.1/",
            "https://[2606:4700:4700::1111]/",
            "https://[2606:4700:4700::1111]:443/",
            "https://[::ffff:8.8.8.8]/",
            "https://[64:ff9b::808:808]/",
            "https://[2002:808:808::1]/",
            "https://[2001:4:112::1]/",
            "https://example.com/ä/日本.png",
            "https://example.com/a@b:c//d?x=http://localhost/",
            "https://ex%61mple.com/",
        ],
    );
}

#[test]
fn what_is_no_absolute_address_is_refused() {
    all(
        Some(NotAUrl),
        &[
            "",
            "clip.mp4",
            "/clip.mp4",
            "//example.com/clip.mp4",
            "://example.com",
            "1http://example.com",
            "http",
            "http:",
            "http:/example.com",
            "http:example.com",
            "http://",
            "http:///clip.mp4",
            "http://?x",
            "http://#x",
            "http://:80/",
            "http://user@/",
            "http://user@:80/",
            " http://example.com",
            "http://example.com ",
            "http://exa mple.com",
            "http://example.com/a b",
            "http://example.com/a\tb",
            "http://example.com/a\u{0}b",
            "http://example.com/\u{7f}",
            "http://example.com/\u{a0}",
            "http://example.com/\u{2028}",
            "http://example.com/\u{85}",
            "http:\\\\example.com",
            "http://example.com\\@localhost/",
            "http://example.com:65536/",
            "http://example.com:99999999999999999999/",
            "http://example.com:8a/",
            "http://example.com:-1/",
            "http://example.com:80:80/",
            "http://a..b/",
            "http://.example.com/",
            "http://example.com../",
            "http://./",
            "http://exa<mple.com/",
            "http://exa%zzmple.com/",
            "http://exa%2/",
            "http://exa%",
            "http://exa%ff.com/",
            "http://exa%2fmple.com/",
            "http://exa%00mple.com/",
            "http://exa%25mple.com/",
            "http://[::1/",
            "http://::1/",
            "http://[]/",
            "http://[1.2.3.4]/",
            "http://[::1%25]/",
            "http://[::g]/",
            "http://[::1]x/",
            "http://[v1.x]/",
            "http://256.1.1.1/",
            "http://1.2.3.4.5/",
            "http://1.2.3.256/",
            "http://4294967296/",
            "http://08.8.8.8/",
            "http://example.1/",
            "http://0xg.0x1/",
            "http://99999999999999999999999999/",
        ],
    );
}

#[test]
fn other_schemes_are_named_as_such() {
    all(
        Some(BadScheme),
        &[
            "ftp://example.com/x",
            "data:image/png;base64,AAAA",
            "DATA:,x",
            "file:///etc/passwd",
            "mailto:a@example.com",
            "javascript:alert(1)",
            "s3://bucket/key",
            "ftp://",
            "httpss://example.com",
            "blob:https://example.com/x",
        ],
    );
}

#[test]
fn hosts_that_are_not_public_are_refused_in_every_spelling() {
    all(
        Some(NotPublic),
        &[
            "http://localhost/",
            "http://LOCALHOST:3000/",
            "http://localhost./",
            "http://a.localhost/",
            "http://printer.local/",
            "http://db.internal",
            "http://intranet/",
            "http://local/",
            "http://user@localhost/",
            "http://example.com@localhost/",
            "http://localh%6fst/",
            "http://127.0.0.1/",
            "http://127.0.0.1./",
            "http://127.1/",
            "http://127.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0X7F000001/",
            "http://0177.0.0.1/",
            "http://0x7f.0.0.0x1/",
            "http://00000177.1/",
            "http://%31%32%37.0.0.1/",
            "http://127%2e0%2e0%2e1/",
            "http://0/",
            "http://0x/",
            "http://0.0.0.0/",
            "http://10.1.2.3/",
            "http://100.64.0.1/",
            "http://100.127.255.255/",
            "http://169.254.169.254/latest/meta-data",
            "http://172.16.0.1/",
            "http://172.31.255.255/",
            "http://192.0.0.1/",
            "http://192.0.2.1/",
            "http://192.168.1.1/",
            "http://198.18.0.1/",
            "http://198.19.255.255/",
            "http://198.51.100.7/",
            "http://203.0.113.9/",
            "http://224.0.0.1/",
            "http://239.255.255.255/",
            "http://240.0.0.1/",
            "http://255.255.255.255/",
            "http://[::]/",
            "http://[::1]/",
            "http://[0:0:0:0:0:0:0:1]:80/",
            "http://[::127.0.0.1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[::ffff:0:1.2.3.4]/",
            "http://[64:ff9b::10.0.0.1]/",
            "http://[64:ff9b:1::1]/",
            "http://[100::1]/",
            "http://[2001::1]/",
            "http://[2001:0:808:808::f5ff:fffe]/",
            "http://[2001:2::1]/",
            "http://[2001:10::1]/",
            "http://[2001:db8::1]/",
            "http://[2002:7f00:1::]/",
            "http://[3fff::1]/",
            "http://[3fff:fff::1]/",
            "http://[4000::1]/",
            "http://[5f00::1]/",
            "http://[fc00::1]/",
            "http://[fdff::1]/",
            "http://[fe80::1]/",
            "http://[fe80::1%25eth0]/",
            "http://[fe80::1%eth0]/",
            "http://[fec0::1]/",
            "http://[ff02::1]/",
        ],
    );
}

#[test]
fn other_letters_warn_unless_they_spell_a_private_host() {
    all(
        Some(UncheckedHost),
        &[
            "https://bücher.example/x",
            "https://пример.рф/x",
            "https://例え。テスト/x",
            "https://b%C3%BCcher.example/",
            "https://ｅｘａｍｐｌｅ.com/",
            "https://☃.net/",
        ],
    );
    all(
        Some(NotPublic),
        &[
            "http://１２７.0.0.1/",
            "http://127。0。0。1/",
            "http://127．0．0．1/",
            "http://①②⑦.⓪.⓪.①/",
            "http://⑩.0.0.1/",
            "http://𝟏𝟐𝟕.1/",
            "http://₁₂₇.¹/",
            "http://127.0.0.\u{ad}1/",
            "http://ｌｏｃａｌｈｏｓｔ/",
            "http://ⓛocalhost/",
            "http://localho\u{fb06}/",
            "http://lo\u{3388}/",
            "http://local\u{200b}host/",
            "http://bücher.localhost/",
            "http://bücher.localho\u{fb06}/",
            "http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1/",
            "http://㎭.0x7f/",
        ],
    );
    all(Some(NotAUrl), &["http://ａ／ｂ.example/", "http://。example.com/", "http://\u{ad}/"]);
}

#[test]
fn hosts_are_not_judged_where_none_has_to_be_public() {
    let range = UrlRange::new(WEB, false);
    for url in ["http://127.0.0.1:8080/x", "http://localhost/", "http://bücher.example", "http://[::1]/"] {
        assert_eq!(judge(url, &range, &[]), None, "{url}");
    }
    assert_eq!(judge("http://256.0.0.1/", &range, &[]), Some(NotAUrl));
}

#[test]
fn schemes_without_a_host_follow_the_list() {
    for (url, expected) in [
        ("data:image/png;base64,AAAA", None),
        ("data:,", None),
        ("s3://bucket/key", None),
        ("data:image/png", Some(NotAUrl)),
        ("data:", Some(NotAUrl)),
        ("s3:", Some(NotAUrl)),
        ("s3:///key", Some(NotPublic)),
        ("s3:key", Some(NotPublic)),
        ("s3://127.0.0.1/key", Some(NotPublic)),
        ("s3://localhost/key", Some(NotPublic)),
        ("http://example.com/", Some(BadScheme)),
    ] {
        assert_eq!(judge(url, &UrlRange::new(MIXED, true), &[]), expected, "{url}");
    }
    assert_eq!(judge("file:///etc/passwd", &UrlRange::new(&[], true), &[]), Some(NotPublic));
    assert_eq!(judge("file:///etc/passwd", &UrlRange::new(&[], false), &[]), None);
}

#[test]
fn the_origins_of_an_emulator_are_public() {
    let origins = ["http://127.0.0.1:4010".to_owned()];
    let range = UrlRange::new(WEB, true);
    for (url, expected) in [
        ("http://127.0.0.1:4010/files/a.mp4", None),
        ("HTTP://127.0.0.1:4010", None),
        ("http://user@127.0.0.1:4010/", None),
        ("http://127.0.0.1:4011/", Some(NotPublic)),
        ("http://127.0.0.1/", Some(NotPublic)),
        ("https://127.0.0.1:4010/", Some(NotPublic)),
        ("ftp://127.0.0.1:4010/", Some(BadScheme)),
        ("http://127.0.0.1:4010 /", Some(NotAUrl)),
    ] {
        assert_eq!(judge(url, &range, &origins), expected, "{url}");
    }
}

#[test]
fn a_reason_names_the_host_and_says_what_it_is() {
    let range = UrlRange::new(WEB, true);
    let of = |url| reason(url, &range, &[]);
    assert_eq!(of("http://me@192.168.0.7:80/x"), "has the host `192.168.0.7`, which is a private address");
    assert_eq!(of("http://"), "has no host");
    assert_eq!(of("ftp://example.com"), "has a scheme that is not taken");
    assert_eq!(of("http://example.com"), "");
}
