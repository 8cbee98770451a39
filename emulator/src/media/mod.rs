//! Results that are what they say: small files that players and libraries open, written byte by byte.

mod bits;
mod h264;
mod mp4;
mod png;
mod wav;

/// How long a result plays when nobody says how long its source is.
pub(crate) const USUAL_MILLIS: u32 = 2_000;
/// The width and height of pictures: whole macroblocks.
const SIZE: (u16, u16) = (64, 48);

/// A result of a medium with its media type.
pub(crate) fn file(media: &str, millis: u32) -> (Vec<u8>, &'static str) {
    match media {
        "video" => (mp4::film(millis), "video/mp4"),
        "image" => (png::picture(), "image/png"),
        "audio" => (wav::tone(millis), "audio/wav"),
        _ => (b"An emulated result.\n".to_vec(), "text/plain; charset=utf-8"),
    }
}

/// The extension of a medium's files.
pub(crate) fn extension(media: &str) -> &'static str {
    match media {
        "video" => "mp4",
        "image" => "png",
        "audio" => "wav",
        _ => "txt",
    }
}
