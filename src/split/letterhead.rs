//! What a document says of itself at its head and foot: its number, who issued it, when it was signed.

use super::date;
use crate::{clean::Cleaned, lexicon::pattern, pattern::Regex};
use std::sync::LazyLock;

/// The head and foot of an official document (GB/T 9704-2012, 7.2 and 7.3.5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// 发文字号: its number.
    pub number: Option<String>,
    /// 发文机关: who issued it, as the red head or the signature has it.
    pub issuer: Option<String>,
    /// 成文日期: the date below the signature, ISO 8601.
    pub written: Option<String>,
}

impl Letterhead {
    /// The same as it is written in `cleaned`.
    pub(super) fn written(self, cleaned: &Cleaned<'_>) -> Self {
        let written = |text: Option<String>| text.map(|text| cleaned.as_written(text));
        Self { number: written(self.number), issuer: written(self.issuer), written: self.written }
    }
}

/// Looks for them in a document's lines.
pub(super) fn of(lines: &[&str]) -> Letterhead {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?<number>[^\s《“，。；：]{1,20}[〔\[［（(【〈](?:19|20)[0-9]{2}[〕\]］）)】〉]\s?第?\s?[0-9]{1,5}\s?号)(?:\s*签发人.{0,12})?$",
        )
    });
    static RED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?<issuer>[\p{Han}（）()]{3,30})文件$"));
    const HEAD: usize = 8;
    let named = |form: &Regex, name: &str| {
        lines.iter().take(HEAD).find_map(|line| form.captures(line.trim()).map(|c| c[name].trim().to_owned()))
    };
    let number = named(&NUMBER, "number").map(|n| n.split_whitespace().collect());
    let red = named(&RED, "issuer").filter(|issuer| is_organ(issuer));
    let (signed, written) = foot(lines).unzip();
    Letterhead { number, issuer: red.or(signed), written }
}

/// The signature and the date below it, or behind it on its line.
fn foot(lines: &[&str]) -> Option<(String, String)> {
    static DATED: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"^(?<signed>[^。；：，]{{0,40}}?)\s*{}\s*[。]?$", date::DATE)));
    const FOOT: usize = 10;
    let last = lines.len().checked_sub(1)?;
    (last.saturating_sub(FOOT)..=last).rev().find_map(|i| {
        let line = lines[i].trim();
        let found = DATED.captures(line)?;
        let date = date::parse(&DATED, line)?.to_string();
        let here = found["signed"].trim();
        let signed = if here.is_empty() { i.checked_sub(1).map(|above| lines[above].trim())? } else { here };
        is_organ(signed).then(|| (signed.split_whitespace().collect(), date))
    })
}

/// Whether a line is the name of an organ, or of several.
fn is_organ(line: &str) -> bool {
    static ORGAN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\p{Han}（）()、\s]{2,40}(?:政府|委员会|委|党组|常委会|人大|政协|办公室|办公厅|办|局|厅|部|院|署|处|会|团|室|中心|公司|集团|大学|学院|学校|中学|小学|医院|银行|总队|支队|大队|指挥部|领导小组|街道|乡|镇|法院|检察院|总站|站|所|社)$",
        )
    });
    ORGAN.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], number: Option<&str>, issuer: Option<&str>, written: Option<&str>) {
        let found = of(lines);
        assert_eq!(
            (found.number.as_deref(), found.issuer.as_deref(), found.written.as_deref()),
            (number, issuer, written),
            "{lines:?}"
        );
    }

    #[test]
    fn a_notice_says_who_issued_it_when_and_under_which_number() {
        check(
            &[
                "云岭市人民政府文件",
                "云政发〔2026〕12号",
                "关于加强防汛工作的通知",
                "各县：",
                "要抓好落实。",
                "云岭市人民政府",
                "2026年3月2日",
            ],
            Some("云政发〔2026〕12号"),
            Some("云岭市人民政府"),
            Some("2026-03-02"),
        );
        check(
            &[
                "关于加强防汛工作的通知",
                "要抓好落实。",
                "清河县水利局　清河县应急管理局",
                "二〇二六年三月二日",
                "（此件公开发布）",
            ],
            None,
            Some("清河县水利局清河县应急管理局"),
            Some("2026-03-02"),
        );
    }

    #[test]
    fn a_date_in_the_text_is_no_signature_and_a_number_referred_to_is_not_its_own() {
        check(
            &["在大会上的讲话", "（2026年3月12日）", "根据云政发〔2025〕3号文件，要抓好落实。"],
            None,
            None,
            None,
        );
        check(&["各位代表：", "谢谢大家！", "2026年3月12日"], None, None, None);
    }
}
