//! What is on the virtual screen, as pixels: read from the X server's own memory, compared, saved.

use std::fs::{self, File};
use std::io::BufWriter;
use std::os::unix::fs::FileExt;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::Desktop;

/// A rectangle on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    /// Its left edge.
    pub(crate) x: usize,
    /// Its upper edge.
    pub(crate) y: usize,
    /// Its width.
    pub(crate) width: usize,
    /// Its height.
    pub(crate) height: usize,
}

impl Area {
    /// The point in the middle.
    pub(crate) fn middle(self) -> (usize, usize) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }
}

/// A picture in red, green and blue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// Reads an X window dump with 32 bits a pixel, as Xvfb keeps it.
    fn parse(dump: &[u8]) -> Option<Self> {
        let layout = Layout::read(dump)?;
        layout.pixels(dump.get(layout.start..)?)
    }

    /// The pixel at a point; black outside.
    pub(crate) fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let inside = x < self.width && y < self.height;
        inside.then(|| self.pixels.get(y * self.width + x).copied()).flatten().unwrap_or_default()
    }

    /// A part of it, as far as it lies inside.
    pub(crate) fn part(&self, area: Area) -> Self {
        let right = (area.x + area.width).min(self.width);
        let bottom = (area.y + area.height).min(self.height);
        let (x, y) = (area.x.min(right), area.y.min(bottom));
        let pixels = (y..bottom).flat_map(|row| (x..right).map(move |column| (column, row)));
        let pixels = pixels.map(|(column, row)| self.at(column, row)).collect();
        Self { width: right - x, height: bottom - y, pixels }
    }

    /// The smallest area around everything that is not (nearly) of this colour.
    pub(crate) fn other_than(&self, colour: [u8; 3]) -> Option<Area> {
        let mut found: Option<(usize, usize, usize, usize)> = None;
        for (index, pixel) in self.pixels.iter().enumerate() {
            if !near(*pixel, colour) {
                let (x, y) = (index % self.width, index / self.width);
                let (left, top, right, bottom) = found.unwrap_or((x, y, x, y));
                found = Some((left.min(x), top.min(y), right.max(x), bottom.max(y)));
            }
        }
        found.map(|(x, y, right, bottom)| Area { x, y, width: right - x + 1, height: bottom - y + 1 })
    }

    /// How many different colours there are: an unpainted window has one or two.
    ///
    /// Runs of one colour are skipped: whoever waits for a picture must not take the processor from its painter.
    pub(crate) fn colours(&self) -> usize {
        let mut seen = std::collections::HashSet::new();
        let mut before = None;
        for pixel in &self.pixels {
            if before.replace(pixel) != Some(pixel) {
                seen.insert(pixel);
            }
        }
        seen.len()
    }

    /// Half as wide and high, each pixel the mean of four.
    pub(crate) fn half(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let mean = |x: usize, y: usize| {
            let four = [self.at(x, y), self.at(x + 1, y), self.at(x, y + 1), self.at(x + 1, y + 1)];
            std::array::from_fn(|channel| {
                let sum: u16 = four.iter().map(|pixel| u16::from(pixel[channel])).sum();
                u8::try_from(sum / 4).unwrap_or(u8::MAX)
            })
        };
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x * 2, y * 2)));
        Self { width, height, pixels: pixels.map(|(x, y)| mean(x, y)).collect() }
    }

    /// All pixels, row by row.
    pub(crate) fn pixels(&self) -> &[[u8; 3]] {
        &self.pixels
    }

    /// Writes it as PNG, making the folder if need be.
    pub(crate) fn save(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = File::create(path).with_context(|| format!("{} is for a picture", path.display()))?;
        let mut encoder =
            png::Encoder::new(BufWriter::new(file), u32::try_from(self.width)?, u32::try_from(self.height)?);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(self.pixels.as_flattened())?;
        Ok(())
    }
}

/// Where the pixels are in an X window dump.
#[derive(Clone, Copy)]
struct Layout {
    start: usize,
    line: usize,
    width: usize,
    height: usize,
}

impl Layout {
    fn read(dump: &[u8]) -> Option<Self> {
        let field = |index: usize| -> Option<usize> {
            let bytes = dump.get(index * 4..index * 4 + 4)?;
            usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
        };
        let (header, width, height, bits, line, colours) =
            (field(0)?, field(4)?, field(5)?, field(11)?, field(12)?, field(19)?);
        // Each colour map entry takes twelve bytes between header and pixels.
        (bits == 32).then_some(Self { start: header + colours * 12, line, width, height })
    }

    fn pixels(self, rows: &[u8]) -> Option<Picture> {
        let mut pixels = Vec::with_capacity(self.width * self.height);
        for row in 0..self.height {
            let from = row * self.line;
            let row = rows.get(from..from + self.width * 4)?;
            pixels.extend(row.as_chunks::<4>().0.iter().map(|[blue, green, red, _]| [*red, *green, *blue]));
        }
        Some(Picture { width: self.width, height: self.height, pixels })
    }
}

/// Whether two colours look the same.
pub(crate) fn near(one: [u8; 3], other: [u8; 3]) -> bool {
    one.iter().zip(other).all(|(a, b)| a.abs_diff(b) < 24)
}

impl Desktop {
    /// A part of the screen as it is now: as wide as the screen, and quicker than all of it.
    pub(crate) fn strip(&self, area: Area) -> Result<Picture> {
        let x = self.x.borrow();
        let file = File::open(x.as_ref().context("the X server is down")?.picture())?;
        let mut head = [0; 100];
        file.read_exact_at(&mut head, 0)?;
        let layout = Layout::read(&head).context("the X server keeps its screen in another form")?;
        let mut rows = vec![0; layout.line * area.height];
        file.read_exact_at(&mut rows, u64::try_from(layout.start + layout.line * area.y)?)?;
        Layout { start: 0, height: area.height, ..layout }.pixels(&rows).context("the screen ends there")
    }

    /// What is on the screen now.
    pub(crate) fn screen(&self) -> Result<Picture> {
        let x = self.x.borrow();
        let file = x.as_ref().context("the X server is down")?.picture();
        let dump = fs::read(file).with_context(|| format!("{} holds the screen", file.display()))?;
        let picture = Picture::parse(&dump).context("the X server keeps its screen in another form")?;
        ensure!((picture.width, picture.height) == super::x::SIZE, "the screen has another size");
        Ok(picture)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dump() -> Vec<u8> {
        let mut fields = [0u32; 25];
        (fields[0], fields[4], fields[5], fields[11], fields[12], fields[19]) = (100, 2, 2, 32, 8, 1);
        let mut bytes: Vec<u8> = fields.iter().flat_map(|field| field.to_be_bytes()).collect();
        bytes.extend([0; 12]);
        bytes.extend([[3, 2, 1, 0], [3, 2, 1, 0], [3, 2, 1, 0], [90, 80, 70, 0]].as_flattened());
        bytes
    }

    #[test]
    fn a_dump_becomes_pixels() {
        let picture = Picture::parse(&dump()).unwrap();
        assert_eq!(
            (picture.at(0, 0), picture.at(1, 1), picture.at(2, 2)),
            ([1, 2, 3], [70, 80, 90], [0, 0, 0])
        );
        assert_eq!(picture.other_than([0, 0, 0]), Some(Area { x: 1, y: 1, width: 1, height: 1 }));
        assert_eq!(picture.colours(), 2);
    }

    #[test]
    fn a_cut_dump_is_no_picture() {
        let cut = dump();
        assert_eq!(Picture::parse(&cut[..cut.len() - 1]), None);
    }
}
