//! Reading what the caller names: files and standard input, never more than the checker would judge anyway.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::failure::Failure;

/// The name of standard input among files.
const STDIN: &str = "-";

/// Opens a file, or standard input for `-`.
pub(crate) fn open(path: &Path) -> Result<Box<dyn Read>, Failure> {
    if path.as_os_str() == STDIN {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).map_err(|error| Failure::unreadable(path, &error))?;
    Ok(Box::new(file))
}

/// Reads a file, one byte more than the limit at most: enough to see that it is too large.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = limit as u64 + 1;
    open(path)?.take(most).read_to_end(&mut bytes).map_err(|error| Failure::unreadable(path, &error))?;
    Ok(bytes)
}

/// Reads a text, and refuses one that is longer than the limit or not UTF-8.
pub(crate) fn read_text(path: &Path, limit: usize) -> Result<String, Failure> {
    let bytes = read(path, limit)?;
    if bytes.len() > limit {
        return Err(Failure::usage(format!("`{}` has more than {limit} bytes", path.display())));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::usage(format!("`{}` is not UTF-8 from byte {at} on", path.display()))
    })
}

/// What people call a file in messages.
pub(crate) fn shown(path: &Path) -> String {
    if path.as_os_str() == STDIN { "standard input".to_owned() } else { path.display().to_string() }
}

/// Lines of any length in bounded memory.
pub(crate) struct Lines<R> {
    reader: BufReader<R>,
    limit: usize,
    line: Vec<u8>,
}

impl<R: Read> Lines<R> {
    /// Lines of which at most one byte more than the limit is kept; the rest of a longer one is read and dropped.
    pub(crate) fn new(reader: R, limit: usize) -> Self {
        Self { reader: BufReader::with_capacity(1 << 16, reader), limit, line: Vec::new() }
    }

    /// The next line without its line feed. The last one may lack it.
    pub(crate) fn next_line(&mut self) -> io::Result<Option<&[u8]>> {
        self.line.clear();
        let mut any = false;
        loop {
            let chunk = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                chunk => chunk?,
            };
            if chunk.is_empty() {
                return Ok(any.then_some(&self.line));
            }
            any = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or(chunk);
            let room = (self.limit + 1).saturating_sub(self.line.len());
            self.line.extend_from_slice(part.get(..room.min(part.len())).unwrap_or(part));
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                return Ok(Some(&self.line));
            }
        }
    }

    /// Whether the next line is there already, so that reading it waits for nobody.
    pub(crate) fn has_line(&self) -> bool {
        self.reader.buffer().contains(&b'\n')
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::Lines;
    use proptest::prelude::*;

    fn lines(text: &[u8], limit: usize) -> Vec<Vec<u8>> {
        let mut lines = Lines::new(text, limit);
        let mut found = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            found.push(line.to_vec());
        }
        found
    }

    #[test]
    fn empty_lines_count_and_the_last_line_may_lack_its_end() {
        assert_eq!(lines(b"", 9), Vec::<Vec<u8>>::new());
        assert_eq!(lines(b"\n", 9), [b""]);
        assert_eq!(lines(b"a\n\r\n\nb", 9), [&b"a"[..], b"\r", b"", b"b"]);
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_one_byte_after_the_limit() {
        assert_eq!(lines(b"abcdefg\nxy\n", 3), [&b"abcd"[..], b"xy"]);
    }

    proptest! {
        #[test]
        fn lines_are_what_splitting_gives(text in "[ab\n\r]{0,40}", limit in 0usize..8) {
            let mut expected: Vec<Vec<u8>> =
                text.split('\n').map(|line| line.bytes().take(limit + 1).collect()).collect();
            if text.is_empty() || text.ends_with('\n') {
                expected.pop();
            }
            prop_assert_eq!(lines(text.as_bytes(), limit), expected);
        }
    }
}
