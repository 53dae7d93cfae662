//! Every target on its seeds and on a fixed number of inputs made from them: always the same ones, so that what is found by
//! chance doesn't depend on the moment. YAODIAN_FUZZ_CASES sets how many.

use proptest::{
    collection::vec,
    prelude::*,
    sample::Index,
    test_runner::{RngAlgorithm, TestRng, TestRunner},
};
use yaodian_fuzz::{seeds, target};

/// A change to an input.
#[derive(Clone, Debug)]
enum Edit {
    /// A byte becomes another.
    Set(Index, u8),
    /// Bytes are put in.
    Insert(Index, Vec<u8>),
    /// A stretch is gone.
    Remove(Index, usize),
    /// A stretch is put in elsewhere.
    Copy(Index, usize, Index),
    /// What is behind is gone.
    Cut(Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Edit::Set(at, byte)),
        (any::<Index>(), vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Edit::Insert(at, bytes)),
        (any::<Index>(), 1..64_usize).prop_map(|(at, length)| Edit::Remove(at, length)),
        (any::<Index>(), 1..256_usize, any::<Index>())
            .prop_map(|(at, length, to)| Edit::Copy(at, length, to)),
        any::<Index>().prop_map(Edit::Cut),
    ]
}

fn edited(seed: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut out = seed.to_vec();
    for edit in edits {
        let at = |index: &Index, out: &[u8]| index.index(out.len() + 1);
        match edit {
            Edit::Set(place, byte) if !out.is_empty() => {
                let place = place.index(out.len());
                out[place] = *byte;
            }
            Edit::Set(..) => {}
            Edit::Insert(place, bytes) => {
                let place = at(place, &out);
                out.splice(place..place, bytes.iter().copied());
            }
            Edit::Remove(place, length) => {
                let place = at(place, &out);
                out.drain(place..(place + length).min(out.len()));
            }
            Edit::Copy(from, length, to) => {
                let from = at(from, &out);
                let stretch = out[from..(from + length).min(out.len())].to_vec();
                let to = at(to, &out);
                out.splice(to..to, stretch);
            }
            Edit::Cut(place) => out.truncate(at(place, &out)),
        }
    }
    out
}

fn run(name: &str) {
    let cases = std::env::var("YAODIAN_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1000);
    let run = target(name).expect("a target of the name");
    let seeds = seeds::of(name).expect("fixtures");
    seeds.iter().for_each(|seed| run(seed));
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let inputs = (any::<Index>(), vec(edit(), 1..12));
    let outcome = runner.run(&inputs, |(seed, edits)| {
        run(&edited(&seeds[seed.index(seeds.len())], &edits));
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{name}: {failure}"));
}

macro_rules! targets {
    ($($name:ident)*) => {
        $(#[test] fn $name() { run(stringify!($name)); })*

        #[test]
        fn every_target_is_run_here() {
            let here = [$(stringify!($name)),*];
            assert_eq!(yaodian_fuzz::TARGETS.map(|(name, _)| name), here);
        }
    };
}

targets! { decode clean split outline sense directives records compare reuse html pdf office word containers words }
