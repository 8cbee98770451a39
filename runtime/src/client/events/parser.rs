//! Event streams after the WHATWG algorithm (HTML, "Parsing an event stream"), fed piece by piece, bounded in memory.

use std::time::Duration;

/// The longest line, and the most data of one event, in bytes.
const MOST: usize = 1 << 20;

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    /// What kind of event it is; `message` when it does not say.
    pub(crate) name: String,
    /// What it says.
    pub(crate) data: String,
}

/// A line or an event is larger than anybody sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

/// Takes pieces of a stream, cut anywhere, and gives the events that end in them.
#[derive(Debug, Default)]
pub(crate) struct Parser {
    line: Vec<u8>,
    /// The last byte was a CR: an LF after it belongs to it.
    after_cr: bool,
    /// The first line has been read, which alone may begin with a byte order mark.
    begun: bool,
    name: String,
    data: String,
    last_id: String,
    retry: Option<Duration>,
}

impl Parser {
    /// Reads a piece.
    pub(crate) fn push(&mut self, piece: &[u8]) -> Result<Vec<Event>, TooLarge> {
        let mut events = Vec::new();
        for &byte in piece {
            let second_half = std::mem::replace(&mut self.after_cr, byte == b'\r') && byte == b'\n';
            match byte {
                b'\n' if second_half => {}
                b'\n' | b'\r' => events.extend(self.end_of_line()?),
                _ if self.line.len() >= MOST => return Err(TooLarge),
                _ => self.line.push(byte),
            }
        }
        Ok(events)
    }

    /// The id of the last event, for a server that sends again what came after it; empty when none had one.
    pub(crate) fn last_id(&self) -> &str {
        &self.last_id
    }

    /// How long the server asks to wait before joining again.
    pub(crate) const fn retry(&self) -> Option<Duration> {
        self.retry
    }

    fn end_of_line(&mut self) -> Result<Option<Event>, TooLarge> {
        let bytes = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&bytes);
        let first = !std::mem::replace(&mut self.begun, true);
        let line = if first { line.strip_prefix('\u{feff}').unwrap_or(&line) } else { &line };
        if line.is_empty() {
            return Ok(self.dispatch());
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        self.field(field, value.strip_prefix(' ').unwrap_or(value))?;
        Ok(None)
    }

    /// One field. A comment has an empty name, and is skipped like every unknown one.
    fn field(&mut self, field: &str, value: &str) -> Result<(), TooLarge> {
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" if self.data.len() + value.len() >= MOST => return Err(TooLarge),
            "data" => self.data.extend([value, "\n"]),
            "id" if !value.contains('\0') => value.clone_into(&mut self.last_id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            _ => {}
        }
        Ok(())
    }

    /// The event that an empty line ends; one without data is none.
    fn dispatch(&mut self) -> Option<Event> {
        let name = std::mem::take(&mut self.name);
        let mut data = std::mem::take(&mut self.data);
        data.pop()?;
        Some(Event { name: if name.is_empty() { "message".to_owned() } else { name }, data })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use proptest::prelude::*;

    use super::{Event, MOST, Parser, TooLarge};

    fn parse(text: &str) -> Vec<(String, String)> {
        let events = Parser::default().push(text.as_bytes()).unwrap();
        events.into_iter().map(|Event { name, data }| (name, data)).collect()
    }

    fn pair(name: &str, data: &str) -> (String, String) {
        (name.to_owned(), data.to_owned())
    }

    #[test]
    fn the_examples_of_the_standard_are_read_as_it_says() {
        assert_eq!(parse("data: YHOO\ndata: +2\ndata: 10\n\n"), [pair("message", "YHOO\n+2\n10")]);
        // A comment, an event with an id, one that resets it, and one with a leading space.
        assert_eq!(
            parse(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"),
            [pair("message", "first event"), pair("message", "second event"), pair("message", " third event")]
        );
        // Two events with empty lines as data, then one that the stream does not end.
        assert_eq!(parse("data\n\ndata\ndata\n\ndata:"), [pair("message", ""), pair("message", "\n")]);
        assert_eq!(parse("data:test\n\ndata: test\n\n"), [pair("message", "test"), pair("message", "test")]);
    }

    #[test]
    fn an_event_without_data_is_none_and_its_name_is_forgotten() {
        assert_eq!(parse("event: a\n\ndata: x\n\n"), [pair("message", "x")]);
    }

    #[test]
    fn a_byte_order_mark_counts_only_at_the_beginning() {
        assert_eq!(parse("\u{feff}data: x\n\n\u{feff}data: y\n\n"), [pair("message", "x")]);
    }

    #[test]
    fn ids_and_times_are_kept() {
        let mut parser = Parser::default();
        parser.push(b"id: 7\nretry: 2500\nretry: soon\nid: a\0b\ndata: x\n\n").unwrap();
        assert_eq!((parser.last_id(), parser.retry().unwrap().as_millis()), ("7", 2500));
    }

    #[test]
    fn no_line_and_no_event_is_larger_than_the_bound() {
        let mut parser = Parser::default();
        assert_eq!(parser.push(&vec![b'x'; MOST + 1]), Err(TooLarge));
        let mut parser = Parser::default();
        let line = format!("data: {}\n", "x".repeat(MOST / 4));
        assert_eq!((0..5).try_for_each(|_| parser.push(line.as_bytes()).map(drop)), Err(TooLarge));
    }

    const STREAM: &str = "\u{feff}: hi\r\n\r\nevent: done\r\ndata: {\"id\":\"ä\u{1f3ac}\"}\r\n\r\nevent: a\rdata: 1\rdata: 2\r\rdata:x\nid: 9\n\n: keep-alive\n\ndata: end\n\n";

    #[test]
    fn a_stream_split_at_any_byte_gives_the_same_events() {
        let whole = Parser::default().push(STREAM.as_bytes()).unwrap();
        assert_eq!(whole.len(), 4);
        for at in 0..=STREAM.len() {
            let (head, tail) = STREAM.as_bytes().split_at(at);
            let mut parser = Parser::default();
            let mut events = parser.push(head).unwrap();
            events.extend(parser.push(tail).unwrap());
            assert_eq!(events, whole, "split at {at}");
        }
        let mut parser = Parser::default();
        let bytes = STREAM.as_bytes().chunks(1);
        let events: Vec<Event> = bytes.flat_map(|byte| parser.push(byte).unwrap()).collect();
        assert_eq!(events, whole);
    }

    proptest! {
        #[test]
        fn any_bytes_split_anywhere_give_the_same_events(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0usize..200) {
            let whole = Parser::default().push(&bytes).unwrap();
            let (head, tail) = bytes.split_at(at.min(bytes.len()));
            let mut parser = Parser::default();
            let mut events = parser.push(head).unwrap();
            events.extend(parser.push(tail).unwrap());
            prop_assert_eq!(events, whole);
        }

        #[test]
        fn texts_of_fields_split_anywhere_give_the_same_events(text in "(data|event|id|:|: x|\r|\n|\r\n|ä| |data: y){0,40}", at in 0usize..200) {
            let whole = Parser::default().push(text.as_bytes()).unwrap();
            let (head, tail) = text.as_bytes().split_at(at.min(text.len()));
            let mut parser = Parser::default();
            let mut events = parser.push(head).unwrap();
            events.extend(parser.push(tail).unwrap());
            prop_assert_eq!(events, whole);
        }
    }
}
