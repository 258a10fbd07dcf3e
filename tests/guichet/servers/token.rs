//! OAuth 2.0 access tokens that Dovecot accepts: JSON Web Tokens (RFC 7519) signed with a shared key.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use ring::hmac;
use serde_json::json;

/// Who signs the tokens.
pub const ISSUER: &str = "https://login.example.org";

const KEY: &[u8] = b"known to the tests alone";

/// A token by which `user` may log in until `expires_in` has passed.
pub fn token(user: &str, expires_in: SignedDuration) -> String {
    let now = Timestamp::now();
    let (issued, expires) =
        ((now - SignedDuration::from_hours(1)).as_second(), (now + expires_in).as_second());
    let claims = json!({ "iss": ISSUER, "sub": user, "iat": issued, "exp": expires });
    let encode = |octets: &[u8]| URL_SAFE_NO_PAD.encode(octets);
    let header = json!({ "alg": "HS256", "typ": "JWT" });
    let signed =
        format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
    let signature = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, KEY), signed.as_bytes());
    format!("{signed}.{}", encode(signature.as_ref()))
}

/// Writes the key where Dovecot looks for it: by the authorised party, the algorithm and the key's
/// name, of which the tokens name only the second.
pub fn write_key(folder: &Path) {
    let folder = folder.join("default/HS256");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("default"), STANDARD.encode(KEY)).unwrap();
}
