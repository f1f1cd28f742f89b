use std::time::Duration;

use super::head::Part;
use super::reader::Reader;
use super::values::{range, string};
use super::{Declared, Source};
use crate::config::Text;
use crate::manifest::AtRunTime;

/// What no attribute made.
struct ByHand;

impl Source for ByHand {
    const DECLARED: &'static str = "";
}

#[test]
fn what_is_written_by_hand_leaves_nothing_to_run_time() {
    const WAIT: Option<Duration> = Declared::<ByHand>::wait();
    const AT_RUN_TIME: AtRunTime = Declared::<ByHand>::at_run_time();
    assert_eq!((WAIT, AT_RUN_TIME), (None, AtRunTime::NOTHING));
}

fn reader(bytes: &'static [u8]) -> Reader {
    Reader { bytes, at: 0 }
}

#[test]
fn numbers_are_one_digit_or_say_how_many() {
    for (bytes, number) in [
        (&b"0"[..], 0),
        (b"o", 63),
        (b"p10", 64),
        (b"poo", 4095),
        (b"q0100", 4096),
        (b"qoooo", 16_777_215),
        (b"r00000010000", 16_777_216),
        (b"r?oooooooooo", u64::MAX),
    ] {
        assert_eq!(reader(bytes).number(), number);
    }
}

#[test]
#[should_panic = "damaged"]
fn a_number_that_ends_too_early_is_damaged() {
    reader(b"p1").number();
}

#[test]
#[should_panic = "damaged"]
fn a_flag_is_one_of_three() {
    reader(b"0").flag();
}

#[test]
#[should_panic = "damaged"]
fn a_place_is_there() {
    Part::Settings.place(b"00000000");
}

#[test]
#[should_panic = "damaged"]
fn a_list_is_within_its_table() {
    range(&[1, 2, 3], 2, 2);
}

#[test]
#[should_panic = "damaged"]
fn a_text_is_within_its_table() {
    const TEXTS: &[Text] = &[Text::Borrowed("gmail")];
    string(TEXTS, 1);
}
