//! Bytes of names, as tables.
//!
//! The compiler evaluates the comparison of names for each session under a policy. There, a call costs as much as a hundred other
//! steps, and `eq_ignore_ascii_case` is six of them: a byte that is looked up costs nothing beside it.

/// Each byte in lower case.
pub(crate) static LOWER: [u8; 256] = lower();

/// Letters in lower case, digits, and 0 for any other byte.
pub(crate) static ALPHANUMERIC: [u8; 256] = alphanumeric();

const fn lower() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte: u8 = 0;
    loop {
        table[byte as usize] = byte.to_ascii_lowercase();
        if byte == u8::MAX {
            return table;
        }
        byte += 1;
    }
}

const fn alphanumeric() -> [u8; 256] {
    let mut table = lower();
    let mut byte: u8 = 0;
    loop {
        if !byte.is_ascii_alphanumeric() {
            table[byte as usize] = 0;
        }
        if byte == u8::MAX {
            return table;
        }
        byte += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_say_what_the_standard_library_says() {
        for byte in 0..=u8::MAX {
            let of = usize::from(byte);
            assert_eq!(LOWER[of], byte.to_ascii_lowercase(), "{byte}");
            assert_eq!(ALPHANUMERIC[of] != 0, byte.is_ascii_alphanumeric(), "{byte}");
            assert!(ALPHANUMERIC[of] == 0 || ALPHANUMERIC[of] == LOWER[of], "{byte}");
        }
    }
}
