//! Horizontal bars, as an SVG file that reads on a light and on a dark page.

use std::path::Path;

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::Outcome;
use crate::table::number;

const WIDTH: u32 = 760;
const ROW: u32 = 26;
const TOP: u32 = 48;
const BOTTOM: u32 = 14;
/// Where the bars begin.
const LEFT: i32 = 240;
/// What is left of the width for the number behind the longest bar.
const RIGHT: i32 = 90;

/// A colour of the bars of this crate.
const OURS: RGBColor = RGBColor(0x2f, 0x6f, 0xde);
/// A colour of the others.
const THEIRS: RGBColor = RGBColor(0x8c, 0x95, 0xa3);
/// Between black and white, so that it can be read on both.
const TEXT: RGBColor = RGBColor(0x6b, 0x74, 0x82);

/// Bars of one quantity.
#[derive(Clone, Debug)]
pub struct Plot {
    title: String,
    digits: usize,
    bars: Vec<(String, f64)>,
}

impl Plot {
    /// A plot whose numbers have so many digits after the point.
    pub fn new(title: impl Into<String>, digits: usize) -> Self {
        Self { title: title.into(), digits, bars: Vec::new() }
    }

    /// What it shows.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Adds a bar. What was not measured has none.
    pub fn bar(&mut self, name: impl Into<String>, length: f64) {
        if length.is_finite() {
            self.bars.push((name.into(), length));
        }
    }

    pub(crate) fn draw(&self, file: &Path) -> Outcome {
        let rows = u32::try_from(self.bars.len())?;
        let area = SVGBackend::new(file, (WIDTH, TOP + rows * ROW + BOTTOM)).into_drawing_area();
        let text = |size: i32, horizontal| {
            ("sans-serif", size).into_font().color(&TEXT).pos(Pos::new(horizontal, VPos::Center))
        };
        area.draw_text(&self.title, &text(16, HPos::Left), (12, 22))?;
        let longest = self.bars.iter().map(|(_, length)| *length).fold(f64::MIN_POSITIVE, f64::max);
        let room = f64::from(i32::try_from(WIDTH)? - LEFT - RIGHT);
        let mut top = i32::try_from(TOP)?;
        for (name, length) in &self.bars {
            let colour = if name.starts_with("tool-router") { OURS } else { THEIRS };
            #[expect(clippy::cast_possible_truncation, reason = "a number of pixels")]
            let end = LEFT + (room * length.max(0.0) / longest).round() as i32;
            let middle = top + 10;
            area.draw(&Rectangle::new([(LEFT, top), (end, top + 20)], colour.filled()))?;
            area.draw_text(name, &text(13, HPos::Right), (LEFT - 8, middle))?;
            area.draw_text(&number(*length, self.digits), &text(13, HPos::Left), (end + 6, middle))?;
            top += i32::try_from(ROW)?;
        }
        Ok(area.present()?)
    }
}
