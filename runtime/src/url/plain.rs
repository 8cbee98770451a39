//! The addresses that nearly everybody sends, known in one pass to have no fault: `http` or `https` in small letters, a host that
//! is a name of plain labels, and no user or port. Whatever looks different is left to the whole judgement.

use crate::spec::UrlRange;

/// Whether an address is so plain that [`judge`](super::judge) finds nothing.
pub(super) fn is_plain(url: &str, range: &UrlRange) -> bool {
    let secure = url.strip_prefix("https://").map(|rest| ("https", rest));
    let Some((scheme, rest)) = secure.or_else(|| url.strip_prefix("http://").map(|rest| ("http", rest))) else {
        return false;
    };
    if !range.schemes.is_empty() && !range.schemes.iter().any(|taken| taken == scheme) {
        return false;
    }
    // Added up without branches, which the compiler turns into vector code.
    let stray: usize = rest.bytes().map(|byte| usize::from(!matches!(byte, b'!'..=b'[' | b']'..=b'~'))).sum();
    stray == 0 && is_public_name(rest.as_bytes())
}

/// Whether what begins here is a name of at least two labels whose last one is a word that is not reserved.
fn is_public_name(rest: &[u8]) -> bool {
    let (mut labels, mut label, mut at) = (1, 0, 0);
    let last = loop {
        match rest.get(at) {
            Some(b'a'..=b'z' | b'0'..=b'9' | b'-') => {}
            Some(b'.') if label < at => (labels, label) = (labels + 1, at + 1),
            None | Some(b'/' | b'?' | b'#') => break rest.get(label..at).unwrap_or_default(),
            Some(_) => return false,
        }
        at += 1;
    };
    labels > 1
        && last.first().is_some_and(u8::is_ascii_lowercase)
        && !matches!(last, b"local" | b"internal" | b"localhost")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::is_plain;
    use crate::spec::{UrlRange, text};

    const ANY: [&str; 2] = ["https", "http"];

    proptest! {
        #[test]
        fn what_is_plain_has_no_fault(url in "(https?|HTTP|ftp)?(://|:)[a-zA-Z0-9.@:%\\[\\]_é-]{0,12}(\\.(local|localhost|internal|com|0x1|1))?\\.?[/?#: ]?[ -~é\\\\]{0,6}", public: bool) {
            let schemes = ANY.iter().map(|scheme| text(scheme)).collect();
            let range = UrlRange { schemes, ..UrlRange::new(&[], public) };
            if is_plain(&url, &range) {
                prop_assert!(super::super::inspect(&url, &range, &[]).is_ok(), "{}", url);
            }
        }
    }

    #[test]
    fn ordinary_addresses_are_plain() {
        let range = UrlRange::new(&[], true);
        for url in ["https://your-cdn.com/source-480p.mp4", "http://s3.us-east-1.amazonaws.com/a?b=c#d", "https://a.b"]
        {
            assert!(is_plain(url, &range), "{url}");
        }
        for url in [
            "https://localhost/",
            "https://a.local",
            "https://1.2.3.4/",
            "https://a.b:80/",
            "https://a..b/",
            "HTTP://a.b",
        ] {
            assert!(!is_plain(url, &range), "{url}");
        }
    }
}
