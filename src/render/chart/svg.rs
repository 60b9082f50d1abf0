//! A canvas as SVG text.

use std::fmt::Write;

use super::layout::{Anchor, Canvas, Form, HEIGHT, Paint, Shape, WIDTH, ink};

/// The picture as SVG, with its title and description for those who cannot see it.
pub(super) fn write(canvas: &Canvas, title: &str, alt: &str) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         font-family=\"Noto Sans, sans-serif\">\n<title>{}</title>\n<desc>{}</desc>\n",
        escape(title),
        escape(alt)
    );
    for shape in &canvas.shapes {
        // Writing to a string cannot fail.
        let _ = shape_to(&mut out, shape);
    }
    out.push_str("</svg>\n");
    out
}

fn shape_to(out: &mut String, shape: &Shape) -> std::fmt::Result {
    match shape {
        Shape::Box { area, round, paint } => {
            let (x, y) = (number(area.left), number(area.top));
            let (w, h) = (number((area.right - area.left).max(0.0)), number((area.bottom - area.top).max(0.0)));
            writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{}\"{}/>", number(*round), paint_of(paint))
        }
        Shape::Line { points, paint } => {
            let list: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
            writeln!(out, "<polyline points=\"{}\"{} stroke-linecap=\"round\" stroke-linejoin=\"round\"/>", list.join(" "), paint_of(paint))
        }
        Shape::Mark { form, x, y, reach, paint } => mark(out, *form, *x, *y, *reach, paint),
        Shape::Text { text, x, y, anchor, style, rim } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let weight = if style.bold { " font-weight=\"700\"" } else { "" };
            // The rim in the card's colour keeps grid lines out of the letters.
            let rim =
                if *rim { format!(" stroke=\"{}\" stroke-width=\"5\" stroke-linejoin=\"round\" paint-order=\"stroke\"", ink::CARD) } else { String::new() };
            let (x, y, size) = (number(*x), number(*y), number(style.size));
            writeln!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor} fill=\"{}\"{rim}>{}</text>", style.colour, escape(text))
        }
    }
}

fn mark(out: &mut String, form: Form, x: f64, y: f64, reach: f64, paint: &Paint) -> std::fmt::Result {
    let corners = |corners: &[(f64, f64)]| {
        let list: Vec<String> = corners.iter().map(|(dx, dy)| format!("{},{}", number(x + dx * reach), number(y + dy * reach))).collect();
        list.join(" ")
    };
    let points = match form {
        Form::Circle => return writeln!(out, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>", number(x), number(y), number(reach), paint_of(paint)),
        Form::Square => corners(&[(-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)]),
        Form::Diamond => corners(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)]),
        Form::Up => corners(&[(0.0, -1.15), (1.1, 0.8), (-1.1, 0.8)]),
        Form::Down => corners(&[(0.0, 1.15), (1.1, -0.8), (-1.1, -0.8)]),
        Form::Hexagon => corners(&[(-1.1, 0.0), (-0.55, -0.95), (0.55, -0.95), (1.1, 0.0), (0.55, 0.95), (-0.55, 0.95)]),
    };
    writeln!(out, "<polygon points=\"{points}\"{} stroke-linejoin=\"round\"/>", paint_of(paint))
}

fn paint_of(paint: &Paint) -> String {
    let mut out = format!(" fill=\"{}\"", paint.fill.unwrap_or("none"));
    if let Some(stroke) = paint.stroke {
        let _ = write!(out, " stroke=\"{stroke}\" stroke-width=\"{}\"", number(paint.width));
    }
    if let Some(dashes) = paint.dashes {
        let _ = write!(out, " stroke-dasharray=\"{dashes}\"");
    }
    if paint.opacity < 1.0 {
        let _ = write!(out, " opacity=\"{}\"", number(paint.opacity));
    }
    out
}

/// A length with at most two decimals, so that snapshots do not hang on the last bits of a float.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::chart::layout::Style;

    #[test]
    fn text_is_escaped_and_numbers_are_short() {
        let mut canvas = Canvas::default();
        canvas.text("A & <B>", 10.0, 20.123_456, Anchor::Start, Style::plain(20.0, ink::TEXT));
        let svg = write(&canvas, "\"T\"", "");
        assert!(svg.contains(">A &amp; &lt;B&gt;</text>") && svg.contains("y=\"20.12\"") && svg.contains("<title>&quot;T&quot;</title>"));
        assert_eq!((number(-0.001), number(3.10)), ("0".to_owned(), "3.1".to_owned()));
    }
}
