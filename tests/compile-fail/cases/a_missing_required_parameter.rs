use nameplate_models::reapi::topaz_video_upscaler::TopazVideoUpscaler;

fn main() {
    let _ = TopazVideoUpscaler::new();
}
