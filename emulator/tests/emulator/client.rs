//! A small HTTP client that sees what others hide: half answers, cuts, streams as they come.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use nameplate_emulator::{Builder, Emulator, Handle};
use serde_json::Value;
use tokio::runtime::Runtime;

/// An emulator of its own, stopped when this is dropped.
pub(crate) struct Running {
    pub(crate) handle: Handle,
    _runtime: Runtime,
}

/// The folder of a path in this repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// An emulator of the repository's specs in which jobs take as short as they may.
pub(crate) fn fast() -> Builder {
    Emulator::builder().specs(repository("specs")).speed(1_000_000)
}

pub(crate) fn start(builder: Builder) -> Running {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let handle = runtime.block_on(builder.start()).unwrap();
    Running { handle, _runtime: runtime }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Whether the whole body came.
    pub(crate) whole: bool,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn verdict(&self) -> &str {
        self.header("x-nameplate-verdict").unwrap_or_default()
    }
}

/// A call that is put together.
pub(crate) struct Call {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Call {
    pub(crate) fn new(method: &'static str, url: impl Into<String>) -> Self {
        Self { method, url: url.into(), headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Proves who calls.
    pub(crate) fn key(self, key: &str) -> Self {
        self.header("Authorization", &format!("Bearer {key}"))
    }

    pub(crate) fn scenario(self, name: &str) -> Self {
        self.header("x-nameplate-scenario", name)
    }

    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Opens the connection and sends.
    pub(crate) fn open(&self) -> BufReader<TcpStream> {
        let (host, path) =
            self.url.strip_prefix("http://").unwrap().split_once('/').unwrap_or_else(|| panic!("{}", self.url));
        let mut stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut head = format!("{} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n", self.method);
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.extend(["Content-Length: ", &self.body.len().to_string(), "\r\n\r\n"]);
        stream.write_all(head.as_bytes()).unwrap();
        // The other side may refuse a body before it has read it.
        let _ = stream.write_all(&self.body);
        BufReader::new(stream)
    }

    /// The answer, or how the connection ended without one.
    pub(crate) fn try_send(&self) -> io::Result<Answer> {
        read(&mut self.open())
    }

    pub(crate) fn send(&self) -> Answer {
        self.try_send().unwrap()
    }
}

/// Reads the head of an answer.
pub(crate) fn head(from: &mut impl BufRead) -> io::Result<(u16, Vec<(String, String)>)> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or(io::ErrorKind::UnexpectedEof)?;
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        from.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { return Ok((status, headers)) };
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
}

fn read(from: &mut impl BufRead) -> io::Result<Answer> {
    let (status, headers) = head(from)?;
    let length = headers.iter().find(|(name, _)| name == "content-length").map(|(_, length)| length.parse().unwrap());
    let mut body = Vec::new();
    let whole = match length {
        Some(length) => {
            let read = from.take(length).read_to_end(&mut body);
            read.is_ok() && body.len() as u64 == length
        }
        None => dechunk(from, &mut body),
    };
    Ok(Answer { status, headers, body, whole })
}

/// Reads a body in chunks, and says whether its end came.
fn dechunk(from: &mut impl BufRead, into: &mut Vec<u8>) -> bool {
    loop {
        let mut size = String::new();
        if from.read_line(&mut size).unwrap_or_default() == 0 {
            return false;
        }
        let Ok(size) = u64::from_str_radix(size.trim(), 16) else { return false };
        if from.take(size).read_to_end(into).is_err() {
            return false;
        }
        let mut end = String::new();
        let _ = from.read_line(&mut end);
        if size == 0 {
            return true;
        }
    }
}

/// An open stream of events, read line by line.
pub(crate) struct Events {
    from: BufReader<TcpStream>,
    pub(crate) headers: Vec<(String, String)>,
}

impl Events {
    pub(crate) fn open(call: &Call) -> Self {
        let mut from = call.open();
        let (status, headers) = head(&mut from).unwrap();
        assert_eq!(status, 200);
        Self { from, headers }
    }

    /// The next lines but those that are about chunks, up to an empty one; `None` when the stream ends.
    pub(crate) fn next(&mut self) -> Option<String> {
        let mut body = Vec::new();
        let mut size = String::new();
        self.from.read_line(&mut size).ok()?;
        let size = u64::from_str_radix(size.trim(), 16).ok().filter(|size| *size > 0)?;
        self.from.by_ref().take(size).read_to_end(&mut body).ok()?;
        let mut end = String::new();
        self.from.read_line(&mut end).ok()?;
        Some(String::from_utf8(body).unwrap())
    }

    /// The next frame that is no comment.
    pub(crate) fn next_event(&mut self) -> Option<String> {
        loop {
            let frame = self.next()?;
            if !frame.starts_with(':') {
                return Some(frame);
            }
        }
    }

    /// What is told until a moment, without comments.
    pub(crate) fn until(&mut self, deadline: Instant) -> Vec<String> {
        let mut told = Vec::new();
        while Instant::now() < deadline {
            match self.next() {
                Some(frame) if !frame.starts_with(':') => told.push(frame),
                Some(_) => {}
                None => break,
            }
        }
        told
    }
}

/// The calls that tests make again and again.
impl Running {
    pub(crate) fn at(&self, provider: &str, path: &str) -> String {
        format!("{}{path}", self.handle.provider(provider).unwrap())
    }

    pub(crate) fn get(&self, provider: &str, path: &str) -> Call {
        Call::new("GET", self.at(provider, path)).key("key")
    }

    pub(crate) fn post(&self, provider: &str, path: &str, body: &str) -> Call {
        Call::new("POST", self.at(provider, path)).key("key").header("Content-Type", "application/json").body(body)
    }

    /// A submit to Oxen's queue.
    pub(crate) fn enqueue(&self, members: &str) -> Call {
        let model = r#""model":"topazlabs-rhea-video","input_video":"https://example.com/a.mp4""#;
        self.post("oxen", "/api/ai/queue", &format!("{{{model}{members}}}"))
    }

    /// A submit to reAPI.
    pub(crate) fn upscale(&self, url: &str) -> Call {
        let body = format!(r#"{{"model":"topaz-video-upscaler","video_url":"{url}"}}"#);
        self.post("reapi", "/api/v1/videos/generations", &body)
    }

    pub(crate) fn queued(&self, id: &str) -> Call {
        self.get("oxen", &format!("/api/ai/queue/{id}"))
    }

    pub(crate) fn task(&self, id: &str) -> Call {
        self.get("reapi", &format!("/api/v1/tasks/{id}"))
    }

    pub(crate) fn balance(&self) -> i64 {
        self.get("reapi", "/api/v1/balance").send().json()["balance"].as_i64().unwrap()
    }
}

/// Asks again until an answer is there, for at most ten seconds.
pub(crate) fn wait_for<T>(mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(10), "it does not come");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Asks until the status is one of these.
pub(crate) fn ended(call: &Call, words: &[&str]) -> Value {
    wait_for(|| {
        let answer = call.try_send().ok().filter(|answer| answer.status == 200 && answer.whole)?.json();
        words.contains(&answer["status"].as_str()?).then_some(answer)
    })
}
