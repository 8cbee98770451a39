//! What a file is by its first bytes. A page that says "expired" is no video.

/// The ending of a file of a kind, by its first bytes; nothing when it is not of that kind. Of kinds that this crate does not
/// know, and of formats that have no mark, whatever comes is taken, but no web page.
pub(super) fn ending(kind: &str, head: &[u8]) -> Option<&'static str> {
    let found = sniff(head);
    match (kind, found) {
        ("text", None) => Some(if is_json(head) { "json" } else { "txt" }),
        ("text" | "video" | "image" | "audio", Some((_, "html"))) => None,
        ("text", Some((_, ending))) => Some(ending),
        ("video" | "image" | "audio", Some((of, ending))) => of.contains(&kind).then_some(ending),
        // Raw sound, and formats that came later.
        ("audio", None) => (!is_text(head)).then_some("audio"),
        ("video" | "image", None) => (!is_text(head)).then_some("bin"),
        (_, Some((_, "html"))) => None,
        (_, Some((_, ending))) => Some(ending),
        (_, None) => Some("bin"),
    }
}

type Found = (&'static [&'static str], &'static str);

/// The kinds that a file may be of, and its ending.
fn sniff(head: &[u8]) -> Option<Found> {
    const VIDEO: &[&str] = &["video"];
    const IMAGE: &[&str] = &["image"];
    const AUDIO: &[&str] = &["audio"];
    const SOUND_OR_FILM: &[&str] = &["video", "audio"];
    const FILM_OR_IMAGE: &[&str] = &["video", "image"];
    let starts = |mark: &[u8]| head.starts_with(mark);
    let has = |at: usize, mark: &[u8]| head.get(at..).is_some_and(|rest| rest.starts_with(mark));
    let found: Found = match () {
        () if has(4, b"ftyp") && (has(8, b"M4A") || has(8, b"M4B")) => (AUDIO, "m4a"),
        () if has(4, b"ftyp") && (has(8, b"avif") || has(8, b"avis")) => (IMAGE, "avif"),
        () if has(4, b"ftyp") && (has(8, b"heic") || has(8, b"mif1")) => (IMAGE, "heic"),
        () if has(4, b"ftyp") && has(8, b"qt  ") => (VIDEO, "mov"),
        () if has(4, b"ftyp") => (SOUND_OR_FILM, "mp4"),
        () if has(4, b"moov") || has(4, b"mdat") || has(4, b"wide") => (VIDEO, "mov"),
        () if starts(b"\x1a\x45\xdf\xa3") => (SOUND_OR_FILM, "webm"),
        () if starts(b"RIFF") && has(8, b"AVI ") => (VIDEO, "avi"),
        () if starts(b"RIFF") && has(8, b"WAVE") => (AUDIO, "wav"),
        () if starts(b"RIFF") && has(8, b"WEBP") => (IMAGE, "webp"),
        () if starts(b"\x89PNG\r\n\x1a\n") => (IMAGE, "png"),
        () if starts(b"\xff\xd8\xff") => (IMAGE, "jpg"),
        // Some models answer with a short film as GIF.
        () if starts(b"GIF8") => (FILM_OR_IMAGE, "gif"),
        () if starts(b"BM") && head.len() > 14 => (IMAGE, "bmp"),
        () if starts(b"II*\0") || starts(b"MM\0*") => (IMAGE, "tiff"),
        () if starts(b"OggS") => (SOUND_OR_FILM, "ogg"),
        () if starts(b"fLaC") => (AUDIO, "flac"),
        () if starts(b"ID3") => (AUDIO, "mp3"),
        () if starts(b"FORM") && has(8, b"AIF") => (AUDIO, "aiff"),
        // MPEG audio: eleven bits set, then version and layer. AAC in ADTS has layer 0.
        () if is_adts(head) => (AUDIO, "aac"),
        () if is_mpeg_audio(head) => (AUDIO, "mp3"),
        () if starts(b"\x00\x00\x01\xba") || starts(b"\x00\x00\x01\xb3") => (VIDEO, "mpg"),
        () if is_svg(head) => (IMAGE, "svg"),
        () if is_html(head) => (&[], "html"),
        () => return None,
    };
    Some(found)
}

fn is_adts(head: &[u8]) -> bool {
    matches!(head, [0xff, second, ..] if second & 0xf6 == 0xf0)
}

fn is_mpeg_audio(head: &[u8]) -> bool {
    matches!(head, [0xff, second, ..] if second & 0xe0 == 0xe0 && second & 0x06 != 0)
}

fn begins(head: &[u8], mark: &str) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    head.get(..mark.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(mark.as_bytes()))
}

fn is_html(head: &[u8]) -> bool {
    ["<!doctype html", "<html", "<head", "<body", "<?xml"].iter().any(|mark| begins(head, mark))
}

fn is_svg(head: &[u8]) -> bool {
    begins(head, "<svg") || (begins(head, "<?xml") && head.windows(4).any(|part| part == b"<svg"))
}

fn is_json(head: &[u8]) -> bool {
    begins(head, "{") || begins(head, "[")
}

/// Whether it reads as text: an error in disguise.
fn is_text(head: &[u8]) -> bool {
    !head.is_empty() && head.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::ending;

    #[test]
    fn a_file_is_known_by_its_first_bytes() {
        for (kind, head, expected) in [
            ("video", b"\0\0\0\x20ftypisom\0\0\x02\0".as_slice(), "mp4"),
            ("audio", b"\0\0\0\x20ftypM4A \0\0\x02\0", "m4a"),
            ("video", b"\x1a\x45\xdf\xa3", "webm"),
            ("image", b"\x89PNG\r\n\x1a\n\0", "png"),
            ("image", b"\xff\xd8\xff\xe0", "jpg"),
            ("image", b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
            ("audio", b"RIFF\0\0\0\0WAVEfmt ", "wav"),
            ("audio", b"ID3\x04", "mp3"),
            ("audio", b"\xff\xfb\x90\x44", "mp3"),
            ("audio", b"\xff\xf1\x50\x80", "aac"),
            ("image", b"<svg xmlns=\"http://www.w3.org/2000/svg\">", "svg"),
            ("text", b"{\"score\": 1}", "json"),
            ("text", b"Once upon a time", "txt"),
            ("audio", b"\0\x01\xff\x80\x10", "audio"),
        ] {
            assert_eq!(ending(kind, head), Some(expected), "{kind} {head:?}");
        }
    }

    #[test]
    fn a_page_or_a_file_of_another_kind_is_not_taken() {
        for (kind, head) in [
            ("video", b"<!DOCTYPE html><title>expired</title>".as_slice()),
            ("video", b"  <html>"),
            ("video", b"<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>"),
            ("video", b"{\"error\": \"expired\"}"),
            ("video", b"\x89PNG\r\n\x1a\n\0"),
            ("image", b"\0\0\0\x20ftypisom\0\0\x02\0"),
            ("image", b"not found"),
            ("audio", b"Access denied"),
            ("text", b"<html><body>502</body></html>"),
            ("model", b"<html>"),
        ] {
            assert_eq!(ending(kind, head), None, "{kind} {head:?}");
        }
    }
}
