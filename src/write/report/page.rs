//! The page around the blocks: what a browser may do with it, its style, its script.

use super::block::element;
use crate::message::Language;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// Both are made from `page/` by `page/build`.
const SCRIPT: &str = include_str!("built/report.js");
const STYLE: &str = include_str!("built/report.css");

/// Writes what stands before the blocks. Nothing but this style and this script is taken for one, and no request leaves the
/// page.
pub(super) fn open(title: &str, language: Language, index: &str, out: &mut dyn Write) -> io::Result<()> {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    let (script, style) = (hash(SCRIPT), hash(STYLE));
    let title = escaped(title);
    let lang = if language == Language::Zh { "zh-CN" } else { "en" };
    write!(
        out,
        r#"<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body>
<noscript>This report needs JavaScript; nothing in it is sent anywhere. 本报告需要启用 JavaScript，内容不会外传。</noscript>
<div id="app"></div>
"#
    )?;
    element("index", index, out)?;
    writeln!(out, "<script>{SCRIPT}</script>")
}

/// Writes what stands behind them.
pub(super) fn close(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"</body>\n</html>\n")
}

/// A text that is no HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
