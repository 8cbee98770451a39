//! Wall time, in one process, one checker after the other for many rounds: what is quoted is the median of the ratios.

use std::time::Instant;

use super::CHECKERS;
use crate::corpus::Model;
use crate::table::Table;

const ROUNDS: usize = 41;

/// The checker that the others are compared with.
const REFERENCE: &str = "serde";

/// Time relative to reading the same bodies into a struct without any check.
pub fn table() -> Table {
    let mut table = Table::new(&["time / serde_json's", "rhea valid", "rhea invalid", "topaz valid", "topaz invalid"]);
    let columns: Vec<Vec<f64>> =
        Model::ALL.iter().flat_map(|model| [true, false].map(|valid| ratios(*model, valid))).collect();
    for (index, checker) in CHECKERS.iter().enumerate() {
        let figures = columns.iter().filter_map(|column| column.get(index));
        table.row([checker.title.to_owned()].into_iter().chain(figures.map(|ratio| format!("{ratio:.2}"))).collect());
    }
    table
}

fn ratios(model: Model, valid: bool) -> Vec<f64> {
    let bodies = model.bodies(valid);
    let mut judges: Vec<_> = CHECKERS.iter().map(|checker| (checker.ready)(model)).collect();
    let reference = CHECKERS.iter().position(|checker| checker.word == REFERENCE).expect("it is in the table");
    let mut rounds: Vec<Vec<f64>> = vec![Vec::new(); judges.len()];
    for round in 0..=ROUNDS {
        let times: Vec<f64> = judges.iter_mut().map(|judge| time(&bodies, judge)).collect();
        // The first round only warms up.
        if round > 0 {
            rounds.iter_mut().zip(&times).for_each(|(ratios, time)| ratios.push(time / times[reference]));
        }
    }
    rounds.into_iter().map(median).collect()
}

fn time(bodies: &[String], judge: &mut super::Judge) -> f64 {
    let start = Instant::now();
    for body in bodies {
        std::hint::black_box(judge(body.as_bytes()));
    }
    start.elapsed().as_secs_f64()
}

/// The middle of an odd number of figures.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
