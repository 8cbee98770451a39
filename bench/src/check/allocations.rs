//! Allocations for each request, counted by the allocator of this program.

#![allow(unsafe_code, reason = "the trait of allocators is unsafe; every call is handed on as it came")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering};

use super::CHECKERS;
use crate::corpus::Model;
use crate::table::Table;

/// The allocator of the system, with a count.
pub struct Counting;

static COUNT: AtomicU64 = AtomicU64::new(0);

// SAFETY: every call is handed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `realloc`.
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(block, layout) }
    }
}

/// The mean and the most of allocations for one request.
pub fn table() -> Table {
    let mut table = Table::new(&[
        "allocations per request: mean (most)",
        "rhea valid",
        "rhea invalid",
        "topaz valid",
        "topaz invalid",
    ]);
    for checker in CHECKERS {
        let mut row = vec![checker.title.to_owned()];
        for model in Model::ALL {
            for valid in [true, false] {
                let mut judge = (checker.ready)(model);
                let bodies = model.bodies(valid);
                // The first pass makes what a checker makes once, such as a compiled pattern.
                for body in &bodies {
                    std::hint::black_box(judge(body.as_bytes()));
                }
                let counts: Vec<u64> = bodies.iter().map(|body| count(&mut judge, body)).collect();
                let (sum, most) = (counts.iter().sum::<u64>(), counts.iter().max().unwrap_or(&0));
                row.push(format!("{}.{} ({most})", sum / 500, sum % 500 / 50));
            }
        }
        table.row(row);
    }
    table
}

fn count(judge: &mut super::Judge, body: &str) -> u64 {
    let before = COUNT.load(Ordering::Relaxed);
    std::hint::black_box(judge(body.as_bytes()));
    COUNT.load(Ordering::Relaxed) - before
}
