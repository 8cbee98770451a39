//! The client over real connections: what reqwest sends and does not send, and what becomes of files.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::specs::{body, studio};
use crate::client::{BoxFuture, Client, Clock, Deadline, Done, ErrorKind, Keys, Media, Money, Secret, Via};

/// A server that answers its connections one after the other: bytes to send after a request was read, or nothing, which
/// closes the connection before.
#[derive(Clone)]
struct Server {
    address: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn new(answers: Vec<Option<Vec<u8>>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::new(Vec::new()));
        let server = Self { address, heard: Arc::clone(&heard) };
        tokio::spawn(async move {
            for answer in answers {
                let (mut stream, _) = listener.accept().await.unwrap();
                let Some(answer) = answer else {
                    heard.lock().unwrap().push("cut".to_owned());
                    continue;
                };
                let request = read(&mut stream).await;
                heard.lock().unwrap().push(request);
                // A client that has seen enough may be gone.
                drop(stream.write_all(&answer).await);
                drop(stream.shutdown().await);
            }
        });
        server
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    fn client(&self) -> Client {
        client(&self.address)
    }
}

/// Reads a request to the end of its body.
async fn read(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, rest)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
            if rest.len() >= length.parse().unwrap() {
                return text;
            }
        }
        if stream.read_buf(&mut bytes).await.unwrap() == 0 {
            return text;
        }
    }
}

fn client(base: &str) -> Client {
    let keys = Keys::new().with("studio", Secret::new("sk-1").unwrap());
    let builder = Client::builder().keys(keys).clock(Fast).models([studio()]).max_answer(100_000).max_file(100_000);
    builder.base("https://studio.example.com", base).unwrap().build().unwrap()
}

/// A hundred times as fast.
struct Fast;

impl Clock for Fast {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(time / 100))
    }
}

/// An answer as a server gives it.
#[expect(clippy::unnecessary_wraps, reason = "beside answers that never come")]
fn http(status: &str, headers: &str, body: &[u8]) -> Option<Vec<u8>> {
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n", body.len());
    Some([head.as_bytes(), body].concat())
}

fn taken() -> Option<Vec<u8>> {
    http("200 OK", "", json!({"generations": [{"generation_id": "job-1"}]}).to_string().as_bytes())
}

#[tokio::test]
async fn a_submit_is_one_request_with_its_key_and_body() {
    let server = Server::new(vec![taken()]).await;
    let job = server.client().submit(&body(&studio(), "queue", "x")).await.unwrap();
    assert_eq!(job.ids(), ["job-1"]);
    let heard = server.heard().remove(0);
    assert!(heard.starts_with("POST /queue HTTP/1.1\r\n"), "{heard}");
    assert!(heard.contains("authorization: Bearer sk-1\r\n") && heard.contains("content-type: application/json\r\n"));
    assert!(heard.ends_with(r#"{"model":"clip-1","prompt":"x"}"#));
}

#[tokio::test]
async fn a_port_that_nobody_listens_at_got_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = client(&base).submit(&body(&studio(), "queue", "x")).await.unwrap_err();
    assert_eq!((error.kind, error.money), (ErrorKind::Connection, Money::NotSent), "{error}");
}

#[tokio::test]
async fn a_connection_that_is_cut_means_maybe_sent_and_nothing_is_repeated() {
    let half = Some(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"generations\":".to_vec());
    let no_head = Some(b"HTTP/1.1 20".to_vec());
    let garbage = Some(b"SSH-2.0-OpenSSH\r\n".to_vec());
    for cut in [None, Some(Vec::new()), half, no_head, garbage] {
        let server = Server::new(vec![cut, taken(), taken()]).await;
        let error = server.client().submit(&body(&studio(), "queue", "x")).await.unwrap_err();
        assert_eq!(error.money, Money::MaybeSent, "{error}");
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(server.heard().len(), 1);
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_the_other_host_gets_no_key() {
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let other = Server::new(vec![taken()]).await;
        let location = format!("location: {}/queue\r\n", other.address);
        let server = Server::new(vec![http(status, &location, b"")]).await;
        let error = server.client().submit(&body(&studio(), "queue", "x")).await.unwrap_err();
        assert_eq!(error.money, Money::MaybeSent);
        assert!(other.heard().is_empty());
    }
}

#[tokio::test]
async fn an_answer_without_an_end_is_not_read_to_it() {
    let endless = http("200 OK", "", &vec![b'['; 10 << 20]);
    let server = Server::new(vec![endless]).await;
    let error = server.client().submit(&body(&studio(), "queue", "x")).await.unwrap_err();
    assert_eq!((error.kind, error.money), (ErrorKind::Unreadable, Money::MaybeSent), "{error}");
}

const MP4: &[u8] = b"\0\0\0\x18ftypisom\0\0\x02\0isommp42 and so on";

/// The result of a call that blocks, at an address of another server.
async fn media(files: &Server) -> (Client, Media) {
    let answer = json!({"videos": [{"url": format!("{}/clip.mp4?signature=s3cret", files.address)}]});
    let server = Server::new(vec![http("200 OK", "", answer.to_string().as_bytes())]).await;
    let client = server.client();
    let done: Done = client.call(&body(&studio(), "sync", "x"), Via::Preferred, Deadline::minutes(9)).await.unwrap();
    (client, done.media[0].clone())
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_result_is_kept_whole_under_a_name_that_was_free() {
    let moved = http("302 Found", "location: /elsewhere/clip.mp4\r\n", b"");
    let files = Server::new(vec![http("200 OK", "", MP4), moved, http("200 OK", "", MP4)]).await;
    let (client, media) = media(&files).await;
    let folder = tempfile::tempdir().unwrap();
    let first = media.download(&client, folder.path().join("out")).await.unwrap();
    let second = media.download(&client, folder.path().join("out")).await.unwrap();
    assert_eq!(std::fs::read(&first).unwrap(), MP4);
    assert_eq!(std::fs::read(&second).unwrap(), MP4);
    assert_ne!(first, second);
    assert_eq!((first.extension().unwrap(), second.extension().unwrap()), ("mp4".as_ref(), "mp4".as_ref()));
    assert_eq!(names(&folder.path().join("out")).len(), 2);
    assert!(files.heard().iter().all(|heard| !heard.contains("authorization") && !heard.contains("sk-1")));
}

#[tokio::test]
async fn what_is_not_the_whole_result_is_not_kept() {
    let cut = Some([b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n".as_slice(), MP4].concat());
    let lie = Some([b"HTTP/1.1 200 OK\r\ncontent-length: 9999999\r\n\r\n".as_slice(), MP4].concat());
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n40000\r\n";
    let endless = Some([chunked.as_slice(), &vec![b'x'; 0x40000]].concat());
    let abroad = http("302 Found", "location: http://10.0.0.1/clip.mp4\r\n", b"");
    for answer in [
        cut,
        lie,
        endless,
        abroad,
        http("200 OK", "", b""),
        http("200 OK", "", b"<!doctype html><title>Sign in</title>"),
        http("200 OK", "", b"{\"error\":\"expired\"}"),
        http("404 Not Found", "", b""),
        http("500 Oops", "", b""),
        None,
    ] {
        let files = Server::new(vec![answer.clone()]).await;
        let (client, media) = media(&files).await;
        let folder = tempfile::tempdir().unwrap();
        let error = media.download(&client, folder.path()).await.unwrap_err();
        assert_eq!((error.kind, error.money), (ErrorKind::File, Money::Charged), "{error}");
        assert!(!error.to_string().contains("s3cret"), "{error}");
        assert!(names(folder.path()).is_empty(), "{:?}", names(folder.path()));
    }
}

#[tokio::test]
async fn a_result_in_the_answer_is_kept_too() {
    let answer = json!({"videos": [{"b64_json": "AAAAGGZ0eXBpc29tAAACAGlzb21tcDQy"}]});
    let server = Server::new(vec![http("200 OK", "", answer.to_string().as_bytes())]).await;
    let client = server.client();
    let done = client.call(&body(&studio(), "sync", "x"), Via::Preferred, Deadline::minutes(9)).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = done.media[0].download(&client, folder.path()).await.unwrap();
    assert!(std::fs::read(file).unwrap().starts_with(b"\0\0\0\x18ftyp"));
}

#[tokio::test]
async fn addresses_of_private_networks_and_of_no_file_are_not_fetched() {
    let files = Server::new(Vec::new()).await;
    let (client, media) = media(&files).await;
    let folder = tempfile::tempdir().unwrap();
    for url in [
        "http://10.0.0.1/x.mp4",
        "http://169.254.169.254/latest/meta-data",
        "http://192.168.1.1/",
        "http://printer.local/x",
        "file:///etc/passwd",
        "ftp://example.com/x",
        "data:text/plain,x",
        "x.mp4",
    ] {
        let media = Media { url: Some(url.to_owned()), ..media.clone() };
        assert_eq!(media.download(&client, folder.path()).await.unwrap_err().kind, ErrorKind::File, "{url}");
    }
    // A provider elsewhere may not name this machine.
    let media = Media { local: false, url: Some(format!("{}/x.mp4", files.address)), ..media };
    assert!(media.download(&client, folder.path()).await.is_err());
    assert!(files.heard().is_empty() && names(folder.path()).is_empty());
}

#[tokio::test]
async fn a_hostile_id_is_no_path() {
    let files = Server::new(vec![http("200 OK", "", MP4)]).await;
    let (client, media) = media(&files).await;
    let folder = tempfile::tempdir().unwrap();
    let media = Media { stem: "../../.ssh/authorized_keys\n\u{202e}".to_owned(), ..media };
    let file = media.download(&client, folder.path()).await.unwrap();
    assert_eq!(file.parent().unwrap(), folder.path());
    assert!(names(folder.path())[0].is_ascii());
}
