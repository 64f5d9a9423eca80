//! A sign-in in the browser played through, where a tracker has one: the browser's own request is among those kept.

use domain::Timestamp;
use http::{HeaderMap, Method};
use url::Url;

use super::{done, ends_in};
use crate::exchange::bare;
use crate::{Account, Http, Kind, OAuth, Pair, Proof, Request, Response, Secret, TrackerError, oauth};

/// Where the browser would come back to.
const REDIRECT: &str = "http://127.0.0.1:43817/callback";

/// A service, and how people sign in there.
pub(crate) struct Door<'a> {
    pub(crate) oauth: OAuth,
    pub(crate) account: &'a Account,
    pub(crate) http: &'a dyn Http,
    pub(crate) now: Timestamp,
}

impl Door<'_> {
    /// Signs in; `step` is told what comes next.
    ///
    /// # Errors
    /// When a step did not end as it has to, with the step and what it ended in.
    pub(crate) async fn sign_in(&self, step: impl Fn(&'static str)) -> Result<Pair, String> {
        let (root, oauth) = (&self.account.base_url, &self.oauth);
        let redirect: Url = REDIRECT.parse().map_err(|_| "the redirect is no address")?;
        step("register for a sign-in in the browser");
        let answer = self.send(oauth.register(root, &redirect)).await?;
        let client = done("register", oauth::registered(&answer, self.now))?;
        step("agree in the browser");
        let proof = Proof::of(b"rehearsed");
        let address = done("authorize", oauth.authorize(root, &client, &redirect, &proof))?;
        let answer = self.send(Ok(bare(Method::GET, address, &HeaderMap::new()))).await?;
        let location = answer.headers.get("location").and_then(|value| value.to_str().ok());
        let location: Url =
            location.and_then(|text| text.parse().ok()).ok_or("the browser is sent nowhere")?;
        let brought = |name: &str| {
            let found = location.query_pairs().find(|(key, _)| key == name);
            found.map(|(_, value)| value.into_owned()).ok_or(format!("the browser brings no {name}"))
        };
        if brought("state")? != proof.state() {
            return Err("the browser brings another state".to_owned());
        }
        let code = Secret::new(&brought("code")?);
        step("trade the code");
        let trade = || oauth.trade(root, &client, &redirect, &code, &proof);
        let answer = self.send(trade()).await?;
        let pair = done("trade", oauth::tokens(&answer, &client, None, self.now, &[&code]))?;
        step("trade the code once more");
        let again = self.send(trade()).await?;
        ends_in(oauth::tokens(&again, &client, None, self.now, &[&code]), Kind::SignIn)?;
        Ok(pair)
    }

    /// Renews a sign-in.
    ///
    /// # Errors
    /// As [`Door::sign_in`].
    pub(crate) async fn renew(&self, pair: &Pair) -> Result<Result<Pair, TrackerError>, String> {
        let answer = self.send(self.oauth.renew(&self.account.base_url, pair)).await?;
        let refresh = &pair.refresh;
        Ok(oauth::tokens(&answer, &pair.client, Some(refresh), self.now, &[refresh]))
    }

    async fn send(&self, request: Result<Request, TrackerError>) -> Result<Response, String> {
        let request = request.map_err(|error| error.to_string())?;
        self.http.send(request).await.map_err(|lost| lost.to_string())
    }
}
