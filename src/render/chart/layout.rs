//! Where things stand: measured text, scales, and labels that give way to each other.
//!
//! A [`Canvas`] remembers the box of every text and mark, so that a label is only put where nothing else is. All lengths are in pixels of the
//! finished picture, `y` grows downwards.

use std::sync::OnceLock;

use jiff::civil::Date;
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
};

/// Width of every chart.
pub(super) const WIDTH: f64 = 1200.0;
/// Height of every chart.
pub(super) const HEIGHT: f64 = 675.0;
/// Space left free at the edges.
pub(super) const MARGIN: f64 = 44.0;

/// The colours: readable on the card, apart for every kind of colour vision, and none a party's.
pub(super) mod ink {
    pub(in super::super) const CARD: &str = "#2b2d31";
    pub(in super::super) const TEXT: &str = "#f2f3f5";
    pub(in super::super) const SOFT: &str = "#c4c9d0";
    pub(in super::super) const FAINT: &str = "#8e939c";
    pub(in super::super) const GRID: &str = "#41444b";
    pub(in super::super) const BLUE: &str = "#58a6ff";
    pub(in super::super) const ORANGE: &str = "#ffa657";
    pub(in super::super) const GREY: &str = "#b3bac5";
}

/// The regular weight of the bundled font.
pub(super) static REGULAR: &[u8] = include_bytes!("font/NotoSans-Regular.ttf");
/// The bold weight of the bundled font.
pub(super) static BOLD: &[u8] = include_bytes!("font/NotoSans-Bold.ttf");

/// The font with its two weights, read once.
fn faces() -> Option<&'static [FontRef<'static>; 2]> {
    static FACES: OnceLock<Option<[FontRef<'static>; 2]>> = OnceLock::new();
    FACES.get_or_init(|| Some([FontRef::new(REGULAR).ok()?, FontRef::new(BOLD).ok()?])).as_ref()
}

/// Whether the font can draw a character in both weights.
#[cfg(test)]
pub(super) fn can_draw(c: char) -> bool {
    faces().is_some_and(|faces| faces.iter().all(|face| face.charmap().map(c).is_some()))
}

/// Width of a text. Kerning is left out: it only makes text narrower.
pub(super) fn measure(text: &str, size: f64, bold: bool) -> f64 {
    // Without a readable font nothing is drawn either; half the size is a usual mean width.
    let Some(faces) = faces() else { return text.chars().count() as f64 * size / 2.0 };
    let face = &faces[usize::from(bold)];
    let metrics = face.glyph_metrics(Size::new(size as f32), LocationRef::default());
    let charmap = face.charmap();
    text.chars().map(|c| charmap.map(c).and_then(|glyph| metrics.advance_width(glyph)).map_or(size / 2.0, f64::from)).sum()
}

/// A text broken into lines no wider than `room`; a longer word stands alone.
pub(super) fn wrap(text: &str, size: f64, bold: bool, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if measure(&longer, size, bold) <= room {
                *line = longer;
                continue;
            }
        }
        lines.push(word.to_owned());
    }
    lines
}

/// An upright box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// Around a centre.
    pub(super) fn around(x: f64, y: f64, reach: f64) -> Self {
        Self { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }
    }

    /// Whether the two share more than an edge.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// How far a point lies outside; 0 within.
    pub(super) fn distance(&self, x: f64, y: f64) -> f64 {
        (self.left - x).max(x - self.right).max(0.0).hypot((self.top - y).max(y - self.bottom).max(0.0))
    }

    /// Whether `other` lies inside.
    pub(super) fn holds(&self, other: &Self) -> bool {
        other.left >= self.left && other.right <= self.right && other.top >= self.top && other.bottom <= self.bottom
    }
}

/// The whole picture.
#[cfg(test)]
pub(super) const PICTURE: Area = Area { left: 8.0, top: 8.0, right: WIDTH - 8.0, bottom: HEIGHT - 6.0 };

/// Which point of a text is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) colour: &'static str,
}

impl Style {
    /// Regular weight.
    pub(super) fn plain(size: f64, colour: &'static str) -> Self {
        Self { size, bold: false, colour }
    }

    /// Bold weight.
    pub(super) fn bold(size: f64, colour: &'static str) -> Self {
        Self { size, bold: true, colour }
    }
}

/// The form of a mark, which tells apart what colour alone must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Circle,
    Square,
    Diamond,
    Up,
    Down,
    Hexagon,
}

/// How an area or line is painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub(super) fill: Option<&'static str>,
    pub(super) stroke: Option<&'static str>,
    pub(super) width: f64,
    pub(super) dashes: Option<&'static str>,
    pub(super) opacity: f64,
}

impl Paint {
    /// Filled.
    pub(super) fn fill(colour: &'static str) -> Self {
        Self { fill: Some(colour), stroke: None, width: 0.0, dashes: None, opacity: 1.0 }
    }

    /// Drawn as a line.
    pub(super) fn stroke(colour: &'static str, width: f64) -> Self {
        Self { fill: None, stroke: Some(colour), width, dashes: None, opacity: 1.0 }
    }

    /// The same with dashes.
    pub(super) fn dashed(self, dashes: &'static str) -> Self {
        Self { dashes: Some(dashes), ..self }
    }

    /// The same, see-through.
    pub(super) fn faded(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }
}

/// Something to draw.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// A box with round corners.
    Box { area: Area, round: f64, paint: Paint },
    /// A line through points.
    Line { points: Vec<(f64, f64)>, paint: Paint },
    /// A mark.
    Mark { form: Form, x: f64, y: f64, reach: f64, paint: Paint },
    /// A text on its baseline, with a rim in the card's colour where lines may run below it.
    Text { text: String, x: f64, y: f64, anchor: Anchor, style: Style, rim: bool },
}

/// What is drawn, and the room that it takes.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    pub(super) shapes: Vec<Shape>,
    /// The box of every text.
    pub(super) texts: Vec<(Area, String)>,
    /// Boxes that labels keep clear of.
    pub(super) marks: Vec<Area>,
}

/// The box of a text.
pub(super) fn text_area(text: &str, x: f64, y: f64, anchor: Anchor, style: Style) -> Area {
    let width = measure(text, style.size, style.bold);
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    Area { left, top: y - style.size * 0.84, right: left + width, bottom: y + style.size * 0.24 }
}

impl Canvas {
    /// Draws a box.
    pub(super) fn area(&mut self, area: Area, round: f64, paint: Paint) {
        self.shapes.push(Shape::Box { area, round, paint });
    }

    /// Draws a line.
    pub(super) fn line(&mut self, points: &[(f64, f64)], paint: Paint) {
        self.shapes.push(Shape::Line { points: points.to_vec(), paint });
    }

    /// Draws a mark that labels keep clear of.
    pub(super) fn mark(&mut self, form: Form, x: f64, y: f64, reach: f64, paint: Paint) {
        self.shapes.push(Shape::Mark { form, x, y, reach, paint });
        self.marks.push(Area::around(x, y, reach));
    }

    /// Keeps labels out of a box.
    pub(super) fn keep_clear(&mut self, area: Area) {
        self.marks.push(area);
    }

    /// Keeps labels off a line.
    pub(super) fn keep_off(&mut self, points: &[(f64, f64)]) {
        for pair in points.windows(2) {
            let [(x1, y1), (x2, y2)] = [pair[0], pair[1]];
            let steps = ((x2 - x1).hypot(y2 - y1) / 6.0).ceil().max(1.0) as usize;
            for step in 0..=steps {
                let t = step as f64 / steps as f64;
                self.marks.push(Area::around(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t, 3.0));
            }
        }
    }

    /// Draws a text where it is told to.
    pub(super) fn text(&mut self, text: impl Into<String>, x: f64, y: f64, anchor: Anchor, style: Style) -> Area {
        let text = text.into();
        let area = text_area(&text, x, y, anchor, style);
        self.texts.push((area, text.clone()));
        self.shapes.push(Shape::Text { text, x, y, anchor, style, rim: true });
        area
    }

    /// Draws a text upon a filled area, without a rim.
    pub(super) fn inset(&mut self, text: impl Into<String>, x: f64, y: f64, anchor: Anchor, style: Style) {
        let text = text.into();
        self.texts.push((text_area(&text, x, y, anchor, style), text.clone()));
        self.shapes.push(Shape::Text { text, x, y, anchor, style, rim: false });
    }

    /// Whether a box lies inside `within` and meets neither text nor mark.
    pub(super) fn is_free(&self, area: &Area, within: &Area) -> bool {
        within.holds(area) && !self.texts.iter().any(|(taken, _)| taken.meets(area)) && !self.marks.iter().any(|taken| taken.meets(area))
    }

    /// Draws a text at the first of the places that is free; `None` when none is.
    pub(super) fn place(&mut self, text: &str, style: Style, within: &Area, places: impl IntoIterator<Item = (f64, f64, Anchor)>) -> Option<Area> {
        let (x, y, anchor) = places.into_iter().find(|&(x, y, anchor)| {
            let area = text_area(text, x, y, anchor, style);
            // A little air on both sides keeps neighbours apart to the eye.
            self.is_free(&Area { left: area.left - 4.0, right: area.right + 4.0, ..area }, within)
        })?;
        Some(self.text(text, x, y, anchor, style))
    }

    /// The title, what it shows below, and the small print at the foot. Returns the free room between.
    pub(super) fn frame(&mut self, title: &str, below: &str, foot: &str) -> Area {
        self.area(Area { left: 0.0, top: 0.0, right: WIDTH, bottom: HEIGHT }, 0.0, Paint::fill(ink::CARD));
        let room = WIDTH - 2.0 * MARGIN;
        let mut size = 40.0;
        while size > 27.0 && measure(title, size, true) > room {
            size -= 1.0;
        }
        let mut y = MARGIN - 10.0;
        for line in wrap(title, size, true, room).into_iter().take(2) {
            y += size * 0.84;
            self.text(line, MARGIN, y, Anchor::Start, Style::bold(size, ink::TEXT));
            y += size * 0.36;
        }
        y += 2.0;
        for line in wrap(below, 25.0, false, room).into_iter().take(2) {
            y += 22.0;
            self.text(line, MARGIN, y, Anchor::Start, Style::plain(25.0, ink::SOFT));
            y += 10.0;
        }
        let lines = wrap(foot, 20.0, false, room);
        let mut foot_y = HEIGHT - 22.0 - 26.0 * (lines.len().saturating_sub(1)) as f64;
        let bottom = if lines.is_empty() { HEIGHT - 20.0 } else { foot_y - 24.0 };
        for line in lines {
            self.text(line, MARGIN, foot_y, Anchor::Start, Style::plain(20.0, ink::FAINT));
            foot_y += 26.0;
        }
        Area { left: MARGIN, top: y + 6.0, right: WIDTH - MARGIN, bottom }
    }
}

/// Places around a mark, nearest first: beside, above and below, then farther out.
pub(super) fn around(x: f64, y: f64, reach: f64, size: f64) -> Vec<(f64, f64, Anchor)> {
    let mut places = Vec::new();
    for push in [0.0, 10.0, 22.0, 36.0] {
        let (side, level) = (reach + 6.0 + push, y + size * 0.32);
        let (above, below) = (y - reach - 6.0 - size * 0.24 - push, y + reach + 4.0 + size * 0.84 + push);
        places.extend([(x + side, level, Anchor::Start), (x - side, level, Anchor::End), (x, above, Anchor::Middle), (x, below, Anchor::Middle)]);
        places.extend([(x + side, level - 14.0, Anchor::Start), (x - side, level - 14.0, Anchor::End)]);
        places.extend([(x + side, level + 14.0, Anchor::Start), (x - side, level + 14.0, Anchor::End)]);
        places.extend([(x + 4.0, above, Anchor::Start), (x - 4.0, above, Anchor::End), (x + 4.0, below, Anchor::Start), (x - 4.0, below, Anchor::End)]);
    }
    places
}

/// A straight scale from values to pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
}

impl Scale {
    /// Values `from.0`–`from.1` lie at `to.0`–`to.1`.
    pub(super) fn new(from: (f64, f64), to: (f64, f64)) -> Self {
        Self { from, to }
    }

    /// Where a value lies.
    pub(super) fn at(&self, value: f64) -> f64 {
        let width = self.from.1 - self.from.0;
        let share = if width == 0.0 { 0.5 } else { (value - self.from.0) / width };
        self.to.0 + share * (self.to.1 - self.to.0)
    }
}

/// Round steps from 0 that reach `top` in about `count` steps.
pub(super) fn ticks(top: f64, count: f64) -> Vec<f64> {
    let raw = (top / count).max(f64::MIN_POSITIVE);
    let power = 10f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|m| m * power).find(|step| *step >= raw * 0.999).unwrap_or(10.0 * power);
    let steps = (top / step - 1e-9).ceil().max(1.0) as usize;
    (0..=steps).map(|i| i as f64 * step).collect()
}

/// Days since the turn of the century, for scales.
pub(super) fn days(date: Date) -> f64 {
    const EPOCH: Date = jiff::civil::date(2000, 1, 1);
    EPOCH.until(date).map_or(0.0, |span| f64::from(span.get_days()))
}

/// A line through unevenly spaced points, smoothed by local straight lines weighted with a bell curve `width` wide, and held inside the range of the points.
/// Returns as many points as asked for, evenly spaced from the first to the last.
pub(super) fn smooth(points: &[(f64, f64)], width: f64, count: usize) -> Vec<(f64, f64)> {
    let (Some(first), Some(last)) = (points.iter().map(|p| p.0).reduce(f64::min), points.iter().map(|p| p.0).reduce(f64::max)) else { return Vec::new() };
    let low = points.iter().map(|p| p.1).fold(f64::INFINITY, f64::min);
    let high = points.iter().map(|p| p.1).fold(f64::NEG_INFINITY, f64::max);
    (0..count)
        .map(|i| {
            let x = first + (last - first) * i as f64 / (count.max(2) - 1) as f64;
            let (mut w0, mut w1, mut w2, mut y0, mut y1) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for (px, py) in points {
                let d = px - x;
                let weight = (-0.5 * (d / width).powi(2)).exp();
                w0 += weight;
                w1 += weight * d;
                w2 += weight * d * d;
                y0 += weight * py;
                y1 += weight * d * py;
            }
            let spread = w0 * w2 - w1 * w1;
            // Where all weight lies on one day there is no slope to find.
            let y = if spread > 1e-6 * w0 * w0 * width * width { (w2 * y0 - w1 * y1) / spread } else { y0 / w0 };
            (x, y.clamp(low, high))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_top() {
        assert_eq!(ticks(28.0, 5.0), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(ticks(3.0, 6.0), [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0]);
        assert_eq!(ticks(161.0, 4.0), [0.0, 50.0, 100.0, 150.0, 200.0]);
    }

    #[test]
    fn text_is_measured_and_wrapped() {
        assert!(measure("Црна Гора", 20.0, false) > 80.0);
        assert!(measure("wide", 20.0, true) > measure("wide", 20.0, false));
        assert_eq!(wrap("one two three", 20.0, false, 80.0), ["one two", "three"]);
        assert!(wrap("", 20.0, false, 80.0).is_empty());
    }

    #[test]
    fn a_label_goes_to_the_first_free_place_or_nowhere() {
        let mut canvas = Canvas::default();
        let style = Style::plain(20.0, ink::TEXT);
        canvas.text("taken", 100.0, 100.0, Anchor::Start, style);
        let places = [(100.0, 100.0, Anchor::Start), (100.0, 140.0, Anchor::Start)];
        assert!(canvas.place("label", style, &PICTURE, places).is_some());
        assert!(canvas.place("label", style, &PICTURE, places).is_none());
        assert!(!canvas.texts[0].0.meets(&canvas.texts[1].0));
    }

    #[test]
    fn a_smoothed_line_stays_inside_its_points() {
        let points = [(0.0, 30.0), (100.0, 50.0), (110.0, 48.0), (400.0, 40.0)];
        let line = smooth(&points, 100.0, 40);
        assert_eq!(line.len(), 40);
        assert!(line.iter().all(|(x, y)| (0.0..=400.0).contains(x) && (30.0..=50.0).contains(y)));
        assert_eq!(smooth(&[(5.0, 42.0)], 100.0, 2), [(5.0, 42.0), (5.0, 42.0)]);
    }
}
