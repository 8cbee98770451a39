use nameplate_models::reapi::topaz_video_upscaler::TopazVideoUpscaler;

fn main() {
    let _ = TopazVideoUpscaler { video_url: "https://example.com/a.mp4".to_owned(), upscale_factor: None };
}
