//! SVG text as a picture, with nothing but the bundled font.

use std::sync::{Arc, OnceLock};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};
use thiserror::Error;

use super::layout::{BOLD, HEIGHT, REGULAR, WIDTH};

/// Why a chart could not be drawn as a picture.
#[derive(Debug, Error)]
pub enum ChartError {
    /// The SVG text is none that can be drawn.
    #[error("the chart's SVG cannot be read: {0}")]
    Svg(String),
    /// There was no room for the picture.
    #[error("there is no memory for a picture of {WIDTH} × {HEIGHT} pixels")]
    Memory,
    /// The picture could not be written as PNG.
    #[error("the picture cannot be written as PNG: {0}")]
    Encode(String),
}

/// The bundled font, loaded once.
fn fonts() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut fonts = Database::new();
        fonts.load_font_data(REGULAR.to_vec());
        fonts.load_font_data(BOLD.to_vec());
        Arc::new(fonts)
    };
    FONTS.get_or_init(load).clone()
}

/// The picture as PNG, 1200 × 675 pixels.
pub(super) fn encode(svg: &str) -> Result<Vec<u8>, ChartError> {
    let options = Options { fontdb: fonts(), font_family: "Noto Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| ChartError::Svg(error.to_string()))?;
    let mut pixels = Pixmap::new(WIDTH as u32, HEIGHT as u32).ok_or(ChartError::Memory)?;
    resvg::render(&tree, Transform::default(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| ChartError::Encode(error.to_string()))
}
