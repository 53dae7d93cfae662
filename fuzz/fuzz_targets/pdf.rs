//! PDF: any bytes as one.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = yaodian::read::bytes(bytes.to_vec(), "file.pdf", None);
});
