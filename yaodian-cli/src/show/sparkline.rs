//! Small line drawings.

/// Heights of a small line drawing, the lowest first; what is not there at all has a dot.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A small line drawing (sparkline, Tufte 2006) in at most so many columns: where there are more values, neighbours share
/// a column with their mean.
pub(crate) fn sparkline(values: &[f64], columns: usize) -> String {
    let together = values_a_bar(values.len(), columns);
    let means: Vec<f64> =
        values.chunks(together).map(|chunk| chunk.iter().sum::<f64>() / chunk.len() as f64).collect();
    let highest = means.iter().copied().fold(0.0, f64::max);
    let height = |&value: &f64| {
        if value <= 0.0 { '·' } else { HEIGHTS[((value / highest * 8.0).ceil() as usize).clamp(1, 8) - 1] }
    };
    means.iter().map(height).collect()
}

/// How many of so many values share a bar of a drawing in at most so many columns.
pub(crate) fn values_a_bar(values: usize, columns: usize) -> usize {
    values.div_ceil(columns.max(1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_fits_and_shows_where_there_is_nothing() {
        assert_eq!(sparkline(&[0.0, 4.0, 8.0, 1.0], 9), "·▄█▁");
        assert_eq!(sparkline(&[0.0, 0.0, 8.0, 8.0, 4.0], 3), "·█▄");
        assert_eq!(sparkline(&[], 3), "");
        assert_eq!(sparkline(&[0.0], 0), "·");
    }
}
