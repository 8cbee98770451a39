//! What the generator compiled and what the loader reads at run time are the same tables, for every model.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use nameplate_tests::root;

#[test]
fn compiled_and_interpreted_tables_are_equal() {
    let specs = nameplate_codegen::load(root().join("../specs")).unwrap_or_else(|faults| panic!("{faults}"));
    let compiled = nameplate_models::models();
    let interpreted: Vec<_> = specs.catalogue.models.iter().filter(|model| !model.draft).collect();
    assert!(!interpreted.is_empty());
    assert_eq!(compiled.len(), interpreted.len());
    for (compiled, interpreted) in compiled.iter().zip(interpreted) {
        assert_eq!(**compiled, interpreted.spec, "{}", interpreted.spec.name());
    }
}
