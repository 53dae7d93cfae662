//! Fields that draw: what they show where they have no result.

use super::super::numbering::Form;

/// What a field shows by its code.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Drawing {
    Nothing,
    Text(String),
    /// A sign of a font, by its code.
    Symbol(String, u32),
}

/// What the code of a field draws: a number in a circle (`EQ \\o\\ac(○,3)`), a character below its reading, a fraction
/// (`EQ \\f(1,2)`), a sign (`SYMBOL 254 \\f "Wingdings"`).
pub(super) fn drawing(code: &str) -> Drawing {
    let code = code.trim();
    let end = code.find(|c: char| c.is_whitespace() || c == '\\').unwrap_or(code.len());
    let (kind, rest) = code.split_at(end);
    match kind.to_ascii_uppercase().as_str() {
        "EQ" => equation(rest).map_or(Drawing::Nothing, Drawing::Text),
        "SYMBOL" => symbol(rest).unwrap_or(Drawing::Nothing),
        _ => Drawing::Nothing,
    }
}

fn equation(code: &str) -> Option<String> {
    let (switch, inside) = code.split_once('(')?;
    let switch: String = switch.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let parts = parts(inside);
    let last = parts.last().map(|part| plain(part))?;
    // Overstruck: what stands over or around the last part is a circle, or a reading.
    if switch.contains("\\o") {
        return Some(last.parse().map_or(last, |number| Form::Circled(50).write(number)));
    }
    switch.contains("\\f").then(|| format!("{}/{last}", plain(parts[0])))
}

/// The parts between brackets, up to the one that closes.
fn parts(inside: &str) -> Vec<&str> {
    let (mut out, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in inside.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => {
                out.push(&inside[start..at]);
                break;
            }
            ')' => depth -= 1,
            ',' | ';' if depth == 0 => {
                out.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out
}

/// A part without what says how it stands (`\\s\\up 9(字)`).
fn plain(part: &str) -> String {
    let inside = part.rsplit_once('(').filter(|_| part.contains('\\')).map_or(part, |(_, inside)| inside);
    inside.trim_end_matches(')').trim().to_owned()
}

fn symbol(code: &str) -> Option<Drawing> {
    let mut words = code.split_whitespace();
    let number = words.next()?;
    let hexadecimal = number.strip_prefix("0x").or_else(|| number.strip_prefix("0X"));
    let code_point = hexadecimal.map_or_else(|| number.parse().ok(), |n| u32::from_str_radix(n, 16).ok())?;
    let font = code.split_once("\\f").map_or("", |(_, font)| font.trim_start());
    let font = match font.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => font.split_whitespace().next(),
    };
    Some(Drawing::Symbol(font.unwrap_or_default().to_owned(), code_point))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_draw_circles_readings_fractions_and_signs() {
        let text = |text: &str| Drawing::Text(text.into());
        for (code, drawn) in [
            (" eq \\o\\ac(○,3)", text("③")),
            ("EQ\\o\\ac(○, 12 )", text("⑫")),
            ("EQ \\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(xiu),修)", text("修")),
            ("EQ \\f(1,2)", text("1/2")),
            ("SYMBOL 254 \\f \"Wingdings\" \\s 12", Drawing::Symbol("Wingdings".into(), 254)),
            ("SYMBOL 0xB7 \\f Symbol", Drawing::Symbol("Symbol".into(), 0xB7)),
            ("REF a \\h", Drawing::Nothing),
            ("EQ \\o\\ac(", Drawing::Nothing),
            ("", Drawing::Nothing),
        ] {
            assert_eq!(drawing(code), drawn, "{code}");
        }
    }
}
