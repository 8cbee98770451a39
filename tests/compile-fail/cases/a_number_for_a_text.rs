use nameplate_models::reapi::topaz_video_upscaler::TopazVideoUpscaler;

fn main() {
    let _ = TopazVideoUpscaler::new("https://example.com/a.mp4").upscale_factor(2);
}
