//! The same formula in doubles. A provider may compute so, and then bills what doubles give: `0.05 * 3 * 1000` is 150.00000000000003,
//! and rounds up to 151. The published price never comes from here; only what a reservation has to cover does.
#![allow(clippy::float_arithmetic, reason = "imitates a provider that computes in doubles")]

pub(super) fn neg(a: f64) -> f64 {
    -a
}

pub(super) fn add(a: f64, b: f64) -> f64 {
    a + b
}

pub(super) fn sub(a: f64, b: f64) -> f64 {
    a - b
}

pub(super) fn mul(a: f64, b: f64) -> f64 {
    a * b
}

/// The larger result of the two ways that people write it, `a / 0.001` and `a * 1000`.
pub(super) fn div(a: f64, b: f64) -> f64 {
    match whole_inverse(b) {
        Some(inverse) => (a / b).max(a * inverse),
        None => a / b,
    }
}

pub(super) fn ceil(a: f64, step: f64) -> f64 {
    to_multiple(a, step, f64::ceil)
}

pub(super) fn floor(a: f64, step: f64) -> f64 {
    to_multiple(a, step, f64::floor)
}

pub(super) fn round(a: f64, step: f64) -> f64 {
    to_multiple(a, step, |value| (value + 0.5).floor())
}

/// The larger result of the two ways that people write it, `ceil(a / 0.001) * 0.001` and `ceil(a * 1000) / 1000`.
fn to_multiple(a: f64, step: f64, round: impl Fn(f64) -> f64) -> f64 {
    if step.to_bits() == 1f64.to_bits() {
        return round(a);
    }
    let divided = round(a / step) * step;
    match whole_inverse(step) {
        Some(inverse) => divided.max(round(a * inverse) / inverse),
        None => divided,
    }
}

/// The whole number that dividing by this is multiplying with, when there is one: 1000 for 0.001.
fn whole_inverse(of: f64) -> Option<f64> {
    if !(0.0 < of && of < 1.0) {
        return None;
    }
    let inverse = (1.0 / of).round();
    ((inverse * of - 1.0).abs() < 1e-9).then_some(inverse)
}
