//! What proves that the program that trades the code is the one that asked for it (RFC 7636).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::Secret;

/// A verifier, its challenge and a state, for one sign-in.
#[derive(Clone, Debug)]
pub struct Proof {
    verifier: Secret,
    state: String,
}

impl Proof {
    /// Made of randomness that nobody can guess: at least 128 bits of it.
    pub fn of(randomness: &[u8]) -> Self {
        let derive = |purpose: &[u8]| {
            let digest = Sha256::new().chain_update(purpose).chain_update(randomness).finalize();
            URL_SAFE_NO_PAD.encode(digest)
        };
        Self { verifier: Secret::new(&derive(b"verifier:")), state: derive(b"state:") }
    }

    /// What only the program knows until it trades the code.
    pub fn verifier(&self) -> &Secret {
        &self.verifier
    }

    /// What the browser carries instead: the S256 challenge.
    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier.reveal().as_bytes()))
    }

    /// What must come back with the code.
    pub fn state(&self) -> &str {
        &self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_the_standards_example() {
        let verifier = Secret::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        let proof = Proof { verifier, state: String::new() };
        assert_eq!(proof.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn verifier_and_state_have_nothing_in_common_and_fit_an_address() {
        let proof = Proof::of(b"some randomness");
        assert_ne!(proof.verifier().reveal(), proof.state());
        assert_ne!(proof.state(), Proof::of(b"other randomness").state());
        for text in [proof.verifier().reveal(), proof.state(), &proof.challenge()] {
            assert_eq!(text.len(), 43);
            assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        }
    }
}
