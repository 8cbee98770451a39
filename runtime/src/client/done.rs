//! Results: what a call or a job ended with.

use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{Engine as _, alphabet};
use serde_json::Value;

use super::answer::{self, Phase, texts};
use super::clock::RecordId;
use super::error::Money;
use crate::Exact;
use crate::spec::{ErrorPlace, ModelSpec, Output, Way};

/// What a call or its jobs ended with. At least one job has succeeded.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Done {
    /// Our record of the call.
    pub record: RecordId,
    /// The results of all its jobs; none where the spec does not say where they are, see [`raw`](Self::raw).
    pub media: Vec<Media>,
    /// What the provider says it cost, all jobs together; `None` when it does not say so of every one.
    pub cost: Option<Exact>,
    /// How each job ended; one for a call whose answer was the result.
    pub jobs: Vec<Ended>,
}

impl Done {
    /// The answers as they were last read, one for each job.
    pub fn raw(&self) -> impl Iterator<Item = &Value> {
        self.jobs.iter().map(|job| &job.raw)
    }
}

/// How one job ended.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Ended {
    /// The id of the job; empty for a call whose answer was the result.
    pub job_id: String,
    /// How it ended; never [`Phase::Running`].
    pub phase: Phase,
    /// The provider's code of a failure.
    pub code: Option<ErrorPlace>,
    /// The provider's reason of a failure.
    pub message: Option<String>,
    /// What happened to the money.
    pub money: Money,
    /// What the provider says it cost.
    pub cost: Option<Exact>,
    /// Its results.
    pub media: Vec<Media>,
    /// The answer, or the data of the event, that told.
    pub raw: Value,
}

/// A result.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Media {
    /// `video`, `image`, `audio` or `text`.
    pub kind: String,
    /// Its address, which may be readable by everybody who has it, for a time.
    pub url: Option<String>,
    /// The file itself, where it stood in the answer.
    pub bytes: Option<Vec<u8>>,
    /// How long the address stays readable, in seconds from the end of the job, where the source says so.
    pub expires: Option<u32>,
    /// What to call the file, without an ending.
    pub(crate) stem: String,
    /// Whether it came from this machine, whose addresses are then no private ones.
    pub(crate) local: bool,
}

/// Without the bytes.
impl std::fmt::Debug for Media {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Media")
            .field("kind", &self.kind)
            .field("url", &self.url)
            .field("bytes", &self.bytes.as_ref().map(Vec::len))
            .finish_non_exhaustive()
    }
}

/// Where results are looked for, and what they are called.
pub(crate) struct Shelf<'a> {
    pub(crate) spec: &'a ModelSpec,
    pub(crate) way: &'a Way,
    /// The beginning of the names of files: the record, or the job.
    pub(crate) stem: &'a str,
    pub(crate) local: bool,
}

impl Shelf<'_> {
    /// The results in an answer: of each kind that the way states, by address, else inline.
    pub(crate) fn media(&self, answer: &Value) -> Vec<Media> {
        let mut media = Vec::new();
        for output in &*self.way.outputs {
            for found in texts(answer, &output.at) {
                // A model that makes texts may answer with the text itself.
                let is_address =
                    self.kind(output) != "text" || found.starts_with("https://") || found.starts_with("http://");
                let (url, bytes) = if is_address { (Some(found), None) } else { (None, Some(found.into_bytes())) };
                media.push(self.item(output, media.len(), url, bytes));
            }
        }
        for output in &*self.way.inline {
            for data in texts(answer, &output.at) {
                if let Some(bytes) = base64(&data) {
                    media.push(self.item(output, media.len(), None, Some(bytes)));
                }
            }
        }
        media
    }

    /// Whether the spec says where results of the model's kind are. Where it does not, the whole answer is the result.
    pub(crate) fn is_stated(&self) -> bool {
        let mut outputs = self.way.outputs.iter().chain(&*self.way.inline);
        outputs.any(|output| output.media == "any" || output.media == self.spec.output)
    }

    fn kind<'a>(&'a self, output: &'a Output) -> &'a str {
        if output.media == "any" { &self.spec.output } else { &output.media }
    }

    /// Results whose addresses an event told.
    pub(crate) fn told(&self, urls: &[String]) -> Vec<Media> {
        let output = Output { media: "any".into(), at: "".into() };
        urls.iter().enumerate().map(|(at, url)| self.item(&output, at, Some(url.clone()), None)).collect()
    }

    fn item(&self, output: &Output, at: usize, url: Option<String>, bytes: Option<Vec<u8>>) -> Media {
        let expires = self.spec.provider.result_expires;
        Media {
            kind: self.kind(output).to_owned(),
            url,
            bytes,
            expires,
            stem: format!("{}-{at}", self.stem),
            local: self.local,
        }
    }
}

impl Ended {
    /// A job that has its results.
    pub(crate) fn succeeded(job_id: &str, money: Money, media: Vec<Media>, raw: Value) -> Self {
        Self {
            job_id: job_id.to_owned(),
            phase: Phase::Succeeded,
            code: None,
            message: None,
            money,
            cost: None,
            media,
            raw,
        }
    }

    /// A job that has none.
    pub(crate) fn without(job_id: &str, phase: Phase, told: answer::Reason, money: Money, raw: Value) -> Self {
        let media = Vec::new();
        Self { job_id: job_id.to_owned(), phase, code: told.code, message: told.message, money, cost: None, media, raw }
    }
}

/// The bytes of a text in Base64, with or without padding and the head of a `data:` address.
fn base64(text: &str) -> Option<Vec<u8>> {
    const LENIENT: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    const ENGINE: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
    let text = if text.starts_with("data:") { text.split_once(',')?.1 } else { text };
    ENGINE.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_read_as_the_standard_shows_it() {
        // RFC 4648, section 10.
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text).as_deref(), Some(bytes.as_bytes()), "{text}");
        }
        assert_eq!(base64("data:image/png;base64,Zm9v").as_deref(), Some(b"foo".as_slice()));
        assert_eq!(base64("Zm8"), base64("Zm8="));
    }

    #[test]
    fn what_is_no_base64_is_nothing() {
        for bad in ["Z", "Zm9vY", "Zm 9", "Zm9v!", "data:nothing", "Z=m9"] {
            assert_eq!(base64(bad), None, "{bad}");
        }
    }
}
