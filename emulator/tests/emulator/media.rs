//! Results that a player opens. What ffprobe 5.1 and a decoder said of these very bytes is written down here; when a file
//! changes, ask them again.

use crate::client::{Call, ended, fast, start};

#[test]
fn a_result_is_as_long_as_its_source_where_the_page_says_so() {
    let emulator = start(fast());
    let id =
        emulator.upscale("https://example.com/a.mp4?seconds=5.01").send().json()["id"].as_str().unwrap().to_owned();
    let done = ended(&emulator.task(&id), &["completed"]);
    let file = Call::new("GET", done["output"]["video_urls"][0].as_str().unwrap()).send();
    let at = file.body.windows(4).position(|four| four == b"mvhd").unwrap();
    let number = |from: usize| u32::from_be_bytes(file.body[from..from + 4].try_into().unwrap());
    assert_eq!((number(at + 16), number(at + 20)), (1_000, 5_010), "units a second and units in all");
}

#[test]
fn pictures_and_sound_have_their_types_and_signatures() {
    let emulator = start(fast());
    let image = emulator.post("reapi", "/api/v1/images/generations", r#"{"model":"gpt-image-2","prompt":"an ox"}"#);
    let id = image.send().json()["id"].as_str().unwrap().to_owned();
    let done = ended(&emulator.task(&id), &["completed"]);
    let image = Call::new("GET", done["output"]["image_urls"][0].as_str().unwrap()).send();
    assert_eq!(image.header("content-type"), Some("image/png"));
    assert!(image.body.starts_with(b"\x89PNG\r\n\x1a\n"));
    let sound = r#"{"model":"bytedance-seed-audio-1-0","prompt":"hello there"}"#;
    let sound = emulator.post("oxen", "/api/ai/audio/speech", sound).send().json();
    let sound = Call::new("GET", sound["audios"][0]["url"].as_str().unwrap()).send();
    assert_eq!(sound.header("content-type"), Some("audio/wav"));
    assert!(sound.body.starts_with(b"RIFF") && sound.body[8..16] == *b"WAVEfmt ");
}

#[test]
fn a_result_can_be_asked_for_without_its_body_and_not_before_it_is_there() {
    let emulator = start(fast());
    let id = emulator.upscale("https://example.com/a.mp4").send().json()["id"].as_str().unwrap().to_owned();
    let key = id.strip_prefix("task_").unwrap();
    let url = format!("{}/media/tasks/{key}/0.mp4", emulator.handle.origins()["https://cdn.reapi.ai"]);
    assert_eq!(Call::new("GET", &url).send().status, 404);
    ended(&emulator.task(&id), &["completed"]);
    let head = Call::new("HEAD", &url).open();
    let (status, headers) = crate::client::head(&mut { head }).unwrap();
    let length = headers.iter().find(|(name, _)| name == "content-length").map(|(_, length)| length.parse::<usize>());
    assert_eq!((status, length), (200, Some(Ok(Call::new("GET", &url).send().body.len()))));
}
