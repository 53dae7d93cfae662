//! The image of the two hidden Markov models: of unknown words (four states), and of their tags (256 states).

use super::{bytes, sections};
use std::{collections::BTreeMap, error::Error};

/// What jieba takes for the logarithm of no probability.
const NEVER: f64 = -3.14e100;

/// States of the model of tags: a position (begin, middle, end, single) and one of 64 tags.
const STATES: usize = 256;

/// # Errors
/// Data that don't have the form of jieba-rs 0.11.
pub(crate) fn image(hmm: &str, posseg: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let words = hmm_sections(hmm)?;
    let tags = posseg_sections(posseg)?;
    let parts: Vec<&[u8]> = words.iter().chain(&tags).map(Vec::as_slice).collect();
    Ok(sections(&parts))
}

/// Initial and transition probabilities, the row of each character from U+4E00 to U+9FD5, the rows of emissions.
fn hmm_sections(model: &str) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let mut lines = model.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let mut row = || -> Result<Vec<f64>, Box<dyn Error>> {
        let line = lines.next().ok_or("hmm.model ends early")?;
        Ok(line.split(' ').map(str::parse).collect::<Result<Vec<f64>, _>>()?)
    };
    let initial = row()?;
    let mut transitions = Vec::new();
    for _ in 0..4 {
        transitions.extend(row()?);
    }
    let mut emissions: BTreeMap<char, [f64; 4]> = BTreeMap::new();
    for (state, line) in lines.enumerate() {
        for pair in line.split(',') {
            let (c, number) = pair.split_once(':').ok_or_else(|| format!("hmm.model: {pair:?}"))?;
            let c = c.chars().next().ok_or("hmm.model: an emission of nothing")?;
            emissions.entry(c).or_insert([NEVER; 4])[state] = number.parse()?;
        }
    }
    let mut index = vec![u16::MAX; 0x9FD5 - 0x4E00 + 1];
    let mut rows = Vec::new();
    for (c, row) in emissions.range('\u{4E00}'..='\u{9FD5}') {
        index[*c as usize - 0x4E00] = u16::try_from(rows.len() / 4)?;
        rows.extend(row);
    }
    Ok(vec![
        bytes(&[initial, transitions].concat(), |p: &f64| p.to_le_bytes()),
        bytes(&index, |row: &u16| row.to_le_bytes()),
        bytes(&rows, |p: &f64| p.to_le_bytes()),
    ])
}

#[derive(Default)]
struct Posseg<'a> {
    tags: Vec<&'a str>,
    start: BTreeMap<usize, f64>,
    /// By the state that is entered, then by the one that is left.
    transitions: BTreeMap<usize, BTreeMap<usize, f64>>,
    emissions: BTreeMap<char, BTreeMap<usize, f64>>,
    /// The states that a character is restricted to.
    allowed: BTreeMap<char, Vec<usize>>,
}

fn parsed(text: &str) -> Result<Posseg<'_>, Box<dyn Error>> {
    let mut model = Posseg::default();
    let mut section = "";
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut cells = line.split('|').map(str::trim).filter(|cell| !cell.is_empty());
        match section {
            _ if line.starts_with('@') => section = line,
            "@TAGS" => model.tags = line.split(',').map(str::trim).collect(),
            "@START" => {
                let (state, p) = line.rsplit_once(',').ok_or("posseg.txt: a start without a number")?;
                model.start.insert(state_of(state)?, p.parse()?);
            }
            "@TRANS" => {
                let from = state_of(cells.next().ok_or("posseg.txt: an empty transition")?)?;
                for cell in cells {
                    let (to, p) = cell.rsplit_once(',').ok_or("posseg.txt: a transition without a number")?;
                    model.transitions.entry(state_of(to)?).or_default().insert(from, p.parse()?);
                }
            }
            "@EMIT" => {
                let state = state_of(cells.next().ok_or("posseg.txt: an empty emission")?)?;
                for cell in cells {
                    let (c, p) = cell.rsplit_once(',').ok_or("posseg.txt: an emission without a number")?;
                    let c = c.chars().next().ok_or("posseg.txt: an emission of nothing")?;
                    model.emissions.entry(c).or_default().insert(state, p.parse()?);
                }
            }
            "@CHAR_STATE" => {
                let c = line.chars().next().ok_or("posseg.txt: states of nothing")?;
                let states = cells.skip(1).map(state_of).collect::<Result<Vec<_>, _>>()?;
                if !states.is_empty() {
                    model.allowed.insert(c, states);
                }
            }
            // The comment at the head; jieba too passes over what stands in no section that it knows.
            _ => {}
        }
    }
    if model.tags.len() != 64 {
        return Err(format!("posseg.txt: {} tags instead of 64", model.tags.len()).into());
    }
    Ok(model)
}

fn state_of(text: &str) -> Result<usize, Box<dyn Error>> {
    let (position, tag) = text.split_once(',').ok_or_else(|| format!("posseg.txt: {text:?} is no state"))?;
    Ok(position.trim().parse::<usize>()? * 64 + tag.trim().parse::<usize>()?)
}

/// The reader relies on it that paths are whole words one behind the other, each with one tag.
fn check(model: &Posseg<'_>) -> Result<(), Box<dyn Error>> {
    let opens = |state: usize| matches!(state / 64, 0 | 3);
    if model.start.keys().any(|&state| !opens(state)) {
        return Err("posseg.txt: a text can begin within a word".into());
    }
    for (&to, from) in &model.transitions {
        for &from in from.keys() {
            let ended = matches!(from / 64, 2 | 3);
            if ended != opens(to) || !ended && from % 64 != to % 64 {
                return Err(format!("posseg.txt: state {to} can follow {from}").into());
            }
        }
    }
    Ok(())
}

/// The tags, the start probabilities, the transitions of each state, and for each character its states with
/// their emissions.
fn posseg_sections(text: &str) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let model = parsed(text)?;
    check(&model)?;
    let start: Vec<f64> =
        (0..STATES).map(|state| model.start.get(&state).copied().unwrap_or(NEVER)).collect();
    // Begin and single after end and single, 128 by 128; then middle and end after begin and middle of the same tag.
    let mut transitions = vec![NEVER; 128 * 128 + 4 * 64];
    for (to, from) in &model.transitions {
        for (from, &p) in from {
            let place = match to / 64 {
                0 | 3 => (to % 64 + 64 * usize::from(to / 64 == 3)) * 128 + (from - 128),
                position => 128 * 128 + (2 * (position - 1) + from / 64) * 64 + to % 64,
            };
            transitions[place] = p;
        }
    }
    // A character with a list of states has those, with or without an emission; else every state that it has an
    // emission of.
    let mut characters: BTreeMap<char, BTreeMap<usize, f64>> = model.emissions.clone();
    for (&c, states) in &model.allowed {
        let emission =
            |state: &usize| model.emissions.get(&c).and_then(|of| of.get(state)).copied().unwrap_or(NEVER);
        characters.insert(c, states.iter().map(|state| (*state, emission(state))).collect());
    }
    let mut index = vec![0u16; 1 << 16];
    let mut rows: Vec<u32> = vec![0]; // the end of each row; row 0 is empty
    let mut states: Vec<u8> = Vec::new();
    let mut emissions: Vec<f64> = Vec::new();
    for (c, of) in &characters {
        let cell =
            index.get_mut(*c as usize).ok_or_else(|| format!("posseg.txt: {c:?} lies outside the BMP"))?;
        *cell = u16::try_from(rows.len())?;
        for (&state, &p) in of {
            states.push(u8::try_from(state)?);
            emissions.push(p);
        }
        rows.push(u32::try_from(states.len())?);
    }
    Ok(vec![
        model.tags.join("\n").into_bytes(),
        bytes(&start, |p: &f64| p.to_le_bytes()),
        bytes(&transitions, |p: &f64| p.to_le_bytes()),
        bytes(&index, |row: &u16| row.to_le_bytes()),
        bytes(&rows, |end: &u32| end.to_le_bytes()),
        states,
        bytes(&emissions, |p: &f64| p.to_le_bytes()),
    ])
}
