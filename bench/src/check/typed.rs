//! The two requests as a Rust programmer writes them by hand: serde for the shape, and the limits once for garde and once for
//! validator.

#![allow(dead_code, reason = "the fields are parsed and judged, and nobody reads them")]

use serde::Deserialize;

/// A request to Rhea.
#[derive(Deserialize, garde::Validate, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Rhea {
    #[garde(custom(|model: &String, &()| garde_when(model == "topazlabs-rhea-video")))]
    #[validate(custom(function = is_rhea))]
    model: String,
    #[garde(length(min = 1))]
    #[validate(length(min = 1))]
    input_video: String,
    #[garde(skip)]
    resolution: Option<Resolution>,
    #[garde(skip)]
    interpolate_frames: Option<bool>,
    #[garde(inner(custom(|rate: &f64, &()| garde_when(FRAME_RATES.contains(rate)))))]
    #[validate(custom(function = is_frame_rate))]
    target_fps: Option<f64>,
    #[garde(range(min = -1.0, max = 1.0))]
    #[validate(range(min = -1.0, max = 1.0))]
    blur: Option<f64>,
    #[garde(range(min = -1.0, max = 1.0))]
    #[validate(range(min = -1.0, max = 1.0))]
    compression: Option<f64>,
    #[garde(range(min = -1.0, max = 1.0))]
    #[validate(range(min = -1.0, max = 1.0))]
    details: Option<f64>,
    #[garde(range(min = 0.0, max = 0.1))]
    #[validate(range(min = 0.0, max = 0.1))]
    grain: Option<f64>,
    #[garde(skip)]
    grain_type: Option<GrainType>,
    #[garde(range(min = -1.0, max = 1.0))]
    #[validate(range(min = -1.0, max = 1.0))]
    halo: Option<f64>,
    #[garde(range(min = -1.0, max = 1.0))]
    #[validate(range(min = -1.0, max = 1.0))]
    noise: Option<f64>,
}

#[derive(Deserialize)]
enum Resolution {
    #[serde(rename = "720p")]
    P720,
    #[serde(rename = "1080p")]
    P1080,
    #[serde(rename = "2k")]
    K2,
    #[serde(rename = "4k")]
    K4,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum GrainType {
    SilverRich,
    Gaussian,
    Grey,
}

/// A request to Topaz.
#[derive(Deserialize, garde::Validate, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Topaz {
    #[garde(custom(|model: &String, &()| garde_when(model == "topaz-video-upscaler")))]
    #[validate(custom(function = is_topaz))]
    model: String,
    #[garde(custom(|url: &String, &()| garde_when(has_scheme(url))))]
    #[validate(custom(function = has_http))]
    video_url: String,
    #[garde(skip)]
    upscale_factor: Option<Factor>,
}

#[derive(Deserialize)]
enum Factor {
    #[serde(rename = "1")]
    X1,
    #[serde(rename = "2")]
    X2,
    #[serde(rename = "4")]
    X4,
}

const FRAME_RATES: [f64; 8] = [24.0, 23.976, 25.0, 29.97, 30.0, 50.0, 59.94, 60.0];

fn has_scheme(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn garde_when(holds: bool) -> garde::Result {
    if holds { Ok(()) } else { Err(garde::Error::new("not allowed")) }
}

fn validator_when(holds: bool) -> Result<(), validator::ValidationError> {
    if holds { Ok(()) } else { Err(validator::ValidationError::new("not_allowed")) }
}

fn is_rhea(model: &str) -> Result<(), validator::ValidationError> {
    validator_when(model == "topazlabs-rhea-video")
}

fn is_topaz(model: &str) -> Result<(), validator::ValidationError> {
    validator_when(model == "topaz-video-upscaler")
}

fn is_frame_rate(rate: f64) -> Result<(), validator::ValidationError> {
    validator_when(FRAME_RATES.contains(&rate))
}

fn has_http(url: &str) -> Result<(), validator::ValidationError> {
    validator_when(has_scheme(url))
}
