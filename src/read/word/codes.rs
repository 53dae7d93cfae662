//! What the numbers in binary documents and RTF stand for: forms of numbers, what follows a marker, code pages.

#[cfg(feature = "doc")]
use super::lists::Suffix;
#[cfg(feature = "doc")]
use encoding_rs::Encoding;

/// The forms of numbers by their codes in binary files and RTF ([MS-OSHARED] 2.2.1.3), named as in ECMA-376.
const FORMS: [&str; 60] = [
    "decimal",
    "upperRoman",
    "lowerRoman",
    "upperLetter",
    "lowerLetter",
    "ordinal",
    "cardinalText",
    "ordinalText",
    "hex",
    "chicago",
    "ideographDigital",
    "japaneseCounting",
    "aiueo",
    "iroha",
    "decimalFullWidth",
    "decimalHalfWidth",
    "japaneseLegal",
    "japaneseDigitalTenThousand",
    "decimalEnclosedCircle",
    "decimalFullWidth2",
    "aiueoFullWidth",
    "irohaFullWidth",
    "decimalZero",
    "bullet",
    "ganada",
    "chosung",
    "decimalEnclosedFullstop",
    "decimalEnclosedParen",
    "decimalEnclosedCircleChinese",
    "ideographEnclosedCircle",
    "ideographTraditional",
    "ideographZodiac",
    "ideographZodiacTraditional",
    "taiwaneseCounting",
    "ideographLegalTraditional",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
    "chineseCounting",
    "chineseLegalSimplified",
    "chineseCountingThousand",
    "decimal",
    "koreanDigital",
    "koreanCounting",
    "koreanLegal",
    "koreanDigital2",
    "hebrew1",
    "arabicAlpha",
    "hebrew2",
    "arabicAbjad",
    "hindiVowels",
    "hindiConsonants",
    "hindiNumbers",
    "hindiCounting",
    "thaiLetters",
    "thaiNumbers",
    "thaiCounting",
    "vietnameseCounting",
    "numberInDash",
    "russianLower",
    "russianUpper",
];

/// The name of the form of this code.
pub(in crate::read) fn form_name(code: u32) -> &'static str {
    const NONE: &str = "none";
    usize::try_from(code).ok().and_then(|code| FORMS.get(code).copied()).unwrap_or(NONE)
}

/// What stands behind a marker, by its code.
#[cfg(feature = "doc")]
pub(in crate::read) const fn suffix(code: u8) -> Suffix {
    match code {
        1 => Suffix::Space,
        2 => Suffix::Nothing,
        _ => Suffix::Tab,
    }
}

/// What a level shows, with `%1` for the number of the first level, where binary files and RTF have the character 0.
#[cfg(feature = "doc")]
pub(in crate::read) fn template(text: &[u16]) -> String {
    let mut out = String::new();
    for c in char::decode_utf16(text.iter().copied()) {
        match c.unwrap_or(char::REPLACEMENT_CHARACTER) {
            c @ '\0'..='\u{8}' => out.extend(['%', char::from(b'1' + c as u8)]),
            c => out.push(c),
        }
    }
    out
}

/// The encoding that a number of a Windows code page stands for.
#[cfg(feature = "doc")]
pub(in crate::read) fn code_page(number: u16) -> &'static Encoding {
    match number {
        936 | 54936 => encoding_rs::GB18030,
        950 => encoding_rs::BIG5,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        65001 => encoding_rs::UTF_8,
        10000 => encoding_rs::MACINTOSH,
        874 | 1250..=1258 => {
            Encoding::for_label(format!("windows-{number}").as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
        }
        _ => encoding_rs::WINDOWS_1252,
    }
}
