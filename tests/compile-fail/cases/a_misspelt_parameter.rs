use nameplate_models::oxen::topazlabs_rhea_video::TopazlabsRheaVideo;

fn main() {
    let _ = TopazlabsRheaVideo::new("https://example.com/a.mp4").grian(0.02);
}
