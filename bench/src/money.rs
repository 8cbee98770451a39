//! Money: how long a price takes, how peers multiply and round up, and whether every case of a grid comes out right.

use std::hint::black_box;
use std::str::FromStr;
use std::time::Instant;

use nameplate::typed::Request;
use nameplate::{Estimate, Exact, Measures, Options, Rates, Total};
use nameplate_models::reapi::topaz_video_upscaler::TopazVideoUpscaler;
use num_bigint::BigInt;

use crate::check::time::median;
use crate::table::Table;

const ROUNDS: usize = 21;
const CALLS: u32 = 10_000;

/// Both tables.
pub fn tables() -> anyhow::Result<String> {
    Ok(format!("{}\n{}", times()?, sweep()?))
}

/// Nanoseconds an operation.
fn times() -> anyhow::Result<Table> {
    let mut table = Table::new(&["operation", "ns"]);
    let body =
        br#"{"model":"topaz-video-upscaler","video_url":"https://cdn.example.com/clip.mp4","upscale_factor":"4"}"#;
    let (spec, options) = (TopazVideoUpscaler::SPEC, Options::new());
    let resolved = spec.judge(body, &options).resolved;
    let measures = seconds("6.2")?;
    let rates = Rates::published();
    let request = TopazVideoUpscaler::from_json(body).map_err(|report| anyhow::anyhow!("{report}"))?;
    let typed = nameplate_models::reapi::topaz_video_upscaler::Measures::new().source_seconds(6.2);
    let mut row = |title: &str, nanoseconds: f64| table.row(vec![title.to_owned(), format!("{nanoseconds:.1}")]);

    row("**nameplate**: total, credits, every line", time(|| spec.estimate(&resolved, &measures, &rates)));
    row("**nameplate**: the same of a checked typed request", time(|| request.estimate(&typed, &rates)));
    row("**nameplate**: the formula alone in exact numbers", time(|| ours(black_box("0.077"), black_box(7))));
    let (rate, credit) = (Exact::literal("0.077"), Exact::literal("0.001"));
    row(
        "**nameplate**: one product, rounded up",
        time(|| black_box(rate).mul(Exact::integer(black_box(7)))?.ceil_to(credit)),
    );
    row("`u64` fixed point", time(|| (black_box(77_000_000_u64) * black_box(7)).div_ceil(1_000_000)));
    row("`i128` fixed point", time(|| (black_box(77_000_000_i128) * black_box(7) + 999_999) / black_box(1_000_000)));
    let (rate, thousand) = (rust_decimal::Decimal::from_str("0.077")?, rust_decimal::Decimal::from(1000));
    let seven = rust_decimal::Decimal::from(7);
    row("rust_decimal", time(|| (black_box(rate) * black_box(seven) * thousand).ceil()));
    let (rate, thousand) = (fastnum::dec128!(0.077), fastnum::dec128!(1000));
    row("fastnum", time(|| (black_box(rate) * black_box(fastnum::dec128!(7)) * thousand).ceil()));
    let (rate, thousand) = (bigdecimal::BigDecimal::from_str("0.077")?, bigdecimal::BigDecimal::from(1000));
    let seven = bigdecimal::BigDecimal::from(7);
    row(
        "bigdecimal",
        time(|| {
            (black_box(&rate) * black_box(&seven) * &thousand).with_scale_round(0, bigdecimal::RoundingMode::Ceiling)
        }),
    );
    Ok(table)
}

fn ours(rate: &'static str, seconds: i128) -> Option<i128> {
    let bill = Exact::decimal(rate)?.mul(Exact::integer(seconds))?;
    bill.div(Exact::literal("0.001"))?.ceil().to_integer()
}

/// Nanoseconds a call: the middle of many rounds.
fn time<T>(mut call: impl FnMut() -> T) -> f64 {
    let mut round = || {
        let start = Instant::now();
        for _ in 0..CALLS {
            black_box(call());
        }
        start.elapsed().as_secs_f64() * 1e9 / f64::from(CALLS)
    };
    round();
    median((0..ROUNDS).map(|_| round()).collect())
}

/// Every rate from 0.001 to 0.999 USD/s and every length from 1 to 600 s, half a second under the full one: the whole estimate,
/// and the documented formula in doubles, against whole numbers of any length.
fn sweep() -> anyhow::Result<Table> {
    let (mut cases, mut wrong, mut doubles) = (0_u64, 0_u64, 0_u64);
    let body =
        br#"{"model":"topaz-video-upscaler","video_url":"https://cdn.example.com/clip.mp4","upscale_factor":"4"}"#;
    let (spec, options) = (TopazVideoUpscaler::SPEC, Options::new());
    let resolved = spec.judge(body, &options).resolved;
    let measured: Vec<Measures> =
        (0..600).map(|whole| seconds(&format!("{whole}.5"))).collect::<anyhow::Result<_>>()?;
    for mills in 1..=999_u32 {
        let text = format!("0.{mills:03}");
        let rates = replaced(&text)?;
        for (length, measures) in (1..=600_u32).zip(&measured) {
            let expected = reference(&text, length);
            let (total, credits) = priced(&spec.estimate(&resolved, measures, &rates));
            cases += 1;
            wrong += u64::from((&total, &credits) != (&expected.0, &expected.1));
            let double = (f64::from(mills) / 1000.0 * f64::from(length) * 1000.0).ceil();
            doubles += u64::from(Some(double.to_string()) != expected.1.map(|credits| credits.to_string()));
        }
    }
    let mut table = Table::new(&["credits of the documented formula", "cases", "wrong"]);
    table.row(vec!["**nameplate**, the whole estimate".to_owned(), cases.to_string(), wrong.to_string()]);
    table.row(vec!["`f64`: `ceil(per_second * seconds * 1000)`".to_owned(), cases.to_string(), doubles.to_string()]);
    Ok(table)
}

fn seconds(text: &str) -> anyhow::Result<Measures> {
    let mut measures = Measures::new();
    let value = Exact::decimal(text).ok_or_else(|| anyhow::anyhow!("no decimal"))?;
    measures.number("source_seconds", value).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    Ok(measures)
}

fn replaced(rate: &str) -> anyhow::Result<Rates> {
    let file = format!(
        r#"{{"v":1,"read":"2026-11-20","rates":{{"reapi/topaz-video-upscaler":{{"per_second":{{"4x":"{rate}"}}}}}}}}"#
    );
    Rates::from_json(file.as_bytes(), &[TopazVideoUpscaler::SPEC]).map_err(|faults| anyhow::anyhow!("{faults:?}"))
}

/// The total in thousandths of a dollar and the credits, in whole numbers: a credit is a thousandth of a dollar.
fn reference(rate: &str, seconds: u32) -> (Option<BigInt>, Option<BigInt>) {
    let (_, digits) = rate.split_once('.').expect("the rates of the sweep have a point");
    let scale = BigInt::from(10).pow(u32::try_from(digits.len()).expect("three digits"));
    let mills = BigInt::from_str(digits).expect("digits") * seconds * 1000;
    let credits = (&mills + &scale - 1) / &scale;
    ((&mills % &scale == BigInt::ZERO).then(|| mills / scale), Some(credits))
}

fn priced(estimate: &Estimate) -> (Option<BigInt>, Option<BigInt>) {
    let total = match estimate.total {
        Total::Exact(total) => total.mul(Exact::integer(1000)).and_then(Exact::to_integer).map(BigInt::from),
        _ => None,
    };
    let credits = estimate.credits.filter(|(low, high)| low == high).map(|(low, _)| BigInt::from(low));
    (total, credits)
}
