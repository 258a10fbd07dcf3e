//! What the book keeps of an event.

use jiff::SignedDuration;

use super::Beside;
use crate::event::Event;
use crate::event::samples::march;

/// The numbers of the calendar files that tell of the event as it was one time after the other.
async fn sequences(history: &[Event]) -> Vec<u32> {
    let beside = Beside::new(march()).await;
    let mut sequences = Vec::new();
    for event in history {
        let mut book = beside.store.open_book().await.unwrap();
        sequences.push(book.sequence(event).await.unwrap());
        book.close().await.unwrap();
    }
    sequences
}

#[tokio::test]
async fn a_calendar_file_has_a_higher_number_whenever_title_times_or_place_changed() {
    let first = march();
    let renamed = Event { title: "Rencontre".into(), ..first.clone() };
    let later = Event { starts: &renamed.starts + SignedDuration::from_hours(1), ..renamed.clone() };
    let endless = Event { ends: None, ..later.clone() };
    let elsewhere = Event { place: "Arras".into(), ..endless.clone() };
    let history = [&first, &first, &renamed, &later, &later, &endless, &elsewhere, &first];
    assert_eq!(sequences(&history.map(Clone::clone)).await, [0, 0, 1, 2, 2, 3, 4, 5]);
}

#[tokio::test]
async fn what_calendars_do_not_show_changes_no_number() {
    let first = march();
    let larger = Event { capacity: 40, ..first.clone() };
    let longer = Event { closes: first.starts.clone(), keywords: Vec::new(), ..larger.clone() };
    assert_eq!(sequences(&[first, larger, longer]).await, [0, 0, 0]);
}
