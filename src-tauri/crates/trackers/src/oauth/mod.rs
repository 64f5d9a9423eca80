//! Signing in in the browser: OAuth 2 with PKCE for programs that keep no secret. Pure requests and answers.
//!
//! The program registers itself, sends the person's browser to the authorize address with a challenge, gets a code
//! back on a loopback address, and trades code and verifier for a pair of tokens. The pair is renewed by its refresh
//! token, which many services take once only.

mod answer;
mod pair;
mod pkce;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Method};
use serde_json::json;
use url::Url;

pub use answer::{registered, tokens};
pub use pair::{Credential, Pair};
pub use pkce::Proof;

use crate::address::endpoint;
use crate::{Request, Secret, TrackerError, exchange};

/// Where a tracker lets programs sign people in. Paths are below the root of the service.
#[derive(Clone, Copy, Debug)]
pub struct OAuth {
    /// The API path, added to the root once.
    pub api: &'static [&'static str],
    /// Where a program registers itself (RFC 7591), below the API path.
    pub register: &'static [&'static str],
    /// Where the browser is sent to, below the API path.
    pub authorize: &'static [&'static str],
    /// Where codes and refresh tokens are traded, below the API path.
    pub token: &'static [&'static str],
    /// What is asked for, separated by blanks.
    pub scope: &'static str,
    /// For how many days a sign-in lasts that is not used.
    pub unused_days: u32,
}

/// Who this program says it is when it registers itself.
const CLIENT_NAME: &str = "Stint";

impl OAuth {
    /// Registers this program for one redirect address, which must be the very one used later.
    pub fn register(&self, root: &Url, redirect: &Url) -> Result<Request, TrackerError> {
        let body = json!({
            "client_name": CLIENT_NAME,
            "redirect_uris": [redirect.as_str()],
            "token_endpoint_auth_method": "none",
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
            "scope": self.scope,
            "application_type": "native",
            "software_id": "stint",
            "software_version": env!("CARGO_PKG_VERSION"),
        });
        let url = endpoint(root, self.api, self.register)?;
        Ok(exchange::json(Method::POST, url, &HeaderMap::new(), &body))
    }

    /// The address for the browser. It holds the challenge, never the verifier.
    pub fn authorize(
        &self,
        root: &Url,
        client: &str,
        redirect: &Url,
        proof: &Proof,
    ) -> Result<Url, TrackerError> {
        let mut url = endpoint(root, self.api, self.authorize)?;
        url.query_pairs_mut()
            .append_pair("client_id", client)
            .append_pair("response_type", "code")
            .append_pair("grant_type", "authorization_code")
            .append_pair("redirect_uri", redirect.as_str())
            .append_pair("scope", self.scope)
            .append_pair("state", proof.state())
            .append_pair("code_challenge", &proof.challenge())
            .append_pair("code_challenge_method", "S256");
        // Blanks as everybody reads them; a plus of our own is written %2B by now.
        let query = url.query().unwrap_or_default().replace('+', "%20");
        url.set_query(Some(&query));
        Ok(url)
    }

    /// Trades the code that came back for a pair of tokens.
    pub fn trade(
        &self,
        root: &Url,
        client: &str,
        redirect: &Url,
        code: &Secret,
        proof: &Proof,
    ) -> Result<Request, TrackerError> {
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", client),
            ("redirect_uri", redirect.as_str()),
            ("code", code.reveal()),
            ("code_verifier", proof.verifier().reveal()),
        ];
        self.ask(root, &form)
    }

    /// Trades the refresh token for a new pair. The one that is sent may be worth nothing afterwards, whatever comes
    /// back.
    pub fn renew(&self, root: &Url, pair: &Pair) -> Result<Request, TrackerError> {
        let form = [
            ("grant_type", "refresh_token"),
            ("client_id", pair.client.as_str()),
            ("refresh_token", pair.refresh.reveal()),
        ];
        self.ask(root, &form)
    }

    fn ask(&self, root: &Url, form: &[(&str, &str)]) -> Result<Request, TrackerError> {
        let url = endpoint(root, self.api, self.token)?;
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        Ok(Request { method: Method::POST, url, headers, body: Bytes::from(body) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OAUTH: OAuth = OAuth {
        api: &["api", "v1"],
        register: &["clients", "register"],
        authorize: &["accounts", "authorize"],
        token: &["accounts", "token"],
        scope: "full_access offline_access",
        unused_days: 30,
    };

    fn root() -> Url {
        Url::parse("https://host.example/prefix").unwrap()
    }

    fn redirect() -> Url {
        Url::parse("http://127.0.0.1:43817/callback").unwrap()
    }

    #[test]
    fn a_program_registers_as_one_that_keeps_no_secret() {
        let request = OAUTH.register(&root(), &redirect()).unwrap();
        assert_eq!(request.url.as_str(), "https://host.example/prefix/api/v1/clients/register");
        let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        assert_eq!(body["redirect_uris"], json!(["http://127.0.0.1:43817/callback"]));
        assert_eq!(
            (&body["token_endpoint_auth_method"], &body["application_type"]),
            (&json!("none"), &json!("native"))
        );
    }

    #[test]
    fn the_browser_gets_the_challenge_and_only_the_trade_holds_the_verifier() {
        let proof = Proof::of(b"some randomness");
        let url = OAUTH.authorize(&root(), "c-1", &redirect(), &proof).unwrap();
        let pairs: std::collections::HashMap<_, _> = url.query_pairs().into_owned().collect();
        assert_eq!(
            (pairs["code_challenge_method"].as_str(), pairs["state"].as_str()),
            ("S256", proof.state())
        );
        assert_eq!(pairs["code_challenge"], proof.challenge());
        assert_eq!(pairs["redirect_uri"], redirect().as_str());
        assert!(url.as_str().contains("scope=full_access%20offline_access"));
        assert!(!url.as_str().contains(proof.verifier().reveal()));
        let trade = OAUTH.trade(&root(), "c-1", &redirect(), &Secret::new("c0de"), &proof).unwrap();
        assert!(!trade.url.as_str().contains("c0de"));
        let form: std::collections::HashMap<_, _> =
            url::form_urlencoded::parse(&trade.body).into_owned().collect();
        assert_eq!(form["code_verifier"], proof.verifier().reveal());
        assert_eq!((form["code"].as_str(), form["client_id"].as_str()), ("c0de", "c-1"));
    }
}
