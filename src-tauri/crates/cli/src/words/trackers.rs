//! What is said of connections, and of what signs in to them.

use api::language::{Text, singular, text};
use api::{ApiError, Code, say};

pub(crate) const NO_CONNECTIONS: Text =
    text("No connections yet.", "Noch keine Verbindungen.", "Aucune connexion encore.");

pub(crate) const NO_CONNECTIONS_HELP: Text = text(
    "No connections yet. Make one with “stint tracker add KIND NAME --token-stdin”.",
    "Noch keine Verbindungen. Mit „stint tracker add ART NAME --token-stdin“ eine anlegen.",
    "Aucune connexion encore. En créer une avec «\u{a0}stint tracker add GENRE NOM --token-stdin\u{a0}».",
);

pub(crate) fn connected(tracker: &str) -> String {
    say!(en "Connected. {tracker}", de "Verbunden. {tracker}", fr "Connecté. {tracker}")
}

pub(crate) const DISCONNECTED: Text = text(
    "Removed. What the tracker holds stays there.",
    "Entfernt. Was der Tracker hat, bleibt dort.",
    "Retiré. Ce que le service contient y reste.",
);

pub(crate) const NO_TARGETS: Text = text(
    "Nothing found. “stint tracker refresh NAME” fetches the list again.",
    "Nichts gefunden. „stint tracker refresh NAME“ holt die Liste neu.",
    "Rien trouvé. «\u{a0}stint tracker refresh NOM\u{a0}» recharge la liste.",
);

/// A connection in one line: whose account it is, and what it knows.
pub(crate) fn tracker(kind: &str, account: Option<&str>, targets: u32, fetched: Option<&str>) -> String {
    let who = match account {
        Some(account) => {
            say!(en "{kind} as {account}", de "{kind} als {account}", fr "{kind}, compte {account}")
        }
        None => format!("{kind}, {NOT_TESTED}"),
    };
    let targets = self::targets(targets);
    match fetched {
        Some(at) => say!(
            en "{who}, {targets}, fetched {at}.",
            de "{who}, {targets}, geholt {at}.",
            fr "{who}, {targets}, liste chargée {at}."
        ),
        None => format!("{who}, {targets}."),
    }
}

/// So many targets.
pub(super) fn targets(count: u32) -> String {
    let noun = if singular(count.into()) {
        text("target", "Ziel", "cible")
    } else {
        text("targets", "Ziele", "cibles")
    };
    format!("{count} {noun}")
}

/// What stands for an account nobody looked at yet.
pub(super) const NOT_TESTED: Text = text("not tested", "nicht geprüft", "pas vérifié");

/// A kind of tracker, and where it usually is.
pub(crate) fn usual_address(url: &str) -> String {
    say!(en "(default {url})", de "(sonst {url})", fr "(par défaut {url})")
}

/// Where a kind has no usual place.
pub(crate) const NEEDS_ADDRESS: Text = text("(needs --url)", "(--url nötig)", "(--url requis)");

pub(crate) const BROWSER: Text = text(
    "Signs in in the browser, without a token.",
    "Meldet im Browser an, ohne Token.",
    "Connecte dans le navigateur, sans jeton.",
);

pub(crate) const NEEDED: Text = text("needed", "nötig", "requis");
pub(crate) const OPTIONAL: Text = text("optional", "freiwillig", "facultatif");

/// Where the browser is to go, and how long it is waited for.
pub(crate) fn sign_in_at(opened: bool, address: &str, minutes: u32) -> String {
    let lead = if opened {
        text(
            "Your browser was opened. If you do not see it, open this address:",
            "Der Browser wurde geöffnet. Ist er nicht zu sehen, diese Adresse öffnen:",
            "Le navigateur a été ouvert. S’il n’apparaît pas, ouvrir cette adresse\u{a0}:",
        )
    } else {
        text(
            "Open this address in a browser of this computer:",
            "Diese Adresse in einem Browser dieses Rechners öffnen:",
            "Ouvrir cette adresse dans un navigateur de cet ordinateur\u{a0}:",
        )
    };
    let noun = if singular(minutes.into()) {
        text("minute", "Minute", "minute")
    } else {
        text("minutes", "Minuten", "minutes")
    };
    let wait = say!(
        en "Stint waits for {minutes} {noun}.",
        de "Stint wartet {minutes} {noun}.",
        fr "Stint attend {minutes} {noun}."
    );
    format!("{lead}\n\n  {address}\n\n{wait}")
}

/// The variable that was to hold the token is not there.
pub(crate) fn no_variable(variable: &str) -> ApiError {
    let message = say!(
        en "The environment variable {variable} is not set.",
        de "Die Umgebungsvariable {variable} ist nicht gesetzt.",
        fr "La variable d’environnement {variable} n’est pas définie."
    );
    ApiError::new(Code::BadInput, message).field("token-env").remedy(text(
        "Set it, or give the token with --token-stdin.",
        "Sie setzen oder den Token mit --token-stdin geben.",
        "La définir ou donner le jeton avec --token-stdin.",
    ))
}

/// Standard input gave no token.
pub(crate) fn no_token(detail: &str) -> ApiError {
    let message = say!(
        en "The token could not be read ({detail}).",
        de "Der Token ließ sich nicht lesen ({detail}).",
        fr "Le jeton n’a pas pu être lu ({detail})."
    );
    ApiError::new(Code::BadInput, message).field("token-stdin").remedy(text(
        "Give it as text on standard input.",
        "Ihn als Text über die Standardeingabe geben.",
        "Le donner en texte sur l’entrée standard.",
    ))
}

/// A setting of a connection without its value.
pub(crate) fn no_pair(typed: &str) -> ApiError {
    let message = say!(
        en "“{typed}” is not KEY=VALUE.",
        de "„{typed}“ ist nicht SCHLÜSSEL=WERT.",
        fr "«\u{a0}{typed}\u{a0}» n’est pas CLÉ=VALEUR."
    );
    ApiError::new(Code::BadInput, message).field("set").remedy(text(
        "Write it as --set key=value.",
        "Als --set key=value schreiben.",
        "L’écrire --set key=value.",
    ))
}
