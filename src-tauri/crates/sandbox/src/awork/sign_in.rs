//! Signing in in the browser: programs register themselves, Mira consents at once, codes and refresh tokens work once.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use chrono::{DateTime, Duration, Utc};
use http::{StatusCode, header};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use url::{Url, form_urlencoded};

use super::problem::Problem;
use super::{Awork, State, samples};
use crate::pairs::Pairs;

/// How long an access token is good.
const ACCESS_SECONDS: i64 = 86_400;
/// How long a refresh token is good that is not used.
const REFRESH_DAYS: i64 = 30;
/// How long a code is good.
const CODE_MINUTES: i64 = 5;

/// What was registered and given out, and how sign-ins go.
#[derive(Default)]
pub(super) struct Grants {
    clients: Vec<Client>,
    codes: Vec<Code>,
    families: Vec<Family>,
    /// Whether the person refuses.
    refuses: bool,
    /// How long access tokens are good from now on; `None` = as documented.
    access_seconds: Option<i64>,
}

struct Client {
    id: String,
    redirects: Vec<String>,
}

/// A code, good once.
struct Code {
    value: String,
    client: String,
    redirect: String,
    challenge: String,
    ends: DateTime<Utc>,
}

/// All that came of one sign-in. A refresh token that comes a second time ends it.
struct Family {
    client: String,
    access: Vec<(String, DateTime<Utc>)>,
    refresh: String,
    refresh_ends: DateTime<Utc>,
    used: Vec<String>,
}

impl Grants {
    /// Whether an access token is one of these: `None` = it is not, `Some(false)` = it ran out.
    pub(super) fn knows(&self, token: &str, now: DateTime<Utc>) -> Option<bool> {
        let given = self.families.iter().flat_map(|family| &family.access);
        given.into_iter().find(|(value, _)| value == token).map(|(_, ends)| *ends > now)
    }
}

pub(super) fn routes() -> Router<Arc<Awork>> {
    Router::new()
        .route("/clientapplications/register", post(register))
        .route("/accounts/authorize", get(authorize))
        .route("/accounts/token", post(token))
}

/// What happens at the service and in the browser, and no client can do.
pub(super) fn pages() -> Router<Arc<Awork>> {
    Router::new()
        .route("/sign-in", post(choose))
        .route("/access", axum::routing::delete(end_access))
        .route("/sign-ins", axum::routing::delete(end_sign_ins))
}

#[derive(Deserialize)]
struct Registration {
    #[serde(default)]
    redirect_uris: Vec<String>,
    #[serde(default)]
    token_endpoint_auth_method: String,
}

async fn register(Shared(api): Shared<Arc<Awork>>, body: Bytes) -> Result<Response, Problem> {
    let wanted: Registration =
        serde_json::from_slice(&body).map_err(|_| Problem::model("The body is no registration."))?;
    if wanted.redirect_uris.is_empty() || wanted.token_endpoint_auth_method != "none" {
        return Err(Problem::field("RedirectUris", "A public client with a redirect address is needed."));
    }
    let now = api.now();
    Ok(api.with(|state| {
        let id = state.fresh_id(now);
        let redirects = wanted.redirect_uris.clone();
        state.grants.clients.push(Client { id: id.clone(), redirects });
        let body = json!({
            "client_id": id,
            "client_id_issued_at": now.timestamp(),
            "client_secret_expires_at": 0,
            "redirect_uris": wanted.redirect_uris,
            "token_endpoint_auth_method": "none",
        });
        (StatusCode::CREATED, Json(body)).into_response()
    }))
}

/// A browser comes with a request and is sent on with a code, or with a refusal.
async fn authorize(Shared(api): Shared<Arc<Awork>>, query: Pairs) -> Result<Response, Problem> {
    let now = api.now();
    let get = |name: &'static str| {
        let value = query.get(name).filter(|text| !text.is_empty());
        value.ok_or_else(|| Problem::field("Query", &format!("{name} is missing.")))
    };
    let (client, redirect, shown, challenge) =
        (get("client_id")?, get("redirect_uri")?, get("state")?, get("code_challenge")?);
    if get("response_type")? != "code" || get("code_challenge_method")? != "S256" {
        return Err(Problem::field("Query", "Only codes with an S256 challenge are given."));
    }
    api.with(|state| {
        // The redirect must be the registered one to the letter, port and all.
        let known = |known: &Client| known.id == client && known.redirects.iter().any(|own| own == redirect);
        if !state.grants.clients.iter().any(known) {
            return Err(Problem::field("Query", "The client or its redirect address is not registered."));
        }
        let mut location =
            Url::parse(redirect).map_err(|_| Problem::field("Query", "redirect_uri is no address."))?;
        if state.grants.refuses {
            location.query_pairs_mut().append_pair("error", "access_denied").append_pair("state", shown);
        } else {
            let value = state.fresh_id(now);
            location.query_pairs_mut().append_pair("code", &value).append_pair("state", shown);
            let ends = now + Duration::minutes(CODE_MINUTES);
            let (client, redirect, challenge) =
                (client.to_owned(), redirect.to_owned(), challenge.to_owned());
            state.grants.codes.push(Code { value, client, redirect, challenge, ends });
        }
        Ok((StatusCode::FOUND, [(header::LOCATION, location.to_string())]).into_response())
    })
}

/// The standard's own error form, which the rest of this API does not use.
fn refuse(error: &str, description: &str) -> Response {
    let body = json!({ "error": error, "error_description": description });
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}

async fn token(Shared(api): Shared<Arc<Awork>>, body: Bytes) -> Response {
    let form: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let get = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let now = api.now();
    api.with(|state| match get("grant_type") {
        "authorization_code" => {
            let place = state.grants.codes.iter().position(|code| code.value == get("code"));
            // Whatever becomes of it: a code that was shown once is gone.
            let taken = place.map(|place| state.grants.codes.remove(place));
            let proven = URL_SAFE_NO_PAD.encode(Sha256::digest(get("code_verifier").as_bytes()));
            let fits = |code: &Code| {
                code.ends > now
                    && code.client == get("client_id")
                    && code.redirect == get("redirect_uri")
                    && code.challenge == proven
            };
            match taken.filter(fits) {
                Some(Code { client, .. }) => {
                    let (access, used) = (Vec::new(), Vec::new());
                    let family = Family { client, access, refresh: String::new(), refresh_ends: now, used };
                    state.grants.families.push(family);
                    give(state, state.grants.families.len() - 1, now)
                }
                None => refuse("invalid_grant", "The code is unknown, used, or not of this client."),
            }
        }
        "refresh_token" => {
            let (shown, client) = (get("refresh_token"), get("client_id"));
            let families = &mut state.grants.families;
            if let Some(place) =
                families.iter().position(|family| family.used.iter().any(|used| used == shown))
            {
                families.remove(place);
                return refuse("invalid_grant", "The refresh token was used before; the sign-in has ended.");
            }
            let good = |family: &Family| {
                family.refresh == shown && family.client == client && family.refresh_ends > now
            };
            match families.iter().position(good) {
                Some(place) => {
                    families[place].used.push(shown.to_owned());
                    give(state, place, now)
                }
                None => refuse("invalid_grant", "The refresh token is unknown or ran out."),
            }
        }
        _ => refuse("unsupported_grant_type", "There is no such grant here."),
    })
}

fn give(state: &mut State, place: usize, now: DateTime<Utc>) -> Response {
    let (access, refresh) = (state.fresh_id(now), state.fresh_id(now));
    let seconds = state.grants.access_seconds.unwrap_or(ACCESS_SECONDS);
    let family = &mut state.grants.families[place];
    family.access.push((access.clone(), now + Duration::seconds(seconds)));
    (family.refresh, family.refresh_ends) = (refresh.clone(), now + Duration::days(REFRESH_DAYS));
    let body = json!({
        "access_token": access, "token_type": "Bearer", "expires_in": seconds, "refresh_token": refresh,
    });
    Json(body).into_response()
}

/// How the next sign-ins go; what is left out is as usual again.
#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    refuses: bool,
    access_seconds: Option<u32>,
}

async fn choose(Shared(api): Shared<Arc<Awork>>, body: Bytes) -> Result<StatusCode, Problem> {
    let choice: Choice = serde_json::from_slice(&body)
        .map_err(|_| Problem::model("Send {\"refuses\": true} or {\"access_seconds\": 60}."))?;
    api.with(|state| {
        state.grants.refuses = choice.refuses;
        state.grants.access_seconds = choice.access_seconds.map(i64::from);
    });
    Ok(StatusCode::NO_CONTENT)
}

/// Every access token given out so far ends now; refresh tokens stay.
async fn end_access(Shared(api): Shared<Arc<Awork>>) -> StatusCode {
    let now = api.now();
    api.with(|state| {
        let given = state.grants.families.iter_mut().flat_map(|family| &mut family.access);
        given.for_each(|(_, ends)| *ends = now);
    });
    StatusCode::NO_CONTENT
}

/// Every sign-in ends, as when the person takes the consent back.
async fn end_sign_ins(Shared(api): Shared<Arc<Awork>>) -> StatusCode {
    api.with(|state| state.grants.families.clear());
    StatusCode::NO_CONTENT
}

/// The place of the person who signs in, in the list of users.
pub(super) fn person(state: &State) -> Option<usize> {
    state.users.iter().position(|user| user.id == samples::USER)
}
