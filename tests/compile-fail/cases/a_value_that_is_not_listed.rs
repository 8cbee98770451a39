use nameplate_models::oxen::topazlabs_rhea_video::{Resolution, TopazlabsRheaVideo};

fn main() {
    let _ = TopazlabsRheaVideo::new("https://example.com/a.mp4").resolution(Resolution::P8k);
}
