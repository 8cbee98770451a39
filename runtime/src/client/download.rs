//! Results to files: whole or not at all.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind as Io, Write as _};
use std::path::{Path, PathBuf};

use super::clock::RecordId;
use super::core::Client;
use super::done::Media;
use super::error::{ClientError, ErrorKind, Money};
use super::magic;
use super::transport::{Header, HttpAnswer, HttpRequest, Purpose};
use crate::spec::{Method, Text, UrlRange, text};

/// So many redirects an address may lead over.
const REDIRECTS: usize = 5;
/// So many bytes tell what a file is.
const HEAD: usize = 64;
/// So many names are tried when files of the same name are there.
const NAMES: u32 = 1000;

impl Media {
    /// Fetches the result into a folder, and gives the path of the file, whose name is that of the job and was free. The file is
    /// written under a temporary name, looked at, flushed to the disk, and renamed when it is whole. No key is sent; an address
    /// that leads into a private network is not followed.
    ///
    /// # Errors
    /// When it cannot be fetched or written, is too large, or is no file of its kind. The job is paid for, and the result can be
    /// fetched again.
    pub async fn download(&self, client: &Client, folder: impl AsRef<Path>) -> Result<PathBuf, ClientError> {
        let folder = folder.as_ref();
        tokio::fs::create_dir_all(folder).await.map_err(|error| not_written(folder, &error))?;
        let path = folder.join(format!(".{}.part", RecordId::new(client.0.clock.now())));
        let part = blocking(|| Part::new(path)).await?;
        let (part, head) = match (&self.bytes, &self.url) {
            (Some(bytes), _) => part.write(bytes.clone()).await?,
            (None, Some(url)) => self.fetch(client, url, part).await?,
            (None, None) => return Err(failed("the result has neither an address nor bytes")),
        };
        let ending = magic::ending(&self.kind, &head).ok_or_else(|| {
            let found = String::from_utf8_lossy(head.get(..16).unwrap_or(&head)).into_owned();
            failed(format!("the file is no {}: it begins with {found:?}", self.kind))
        })?;
        let stem = sanitized(&self.stem);
        let folder = folder.to_owned();
        blocking(move || part.finish(&folder, &stem, ending)).await
    }

    /// Fetches an address into a part; gives the part and the first bytes.
    async fn fetch(&self, client: &Client, url: &str, part: Part) -> Result<(Part, Vec<u8>), ClientError> {
        let mut answer = self.open(client, url).await?;
        let limit = client.0.limits.file;
        if length(&answer).is_some_and(|length| length > limit) {
            return Err(failed(format!("the file has more than {limit} bytes")));
        }
        let expected = length(&answer);
        let mut part = part;
        let mut head = Vec::new();
        let mut read = 0u64;
        loop {
            let chunk = tokio::select! {
                biased;
                chunk = answer.body.chunk() => chunk.map_err(|error| passing(format!("the file was cut: {error}")))?,
                () = client.0.clock.sleep(client.0.limits.call) => return Err(passing("the file does not go on")),
            };
            let Some(chunk) = chunk else { break };
            read = read.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
            if read > limit {
                return Err(failed(format!("the file has more than {limit} bytes")));
            }
            let missing = HEAD.saturating_sub(head.len());
            head.extend(chunk.iter().take(missing));
            (part, _) = part.write(chunk).await?;
        }
        match expected {
            Some(expected) if expected != read => Err(passing(format!("the file was cut: {read} of {expected} bytes"))),
            _ if read == 0 => Err(passing("the file is empty")),
            _ => Ok((part, head)),
        }
    }

    /// Opens an address, over a few redirects, each judged like the first.
    async fn open(&self, client: &Client, url: &str) -> Result<HttpAnswer, ClientError> {
        let mut url = url.to_owned();
        for _ in 0..=REDIRECTS {
            self.judge(&url)?;
            let headers = vec![Header::new("user-agent", &client.0.user_agent), Header::new("accept", "*/*")];
            let request =
                HttpRequest { method: Method::Get, url: url.clone(), headers, body: None, purpose: Purpose::File };
            let answer = tokio::select! {
                biased;
                answer = client.0.transport.send(request) => answer,
                () = client.0.clock.sleep(client.0.limits.call) => return Err(passing("the file does not come")),
            };
            let answer = answer.map_err(|error| passing(format!("the file was not reached: {error}")))?;
            match answer.status {
                200 if is_packed(&answer) => return Err(failed("the file came packed, which was not asked for")),
                200 => return Ok(answer),
                301 | 302 | 303 | 307 | 308 => url = leads_to(&url, &answer)?,
                status => return Err(refused(status)),
            }
        }
        Err(failed(format!("the file lies behind more than {REDIRECTS} redirects")))
    }

    /// Refuses an address that no file has, or that leads into a private network. Results of this machine may lie on it.
    fn judge(&self, url: &str) -> Result<(), ClientError> {
        const SCHEMES: &[Text] = &[text("https"), text("http")];
        let range = UrlRange::new(SCHEMES, true);
        let is_local = || reqwest::Url::parse(url).is_ok_and(|url| super::origin::is_loopback(&url));
        let why = crate::url::reason(url, &range, &[]);
        if why.is_empty() || (self.local && is_local()) {
            return Ok(());
        }
        Err(failed(format!("the address of the file {why}")))
    }
}

/// A file that is not whole yet. Dropped, it is removed.
struct Part {
    path: PathBuf,
    file: Option<File>,
}

impl Part {
    fn new(path: PathBuf) -> Result<Self, ClientError> {
        let file = OpenOptions::new().write(true).create_new(true).open(&path);
        let file = file.map_err(|error| not_written(&path, &error))?;
        Ok(Self { path, file: Some(file) })
    }

    async fn write(mut self, bytes: Vec<u8>) -> Result<(Self, Vec<u8>), ClientError> {
        blocking(move || {
            if let Some(file) = &mut self.file {
                file.write_all(&bytes).map_err(|error| not_written(&self.path, &error))?;
            }
            let mut head = bytes;
            head.truncate(HEAD);
            Ok((self, head))
        })
        .await
    }

    /// Flushes the file and its folder, and gives it the first name that is free.
    fn finish(mut self, folder: &Path, stem: &str, ending: &str) -> Result<PathBuf, ClientError> {
        if let Some(file) = self.file.take() {
            file.sync_all().map_err(|error| not_written(&self.path, &error))?;
        }
        for number in 0..NAMES {
            let name = if number == 0 { format!("{stem}.{ending}") } else { format!("{stem}-{number}.{ending}") };
            let path = folder.join(name);
            // A link fails where a renaming would replace what is there.
            match std::fs::hard_link(&self.path, &path) {
                Ok(()) => {
                    // Not every system can flush a folder; the file itself is safe.
                    drop(File::open(folder).and_then(|folder| folder.sync_all()));
                    return Ok(path);
                }
                Err(error) if error.kind() == Io::AlreadyExists => {}
                // Not every file system has links.
                Err(_) if !path.exists() => {
                    return std::fs::rename(&self.path, &path)
                        .map(|()| path.clone())
                        .map_err(|error| not_written(&path, &error));
                }
                Err(_) => {}
            }
        }
        Err(failed(format!("there are {NAMES} files `{stem}.{ending}` already")))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        drop(self.file.take());
        // After a renaming there is nothing left to remove.
        drop(std::fs::remove_file(&self.path));
    }
}

/// Does something that blocks where that is allowed.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ClientError> + Send + 'static,
) -> Result<T, ClientError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|stopped| Err(failed(format!("writing was stopped: {stopped}"))))
}

/// The name of a file from what a server said: letters, digits, `-`, `_` and dots within; never empty, hidden or a step up.
fn sanitized(name: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() || "-_.".contains(letter) { letter } else { '_' };
    let name: String = name.chars().take(100).map(plain).collect();
    let name = name.trim_matches('.');
    if name.is_empty() { "result".to_owned() } else { name.to_owned() }
}

/// Whether the bytes are not those of the file. None but the plain ones are asked for.
fn is_packed(answer: &HttpAnswer) -> bool {
    answer.headers.get("content-encoding").is_some_and(|encoding| !encoding.trim().eq_ignore_ascii_case("identity"))
}

fn length(answer: &HttpAnswer) -> Option<u64> {
    answer.headers.get("content-length")?.trim().parse().ok()
}

/// Where a redirect leads.
fn leads_to(from: &str, answer: &HttpAnswer) -> Result<String, ClientError> {
    let location = answer.headers.get("location").unwrap_or_default();
    let next = reqwest::Url::parse(from).and_then(|from| from.join(location));
    next.map(String::from).map_err(|_| failed("the address of the file leads nowhere"))
}

fn refused(status: u16) -> ClientError {
    let gone = matches!(status, 403 | 404 | 410);
    let hint = if gone { ": its address may have expired; read the job again" } else { "" };
    let error = failed(format!("the file was answered with HTTP {status}{hint}"));
    let error = error.with(|failure| failure.http = Some(status));
    if gone { error } else { error.passing() }
}

/// The result is paid for, whatever becomes of the file.
fn failed(message: impl Into<String>) -> ClientError {
    ClientError::new(ErrorKind::File, Money::Charged, message)
}

fn passing(message: impl Into<String>) -> ClientError {
    failed(message).passing()
}

fn not_written(path: &Path, error: &std::io::Error) -> ClientError {
    failed(format!("`{}` could not be written: {error}", path.display()))
}
