//! `guichet register`, `correct`, `cancel` and `promote`.

use super::arguments::{Assignment, Order};
use super::done::print;
use super::{event_or_only, values};
use crate::cli::Failure;

/// Registers somebody by hand.
pub async fn register(
    event: Option<&str>,
    although_closed: bool,
    typed: &[Assignment],
    order: &Order,
) -> Result<(), Failure> {
    let mut office = order.office().await?;
    let values = values(typed, &office.events)?;
    let event = event_or_only(event, &office.events)?.to_owned();
    print(&office.register(&event, values, although_closed).await?)
}

/// Corrects what is known of somebody.
pub async fn correct(code: &str, typed: &[Assignment], order: &Order) -> Result<(), Failure> {
    let mut office = order.office().await?;
    let values = values(typed, &office.events)?;
    print(&office.correct(code, &values).await?)
}

/// Cancels registrations.
pub async fn cancel(codes: &[String], order: &Order) -> Result<(), Failure> {
    print(&order.office().await?.cancel(codes).await?)
}

/// Gives somebody in line a free seat.
pub async fn promote(code: &str, order: &Order) -> Result<(), Failure> {
    print(&order.office().await?.promote(code).await?)
}
