/// Spells positive exponents with a plus, `1e16` as `1e+16`, which serde_json does by itself from 1.0.147 on.
/// Takes JSON as serde_json writes it.
pub fn respell(json: &[u8]) -> Vec<u8> {
    let mut respelled = Vec::with_capacity(json.len() + 1);
    let mut in_string = false;
    let mut escaped = false;
    for (i, &byte) in json.iter().enumerate() {
        respelled.push(byte);
        if escaped {
            escaped = false;
        } else if in_string {
            escaped = byte == b'\\';
            in_string = byte != b'"';
        } else if byte == b'"' {
            in_string = true;
        } else if byte == b'e' && i > 0 && json[i - 1].is_ascii_digit() && json[i + 1].is_ascii_digit() {
            respelled.push(b'+');
        }
    }
    respelled
}

#[cfg(test)]
mod tests {
    use super::respell;

    fn check(json: &str, expected: &str) {
        assert_eq!(String::from_utf8(respell(json.as_bytes())).unwrap(), expected);
    }

    #[test]
    fn positive_exponents_get_a_plus() {
        check("1e16", "1e+16");
        check("[-1.5e300,{\"a\":1e17}]", "[-1.5e+300,{\"a\":1e+17}]");
    }

    #[test]
    fn all_else_stays() {
        for json in ["1e+16", "1e-7", "[true,false,null]", "123456789.123", "0"] {
            check(json, json);
        }
    }

    #[test]
    fn strings_stay() {
        for json in ["\"1e16\"", "{\"1e16\":\"\\\"1e16\\\\\"}", "\"\\\\\\\"1e16\""] {
            check(json, json);
        }
        check("[\"\\\\\",1e16]", "[\"\\\\\",1e+16]");
    }
}
