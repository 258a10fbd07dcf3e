//! Tables, row by row and cell by cell (ODF 1.3 part 3 §9.1).

use super::Walker;
use crate::document::Refusal;
use crate::document::allowance::CELL;
use crate::document::odt::tables::{Repeat, repeated};
use crate::document::xml::Element;

impl Walker<'_, '_> {
    pub(super) fn open_row(&mut self, element: &Element) -> Result<(), Refusal> {
        if element.attribute("visibility").is_some_and(|visibility| visibility != "visible") {
            return self.xml.skip();
        }
        self.page.open_row();
        let before = *self.allowance;
        if let Some(grid) = self.tables.last_mut() {
            grid.begin_row();
            grid.row = Repeat { times: repeated(element, "number-rows-repeated"), before };
        }
        self.spend(CELL)
    }

    pub(super) fn open_cell(&mut self, element: &Element) -> Result<(), Refusal> {
        let before = *self.allowance;
        let Some(grid) = self.tables.last_mut() else { return Ok(()) };
        grid.cell = Repeat { times: repeated(element, "number-columns-repeated"), before };
        let columns = grid.begin_cell(element);
        self.page.open_cell(columns);
        self.spend(CELL)
    }

    pub(super) fn end_cell(&mut self) -> Result<(), Refusal> {
        self.page.close_cell();
        let Some(Repeat { times, before }) = self.tables.last().map(|grid| grid.cell) else { return Ok(()) };
        self.spend(times * (before - *self.allowance))?;
        self.page.repeat_cell(times);
        Ok(())
    }

    pub(super) fn end_row(&mut self) -> Result<(), Refusal> {
        let Some(Repeat { times, before }) = self.tables.last().map(|grid| grid.row) else { return Ok(()) };
        self.spend(times * (before - *self.allowance))?;
        self.page.repeat_row(times);
        Ok(())
    }

    /// Shows cells from rows above as empty ones where they go on.
    pub(super) fn pass_covered(&mut self, element: &Element) -> Result<(), Refusal> {
        self.xml.skip()?;
        let Some(grid) = self.tables.last_mut() else { return Ok(()) };
        for columns in grid.pass_covered(element) {
            self.page.open_cell(columns);
            self.page.close_cell();
            self.spend(CELL)?;
        }
        Ok(())
    }
}
