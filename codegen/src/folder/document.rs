//! A document that somebody else published, of a bounded size.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::published::Published;

/// Reads a published document.
///
/// # Errors
/// When it cannot be read, is no UTF-8, or is larger than [`Published::MAX_BYTES`].
pub fn read_document(path: &Path) -> io::Result<String> {
    let most = u64::try_from(Published::MAX_BYTES).unwrap_or(u64::MAX);
    let mut text = String::new();
    File::open(path)?.take(most + 1).read_to_string(&mut text)?;
    if text.len() > Published::MAX_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {most} bytes")));
    }
    Ok(text)
}
