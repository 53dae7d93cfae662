//! Web pages: any bytes as a page, in the encoding that they name or that is found.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = yaodian::read::bytes(bytes.to_vec(), "page.html", None);
});
