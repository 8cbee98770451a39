//! The same specs give the same files, in whatever order they were read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use nameplate_codegen::emit::{Layout, emit};
use nameplate_codegen::folder::{Files, SpecFile, read_specs};
use nameplate_codegen::generate::request_schemas;
use nameplate_tests::requests::Random;
use nameplate_tests::root;

#[test]
fn shuffled_files_give_the_same_output_ten_times() {
    let read = read_specs(&[root().join("../specs"), root().join("specs")]).unwrap();
    let mut random = Random::new(1);
    let first = generated(&read.sources, &read.specs);
    assert!(first.len() > 10, "too little was generated to compare: {:?}", first.keys());
    for round in 0..10 {
        let mut shuffled = read.specs.clone();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, random.below(at + 1));
        }
        assert!(generated(&read.sources, &shuffled) == first, "round {round} differs");
    }
}

fn generated(sources: &nameplate_codegen::diagnostic::Sources, files: &[SpecFile]) -> Files {
    let specs = nameplate_codegen::compile(sources.clone(), files).unwrap_or_else(|faults| panic!("{faults}"));
    let mut files = emit(&specs.catalogue, Layout::Crate);
    files.extend(request_schemas(&specs.catalogue));
    files
}
