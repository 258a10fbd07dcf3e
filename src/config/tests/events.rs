//! What an event may say.

use super::{LEAST, event, read, read_changed, read_with, the_fault};
use crate::event::Field;

#[test]
fn an_event_has_at_least_one_seat() {
    for wrong in ["0", "-1", "100001", "25.0", "\"25\"", "99999999999999999999"] {
        let fault = the_fault(read_changed("capacity = 25", &format!("capacity = {wrong}")));
        assert!(fault.ends_with("write for example capacity = 25"), "{fault}");
    }
    assert_eq!(event(read_changed("capacity = 25", "capacity = 1_000")).event.capacity, 1_000);
}

#[test]
fn two_events_cannot_have_the_same_id() {
    let second = LEAST.split_once("[[event]]").unwrap().1;
    let fault = the_fault(read(&format!("{LEAST}[[event]]{second}")));
    assert!(fault.starts_with("line 16: [[event]] id: \"a\" is the id of an event above"), "{fault}");
    let both = read(&format!("{LEAST}[[event]]{}", second.replace("\"a\"", "\"b\""))).unwrap();
    assert_eq!(both.events.len(), 2);
}

#[test]
fn times_must_follow_each_other() {
    let with = |line: &str| read_with("[[event]]", line);
    assert!(with(r#"closes = "2016-03-24T09:00""#).is_ok());
    for (line, problem) in [
        (
            r#"ends = "2016-03-24T08:59""#,
            "ends: 2016-03-24T08:59 is before starts — write 2016-03-24T09:00 or later",
        ),
        (
            r#"closes = "2016-03-24T09:01""#,
            "closes: 2016-03-24T09:01 is after starts — write 2016-03-24T09:00 or earlier",
        ),
        (
            r#"opens = "2016-03-24T09:01""#,
            "opens: 2016-03-24T09:01 is after starts — write 2016-03-24T09:00 or earlier",
        ),
        (
            "opens = 2016-03-03T09:01\ncloses = 2016-03-03T09:00",
            "opens: 2016-03-03T09:01 is after closes — write 2016-03-03T09:00 or earlier",
        ),
    ] {
        assert_eq!(the_fault(with(line)), format!("line 10: [[event]] {problem}"));
    }
}

#[test]
fn required_fields_are_those_of_the_event_and_name_the_participant() {
    let with = |required: &str| {
        read(&format!(
            "{}\n[[event.field]]\nname = \"meal\"\nlabels = [\"Repas\"]",
            LEAST.replace("capacity", &format!("required = {required}\ncapacity"))
        ))
    };
    let required = event(with(r#"["last_name", "meal"]"#)).event.required;
    assert_eq!(required, [Field::LastName, Field::Extra("meal".to_owned())]);
    let fault = the_fault(with(r#"["last_name", "meals"]"#));
    assert!(fault.contains("\"meals\" is not a field of this event"), "{fault}");
    for nameless in ["[]", r#"["organisation"]"#] {
        let fault = the_fault(with(nameless));
        assert!(fault.contains("required: asks for no name"), "{fault}");
    }
}

#[test]
fn a_field_has_a_name_of_its_own_and_labels() {
    let with = |fields: &str| read(&format!("{LEAST}{fields}"));
    let field = |name: &str| format!("[[event.field]]\nname = {name:?}\nlabels = [\"Atelier\"]\n");
    assert!(with(&(field("workshop") + &field("meal"))).is_ok());
    for wrong in [field("email"), field("status"), field("work shop"), field("meal") + &field("meal")] {
        assert!(the_fault(with(&wrong)).contains("[[event.field]] name: "));
    }
    assert!(
        the_fault(with("[[event.field]]\nname = \"meal\"\n")).contains("[[event.field]] labels: is missing")
    );
}
