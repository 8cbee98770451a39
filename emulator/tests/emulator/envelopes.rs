//! Answers look as the providers print them, member by member and in their order.

use serde_json::{Value, json};

use crate::client::{Call, ended, fast, start};

/// Whether a text is what these letters describe: `x` a hexadecimal digit, anything else itself.
fn looks_like(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(is, form)| match form {
            b'x' => is.is_ascii_digit() || (b'a'..=b'f').contains(&is),
            form => is == form,
        })
}

const UUID: &str = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

/// A documented text with its blanks taken out and some values put in.
fn compact(printed: &Value) -> String {
    printed.to_string()
}

#[test]
fn oxen_answers_a_submit_with_a_generation_that_is_queued() {
    let emulator = start(fast());
    let answer = emulator.enqueue("").send();
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    let id = answer.json()["generations"][0]["generation_id"].as_str().unwrap().to_owned();
    assert!(looks_like(&id, UUID), "{id}");
    assert_eq!(answer.text(), format!(r#"{{"generations":[{{"generation_id":"{id}","status":"queued"}}]}}"#));
}

#[test]
fn oxen_starts_as_many_generations_as_are_asked_for() {
    let emulator = start(fast());
    let rows = emulator.enqueue(r#","num_generations":4"#).send().json();
    let rows = rows["generations"].as_array().unwrap().clone();
    let mut ids: Vec<&str> = rows.iter().map(|row| row["generation_id"].as_str().unwrap()).collect();
    assert!(rows.iter().all(|row| row["status"] == "queued"));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 4);
    for id in ids {
        assert_eq!(emulator.queued(id).send().status, 200);
    }
}

#[test]
fn oxen_shows_a_job_with_every_member_and_what_was_submitted() {
    let emulator = start(fast());
    let submitted = emulator.enqueue(r#","grain":0.05,"target_fps":23.976,"interpolate_frames":true"#).send().json();
    let id = submitted["generations"][0]["generation_id"].as_str().unwrap().to_owned();
    let first = emulator.queued(&id).send();
    let enqueued = first.json()["enqueued_at"].as_u64().unwrap();
    let expected = format!(
        r#"{{"generation_id":"{id}","model_name":"topazlabs-rhea-video","media_type":"video","status":"queued","result_url":null,"error_message":null,"enqueued_at":{enqueued},"started_at":null,"completed_at":null,"input_video":"https://example.com/a.mp4","grain":0.05,"target_fps":23.976,"interpolate_frames":true}}"#
    );
    assert_eq!(first.text(), expected);
    let done = ended(&emulator.queued(&id), &["succeeded"]);
    let (started, completed) = (done["started_at"].as_u64().unwrap(), done["completed_at"].as_u64().unwrap());
    assert!(enqueued <= started && started <= completed && completed <= enqueued + 5, "{done}");
    assert!(done["result_url"].as_str().unwrap().starts_with(emulator.handle.url()));
    assert_eq!(done["error_message"], Value::Null);
}

#[test]
fn oxen_lists_what_runs_and_by_query_what_has_ended() {
    let emulator = start(fast());
    let id = emulator.enqueue("").send().json()["generations"][0]["generation_id"].as_str().unwrap().to_owned();
    let listed = emulator.get("oxen", "/api/ai/queue").send().json();
    assert_eq!(listed["count"], 1);
    assert_eq!(listed["generations"][0], emulator.queued(&id).send().json());
    ended(&emulator.queued(&id), &["succeeded"]);
    assert_eq!(emulator.get("oxen", "/api/ai/queue").send().text(), r#"{"count":0,"generations":[]}"#);
    for (query, count) in [
        ("status=succeeded", 1),
        ("status=failed", 0),
        ("status=succeeded&model=topazlabs-rhea-video", 1),
        ("status=succeeded&model=another", 0),
        ("status=succeeded&media_type=image", 0),
        ("status=succeeded&media_type=video", 1),
    ] {
        let listed = emulator.get("oxen", &format!("/api/ai/queue?{query}")).send().json();
        assert_eq!(listed["count"], count, "{query}");
    }
}

#[test]
fn oxen_cancels_a_job_once_and_keeps_its_row() {
    let emulator = start(fast());
    let id = emulator.enqueue("").send().json()["generations"][0]["generation_id"].as_str().unwrap().to_owned();
    let cancel = || Call::new("DELETE", emulator.at("oxen", &format!("/api/ai/queue/{id}"))).key("key").send();
    assert_eq!(cancel().text(), format!(r#"{{"status":"success","generation_id":"{id}"}}"#));
    let row = emulator.queued(&id).send().json();
    assert_eq!((&row["status"], &row["result_url"]), (&json!("cancelled"), &Value::Null));
    assert_eq!(cancel().status, 200);
    assert_eq!(emulator.queued(&id).send().json(), row);
}

#[test]
fn oxen_says_what_a_job_cost_as_a_text_and_never_zero_for_unknown() {
    let emulator = start(fast());
    let cost = |id: &str| emulator.get("oxen", &format!("/api/ai/generations/{id}")).send().json();
    let unpriced = emulator.enqueue("").send().json()["generations"][0]["generation_id"].as_str().unwrap().to_owned();
    let body = r#"{"model":"kling-video-o3-pro-reference-to-video","prompt":"an ox","duration":10}"#;
    let priced = emulator.post("oxen", "/api/ai/queue", body).send().json();
    let priced = priced["generations"][0]["generation_id"].as_str().unwrap().to_owned();
    assert_eq!(cost(&priced)["generation"]["cost"], Value::Null, "nothing is charged while it runs");
    ended(&emulator.queued(&unpriced), &["succeeded"]);
    ended(&emulator.queued(&priced), &["succeeded"]);
    assert_eq!(cost(&unpriced)["generation"]["cost"], Value::Null);
    let answer = cost(&priced);
    assert_eq!((&answer["status"], &answer["status_message"]), (&json!("success"), &json!("resource_found")));
    assert_eq!(answer["generation"]["cost"], "2.24", "10 s at 0.224");
}

#[test]
fn oxen_answers_a_blocking_call_with_the_result() {
    let emulator = start(fast());
    let body = r#"{"model":"topazlabs-rhea-video","input_video":"https://example.com/a.mp4"}"#;
    let answer = emulator.post("oxen", "/api/ai/videos/generate", body).send();
    let created = answer.json()["created"].as_u64().unwrap();
    let url = answer.json()["videos"][0]["url"].as_str().unwrap().to_owned();
    let expected = format!(r#"{{"model":"topazlabs-rhea-video","created":{created},"videos":[{{"url":"{url}"}}]}}"#);
    assert_eq!(answer.text(), expected);
    assert_eq!(Call::new("GET", url).send().header("content-type"), Some("video/mp4"));
}

#[test]
fn oxen_puts_the_file_into_the_answer_when_it_is_asked_to() {
    let emulator = start(fast());
    let body =
        r#"{"model":"topazlabs-rhea-video","input_video":"https://example.com/a.mp4","response_format":"b64_json"}"#;
    let answer = emulator.post("oxen", "/api/ai/videos/generate", body).send().json();
    let video = &answer["videos"][0];
    assert!(
        video["b64_json"].as_str().unwrap().starts_with("AAAAIGZ0eXBpc29t") && video.get("url").is_none(),
        "{video}"
    );
}

#[test]
fn oxen_refuses_in_its_own_envelope() {
    let emulator = start(fast());
    let not_found = r#"{"error":{"type":"resource_not_found","title":"The requested resource could not be found"},"status":"error","status_message":"resource_not_found"}"#;
    let unknown = emulator.queued("00000000-0000-0000-0000-000000000000").send();
    assert_eq!((unknown.status, unknown.text()), (404, not_found));
    for path in ["/api/ai/nothing", "/api/ai/queue/", "/", ""] {
        assert_eq!(emulator.get("oxen", path).send().text(), not_found, "{path}");
    }
    let model = emulator.post("oxen", "/api/ai/queue", r#"{"model":"nope","prompt":"x"}"#).send();
    assert_eq!(
        (model.status, model.text()),
        (
            404,
            r#"{"error":{"type":"resource_not_found","title":"Model not found: nope"},"status":"error","status_message":"resource_not_found"}"#
        )
    );
    let key = Call::new("GET", emulator.at("oxen", "/api/ai/queue")).send();
    assert_eq!((key.status, &key.json()["error"]["type"]), (401, &json!("unauthenticated")));
    let sync = emulator.post("oxen", "/api/ai/videos/generate", r#"{"model":"topazlabs-rhea-video"}"#).send();
    assert_eq!((sync.status, sync.verdict()), (400, "missing"));
    assert_eq!(
        sync.text(),
        r#"{"error":{"type":"invalid_params","title":"Invalid parameters supplied, please check your request and try again.","detail":"`input_video` is required"},"status":"error","status_message":"invalid_params"}"#
    );
    let audio = r#"{"model":"bytedance-seed-audio-1-0","prompt":"hello"}"#;
    let audio = emulator.post("oxen", "/api/ai/queue", audio).send();
    assert_eq!((audio.status, &audio.json()["error"]["title"]), (400, &json!(":unsupported_media_type")));
}

#[test]
fn oxens_queue_judges_parameters_only_in_the_job() {
    let emulator = start(fast());
    let bad = emulator.post("oxen", "/api/ai/queue", r#"{"model":"topazlabs-rhea-video","blur":7}"#).send();
    assert_eq!((bad.status, bad.verdict()), (200, "missing,out_of_range"));
    let id = bad.json()["generations"][0]["generation_id"].as_str().unwrap().to_owned();
    let failed = ended(&emulator.queued(&id), &["failed", "succeeded"]);
    assert_eq!(failed["error_message"], "`blur` takes -1..=1, found `7`");
    assert_eq!((&failed["status"], &failed["result_url"]), (&json!("failed"), &Value::Null));
    for now in [r#","num_generations":0"#, r#","num_generations":13"#, r#","num_generations":"2""#] {
        assert_eq!(emulator.enqueue(now).send().status, 400, "{now}");
    }
}

#[test]
fn oxen_describes_a_model_with_the_schema_under_both_names() {
    let emulator = start(fast());
    let details = emulator.get("oxen", "/api/ai/models/topazlabs-rhea-video").send().json();
    assert_eq!((&details["id"], &details["object"]), (&json!("topazlabs-rhea-video"), &json!("model")));
    assert_eq!(details["json_request_schema"]["properties"]["grain"]["maximum"], 0.1);
    assert_eq!(details["json_request_schema"], details["request_schema"]);
    assert_eq!(emulator.get("oxen", "/api/ai/models/nope").send().json()["error"]["title"], "Model not found: nope");
}

#[test]
fn reapi_answers_submit_and_poll_as_printed() {
    let emulator = start(fast());
    let submit = emulator.upscale("https://your-cdn.com/source-480p.mp4").send();
    let (id, created) =
        (submit.json()["id"].as_str().unwrap().to_owned(), submit.json()["created_at"].as_u64().unwrap());
    let hex = id.strip_prefix("task_").unwrap();
    assert!(looks_like(hex, &"x".repeat(32)), "{id}");
    let envelope =
        format!(r#"{{"id":"{id}","model":"topaz-video-upscaler","status":"processing","created_at":{created}"#);
    assert_eq!((submit.status, submit.text()), (200, format!("{envelope}}}").as_str()));
    assert_eq!(emulator.task(&id).send().text(), format!(r#"{envelope},"output":null,"error":null}}"#));
    ended(&emulator.task(&id), &["completed"]);
    let url = format!("{}/media/tasks/{hex}/0.mp4", emulator.handle.origins()["https://cdn.reapi.ai"]);
    let completed = json!({"id": id, "model": "topaz-video-upscaler", "status": "completed", "created_at": created,
        "output": {"video_urls": [url]}, "error": null});
    assert_eq!(emulator.task(&id).send().json(), completed);
    assert_eq!(compact(&emulator.task(&id).send().json()["output"]), format!(r#"{{"video_urls":["{url}"]}}"#));
    assert_eq!(Call::new("GET", url).send().header("content-type"), Some("video/mp4"));
}

#[test]
fn reapi_refuses_with_its_codes_and_messages() {
    let emulator = start(fast());
    let post = |body: &str| emulator.post("reapi", "/api/v1/videos/generations", body).send();
    let model = r#""model":"topaz-video-upscaler""#;
    let clip = r#""video_url":"https://example.com/a.mp4""#;
    let public = "topaz-video-upscaler: video_url must be a public http(s) URL";
    for (body, code, message) in [
        (format!("{{{model}}}"), 20002, "topaz-video-upscaler: video_url is required"),
        (format!(r#"{{{model},"video_url":"data:video/mp4;base64,AAAA"}}"#), 20003, public),
        (format!(r#"{{{model},"video_url":"http://192.168.0.1/a.mp4"}}"#), 20003, public),
        (
            format!(r#"{{{model},{clip},"upscale_factor":"3"}}"#),
            20003,
            "topaz-video-upscaler: invalid upscale_factor (allowed: 1/2/4)",
        ),
        (
            format!(r#"{{{model},"video_url":"https://example.com/scenario-probe-fail/a.mp4"}}"#),
            30002,
            "Could not determine source video duration for billing: …",
        ),
        (
            format!(r#"{{{model},"video_url":"https://example.com/a.mp4?bytes=52428801"}}"#),
            80007,
            "Provider rejected the request as invalid",
        ),
        (format!("{{{clip}}}"), 20002, "model is required"),
    ] {
        let answer = post(&body);
        let request_id = answer.json()["error"]["request_id"].as_str().unwrap().to_owned();
        assert!(request_id.strip_prefix("req_").is_some_and(|id| looks_like(id, UUID)), "{request_id}");
        let expected = format!(r#"{{"error":{{"code":{code},"message":"{message}","request_id":"{request_id}"}}}}"#);
        assert_eq!((answer.status, answer.text()), (400, expected.as_str()), "{body}");
    }
    assert_eq!(post(&format!(r#"{{{model},"video_url":"https://example.com/a.mp4?bytes=52428800"}}"#)).status, 200);
}

#[test]
fn reapi_tells_a_missing_key_from_one_in_another_form() {
    let emulator = start(fast());
    let url = emulator.at("reapi", "/api/v1/tasks/task_1");
    let code = |call: Call| {
        let answer = call.send();
        assert_eq!(answer.status, 401);
        answer.json()["error"]["code"].clone()
    };
    assert_eq!(code(Call::new("GET", &url)), 10001);
    for header in ["Basic abc", "Bearer", "Bearer ", "abc", ""] {
        assert_eq!(code(Call::new("GET", &url).header("Authorization", header)), 10002, "{header:?}");
    }
    assert_eq!(code(Call::new("GET", &url).key("k").scenario("401")), 10003);
    assert_eq!(Call::new("GET", &url).header("authorization", "bearer k").send().status, 404);
}
