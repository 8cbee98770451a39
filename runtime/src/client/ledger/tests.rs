//! Both ledgers do the same; the one on disk survives.

use crate::Exact;
use crate::client::{Decision, Ending, Entry, Ledger, MemoryLedger, Money, RecordId, State};

fn entry(id: &str) -> Entry {
    Entry {
        id: RecordId::from(id),
        provider: "studio".to_owned(),
        model: "clip-1".to_owned(),
        way: "queue".to_owned(),
        body: "{}".to_owned(),
        at: 1_800_000_000_000,
        base: "https://studio.example.com".to_owned(),
        reserved: Exact::decimal("0.264"),
        state: State::Sending,
        job_ids: Vec::new(),
        money: None,
        charge: None,
        note: String::new(),
    }
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

/// Runs a test with each ledger.
fn each(test: impl Fn(&dyn Ledger)) {
    test(&MemoryLedger::new());
    #[cfg(feature = "sqlite")]
    {
        let folder = tempfile::tempdir().unwrap();
        test(&super::SqliteLedger::open(folder.path().join("jobs.db")).unwrap());
    }
}

fn state(ledger: &dyn Ledger, id: &str) -> (State, Vec<String>) {
    let entry = ledger.entry(&RecordId::from(id)).unwrap().unwrap();
    (entry.state, entry.job_ids)
}

#[test]
fn a_call_goes_from_sending_to_its_end() {
    each(|ledger| {
        let id = RecordId::from("a");
        ledger.about_to_send(&entry("a")).unwrap();
        assert_eq!(ledger.open().unwrap(), [entry("a")]);
        ledger.sent(&id, &ids(&["j1", "j2"])).unwrap();
        assert_eq!(state(ledger, "a"), (State::Sent, ids(&["j1", "j2"])));
        assert!(ledger.has("https://studio.example.com", "j2").unwrap());
        assert!(!ledger.has("https://elsewhere.example.com", "j2").unwrap());
        let charge = Exact::decimal("0.25");
        let ending = Ending { state: State::Succeeded, money: Money::Charged, charge, note: String::new() };
        ledger.ended(&id, &ending).unwrap();
        let ended = ledger.entry(&id).unwrap().unwrap();
        assert_eq!((ended.state, ended.money, ended.charge), (State::Succeeded, Some(Money::Charged), charge));
        assert_eq!((ended.reserved, ended.job_ids.len()), (Exact::decimal("0.264"), 2));
        assert!(ledger.open().unwrap().is_empty());
    });
}

#[test]
fn an_end_is_final() {
    each(|ledger| {
        let id = RecordId::from("a");
        ledger.about_to_send(&entry("a")).unwrap();
        ledger.refused(&id, Money::Refused, "no").unwrap();
        ledger.sent(&id, &ids(&["j1"])).unwrap();
        ledger.maybe_sent(&id, "?").unwrap();
        assert!(!ledger.found(&id, &ids(&["j1"])).unwrap());
        assert!(ledger.settle(&id, &Decision::NotSent).is_err());
        assert_eq!(state(ledger, "a"), (State::Refused, Vec::new()));
    });
}

#[test]
fn a_job_is_found_for_one_record_only() {
    each(|ledger| {
        for id in ["a", "b"] {
            ledger.about_to_send(&entry(id)).unwrap();
            ledger.maybe_sent(&RecordId::from(id), "lost").unwrap();
        }
        assert!(ledger.found(&RecordId::from("a"), &ids(&["j1"])).unwrap());
        assert!(!ledger.found(&RecordId::from("b"), &ids(&["j1", "j2"])).unwrap());
        assert_eq!(state(ledger, "b"), (State::MaybeSent, Vec::new()));
    });
}

#[test]
fn an_answer_knows_better_than_a_list() {
    each(|ledger| {
        for id in ["a", "b"] {
            ledger.about_to_send(&entry(id)).unwrap();
        }
        assert!(ledger.found(&RecordId::from("a"), &ids(&["j1"])).unwrap());
        ledger.sent(&RecordId::from("b"), &ids(&["j1"])).unwrap();
        assert_eq!(state(ledger, "a"), (State::MaybeSent, Vec::new()));
        assert_eq!(state(ledger, "b"), (State::Sent, ids(&["j1"])));
    });
}

#[test]
fn a_person_decides_what_nobody_knows() {
    each(|ledger| {
        for (id, decision, expected) in [
            ("a", Decision::Sent(ids(&["j1"])), State::Sent),
            ("b", Decision::NotSent, State::Settled),
            ("c", Decision::Charged(Exact::decimal("0.5")), State::Settled),
        ] {
            ledger.about_to_send(&entry(id)).unwrap();
            ledger.maybe_sent(&RecordId::from(id), "lost").unwrap();
            ledger.settle(&RecordId::from(id), &decision).unwrap();
            assert_eq!(state(ledger, id).0, expected);
        }
        assert!(ledger.settle(&RecordId::from("nobody"), &Decision::NotSent).is_err());
    });
}

#[test]
fn the_newest_come_first_and_no_more_than_asked_for() {
    each(|ledger| {
        for id in ["a", "b", "c"] {
            ledger.about_to_send(&entry(id)).unwrap();
        }
        let latest = ledger.latest(2).unwrap();
        assert_eq!(latest.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), ["c", "b"]);
    });
}

#[cfg(feature = "sqlite")]
mod on_disk {
    use super::{RecordId, entry, ids};
    use crate::Exact;
    use crate::client::{Entry, Ledger, SqliteLedger, State};

    #[test]
    fn a_record_survives_its_process() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jobs.db");
        let third = Exact::ratio(1, 3);
        let ledger = SqliteLedger::open(&path).unwrap();
        ledger.about_to_send(&Entry { reserved: third, ..entry("a") }).unwrap();
        // Not closed: as if the process had been killed.
        std::mem::forget(ledger);
        let again = SqliteLedger::open(&path).unwrap();
        assert_eq!(again.open().unwrap(), [Entry { reserved: third, ..entry("a") }]);
    }

    #[test]
    fn several_processes_write_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jobs.db");
        std::thread::scope(|scope| {
            for worker in 0..4 {
                let path = &path;
                scope.spawn(move || {
                    let ledger = SqliteLedger::open(path).unwrap();
                    for number in 0..5 {
                        let id = format!("{worker}-{number}");
                        ledger.about_to_send(&entry(&id)).unwrap();
                        ledger.sent(&RecordId::from(id.as_str()), &ids(&[&id])).unwrap();
                    }
                });
            }
        });
        let open = SqliteLedger::open(&path).unwrap().open().unwrap();
        assert_eq!(open.len(), 20);
        assert!(open.iter().all(|entry| entry.state == State::Sent && entry.job_ids == [entry.id.as_str()]));
    }

    #[test]
    fn a_record_of_a_later_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jobs.db");
        drop(SqliteLedger::open(&path).unwrap());
        rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 2").unwrap();
        assert!(SqliteLedger::open(&path).unwrap_err().to_string().contains("version 2"));
    }

    #[test]
    fn what_is_no_record_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jobs.db");
        std::fs::write(&path, "not a database, but long enough to be looked at as one".repeat(100)).unwrap();
        assert!(SqliteLedger::open(&path).is_err());
        assert!(SqliteLedger::open(folder.path().join("none").join("jobs.db")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jobs.db");
        let ledger = SqliteLedger::open(&path).unwrap();
        ledger.about_to_send(&entry("a")).unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            let mode = file.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{:?}", file.path());
        }
    }
}
