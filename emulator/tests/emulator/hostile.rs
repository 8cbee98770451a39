//! Callers that mean no good, or know no better: every one gets an answer, and the emulator goes on.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use crate::client::{Call, Running, fast, start};

fn still_works(emulator: &Running) {
    assert_eq!(emulator.upscale("https://example.com/a.mp4").send().status, 200);
}

#[test]
fn bodies_that_are_no_request_are_refused() {
    let emulator = start(fast());
    let deep = format!(r#"{{"model":"topaz-video-upscaler","video_url":{}1{}}}"#, "[".repeat(5000), "]".repeat(5000));
    let cases: [(&[u8], &str); 10] = [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"null", "wrong_type"),
        (b"[]", "wrong_type"),
        (b"\"text\"", "wrong_type"),
        (b"{\"model\":\"\xff\"}", "not_json"),
        (b"\xef\xbb\xbf{}", "not_json"),
        (b"{}", "missing"),
        (br#"{"model":7}"#, "wrong_type"),
        (deep.as_bytes(), "too_deep"),
    ];
    for (body, rule) in cases {
        for (provider, path) in
            [("reapi", "/api/v1/videos/generations"), ("oxen", "/api/ai/queue"), ("oxen", "/api/ai/videos/generate")]
        {
            let call = Call::new("POST", emulator.at(provider, path)).key("k").body(body);
            let answer = call.send();
            assert_eq!(
                answer.status,
                400,
                "{provider}{path}: {}",
                String::from_utf8_lossy(body).get(..20).unwrap_or_default()
            );
            assert!(answer.json()["error"].is_object());
            assert!(answer.verdict().contains(rule), "{rule}: {}", answer.verdict());
        }
    }
    still_works(&emulator);
}

#[test]
fn a_body_of_more_than_sixteen_mebibytes_is_not_read() {
    let emulator = start(fast());
    let body = vec![b' '; (16 << 20) + 1];
    let call = Call::new("POST", emulator.at("reapi", "/api/v1/videos/generations")).key("k").body(body);
    if let Ok(answer) = call.try_send() {
        assert_eq!((answer.status, answer.verdict()), (413, "body_too_large"));
    }
    still_works(&emulator);
}

#[test]
fn other_methods_are_named() {
    let emulator = start(fast());
    for (method, path, allowed) in [
        ("GET", "/api/ai/videos/generate", "POST"),
        ("PUT", "/api/ai/queue", "GET, POST"),
        ("POST", "/api/events", "GET"),
        ("PATCH", "/api/ai/queue/1", "GET, DELETE"),
    ] {
        let answer = Call::new(method, emulator.at("oxen", path)).key("k").send();
        assert_eq!((answer.status, answer.verdict()), (405, "unknown_method"), "{method} {path}");
        let mut found: Vec<&str> = answer.header("allow").unwrap().split(", ").collect();
        let mut allowed: Vec<&str> = allowed.split(", ").collect();
        found.sort_unstable();
        allowed.sort_unstable();
        assert_eq!(found, allowed);
        assert!(answer.json()["error"].is_object());
    }
}

#[test]
fn paths_lead_nowhere_but_to_what_specs_name() {
    let emulator = start(fast());
    let long = format!("/api/ai/queue/{}", "a".repeat(5000));
    for path in [
        "/api/ai/queue/../../../etc/passwd",
        "/api/ai/queue/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/api/ai/queue/%00",
        "/api/ai/queue/%ff",
        "/api/ai/queue/{job_id}",
        "//api/ai/queue",
        "/api/ai/models/../queue",
        &long,
    ] {
        assert_eq!(emulator.get("oxen", path).send().status, 404, "{path:.40}");
    }
    for path in ["/nobody/api", "/-/results/oxen/x/0.mp4", "/-/results/../../etc/passwd", "/oxen@hub.evil.example/api"]
    {
        assert_eq!(Call::new("GET", format!("{}{path}", emulator.handle.url())).key("k").send().status, 404, "{path}");
    }
    let index = Call::new("GET", format!("{}/", emulator.handle.url())).send();
    assert_eq!(
        (index.status, index.json()["providers"]["oxen"].as_str()),
        (200, emulator.handle.provider("oxen").as_deref())
    );
    still_works(&emulator);
}

#[test]
fn half_open_and_broken_connections_block_nobody() {
    let emulator = start(fast());
    let host = emulator.handle.url().strip_prefix("http://").unwrap().to_owned();
    let open: Vec<TcpStream> = (0..200)
        .map(|number| {
            let mut stream = TcpStream::connect(&host).unwrap();
            let _ = match number % 4 {
                0 => stream.write_all(b""),
                1 => stream.write_all(b"POST /oxen/api/ai/queue HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"),
                2 => stream.write_all(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
                _ => stream.write_all(b"GET / HTTP/9.9\r\n\r\n"),
            };
            stream
        })
        .collect();
    still_works(&emulator);
    drop(open);
    std::thread::sleep(Duration::from_millis(50));
    still_works(&emulator);
}

#[test]
fn absurd_headers_are_answered() {
    let emulator = start(fast());
    let call = emulator.get("oxen", "/api/ai/queue").header("x-nameplate-scenario", "\u{7f}").header("accept", "*/*");
    assert!(call.try_send().is_ok_and(|answer| answer.status == 400));
    let long = "k".repeat(8000);
    let call =
        Call::new("GET", emulator.at("oxen", "/api/ai/queue")).header("Authorization", &format!("Bearer {long}"));
    assert_eq!(call.send().status, 200);
    still_works(&emulator);
}
