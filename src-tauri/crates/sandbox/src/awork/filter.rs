//! The part of awork's filter language that is seen working: `userId eq guid'…' and (createdOn ge datetime'…' or …)`.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde_json::Value;

/// What a field of a list holds; each kind has literals of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Guid,
    Moment,
    Text,
    Flag,
    Number,
}

/// The fields that a list can be filtered and ordered by.
pub(super) type Fields = &'static [(&'static str, Kind)];

/// A parsed filter.
pub(super) enum Filter {
    Compare(&'static str, Operator, Literal),
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Not(Box<Filter>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Literal {
    Guid(String),
    Moment(DateTime<Utc>),
    /// Without regard to case.
    Text(String),
    Flag(bool),
    Number(i64),
    Null,
}

impl Filter {
    /// Reads a filter; the error says where it stopped making sense. `me` stands for `me.id`.
    pub(super) fn parse(text: &str, fields: Fields, me: &str) -> Result<Self, String> {
        let mut parser = Parser { tokens: tokens(text)?, next: 0, fields, me };
        let filter = parser.any()?;
        match parser.take() {
            None => Ok(filter),
            Some(token) => Err(format!("The end is expected before {token:?}.")),
        }
    }

    /// Whether a row is let through.
    pub(super) fn holds(&self, row: &Value) -> bool {
        match self {
            Self::Compare(field, operator, literal) => compare(at(row, field), *operator, literal),
            Self::All(parts) => parts.iter().all(|part| part.holds(row)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(row)),
            Self::Not(part) => !part.holds(row),
        }
    }
}

/// The value of a field such as `projectStatus/type`.
pub(super) fn at<'a>(row: &'a Value, field: &str) -> &'a Value {
    field.split('/').fold(row, |value, name| &value[name])
}

fn compare(value: &Value, operator: Operator, literal: &Literal) -> bool {
    let held = match literal {
        Literal::Null => {
            Some(if value.is_null() { std::cmp::Ordering::Equal } else { std::cmp::Ordering::Greater })
        }
        Literal::Guid(id) | Literal::Text(id) => value.as_str().map(|held| held.to_lowercase().cmp(id)),
        Literal::Moment(at) => value.as_str().and_then(moment).map(|held| held.cmp(at)),
        Literal::Flag(flag) => value.as_bool().map(|held| held.cmp(flag)),
        Literal::Number(number) => value.as_i64().map(|held| held.cmp(number)),
    };
    match (held, operator) {
        (Some(order), Operator::Eq) => order.is_eq(),
        (Some(order), Operator::Ne) => order.is_ne(),
        (Some(order), Operator::Gt) => order.is_gt(),
        (Some(order), Operator::Ge) => order.is_ge(),
        (Some(order), Operator::Lt) => order.is_lt(),
        (Some(order), Operator::Le) => order.is_le(),
        (None, Operator::Ne) => true,
        (None, _) => false,
    }
}

/// Instants without a zone are UTC.
fn moment(text: &str) -> Option<DateTime<Utc>> {
    let bare = text.strip_suffix('Z').unwrap_or(text);
    bare.parse::<NaiveDateTime>().ok().map(|at| at.and_utc())
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Word(String),
    /// With the word right before its quote: empty, `guid` or `datetime`.
    Quoted(String, String),
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            _ if letter.is_whitespace() => {}
            '(' => tokens.push(Token::Open),
            ')' => tokens.push(Token::Close),
            _ => {
                let mut word = String::new();
                if letter != '\'' {
                    word.push(letter);
                    let inside = |letter: &char| !letter.is_whitespace() && !"()'".contains(*letter);
                    while let Some(letter) = letters.next_if(inside) {
                        word.push(letter);
                    }
                    if letters.next_if_eq(&'\'').is_none() {
                        tokens.push(Token::Word(word));
                        continue;
                    }
                }
                let mut quoted = String::new();
                loop {
                    match letters.next().ok_or("A closing quote is missing.")? {
                        '\'' if letters.next_if_eq(&'\'').is_some() => quoted.push('\''),
                        '\'' => break,
                        letter => quoted.push(letter),
                    }
                }
                tokens.push(Token::Quoted(word, quoted));
            }
        }
    }
    Ok(tokens)
}

struct Parser<'a> {
    tokens: Vec<Token>,
    next: usize,
    fields: Fields,
    me: &'a str,
}

impl Parser<'_> {
    fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.next).cloned();
        self.next += usize::from(token.is_some());
        token
    }

    /// Words of the language are in small letters.
    fn skip(&mut self, word: &str) -> bool {
        let found = matches!(self.tokens.get(self.next), Some(Token::Word(next)) if next == word);
        self.next += usize::from(found);
        found
    }

    fn any(&mut self) -> Result<Filter, String> {
        let mut parts = vec![self.all()?];
        while self.skip("or") {
            parts.push(self.all()?);
        }
        Ok(Filter::Any(parts))
    }

    fn all(&mut self) -> Result<Filter, String> {
        let mut parts = vec![self.one()?];
        while self.skip("and") {
            parts.push(self.one()?);
        }
        Ok(Filter::All(parts))
    }

    fn one(&mut self) -> Result<Filter, String> {
        if self.skip("not") {
            return Ok(Filter::Not(Box::new(self.one()?)));
        }
        match self.take() {
            Some(Token::Open) => {
                let inner = self.any()?;
                match self.take() {
                    Some(Token::Close) => Ok(inner),
                    other => Err(format!("A closing parenthesis is expected, not {other:?}.")),
                }
            }
            Some(Token::Word(name)) => {
                let field = self.fields.iter().find(|(known, _)| *known == name);
                let (field, kind) = *field.ok_or_else(|| format!("There is no property {name:?}."))?;
                let operator = self.operator()?;
                Ok(Filter::Compare(field, operator, self.literal(kind)?))
            }
            other => Err(format!("A property is expected, not {other:?}.")),
        }
    }

    fn operator(&mut self) -> Result<Operator, String> {
        let token = self.take();
        let Some(Token::Word(word)) = &token else { return Err("An operator is expected.".to_owned()) };
        Ok(match word.as_str() {
            "eq" => Operator::Eq,
            "ne" => Operator::Ne,
            "gt" => Operator::Gt,
            "ge" => Operator::Ge,
            "lt" => Operator::Lt,
            "le" => Operator::Le,
            other => return Err(format!("There is no operator {other:?}.")),
        })
    }

    /// A literal of the field's kind; without the word in front of it an id is a text, and the two do not compare.
    fn literal(&mut self, kind: Kind) -> Result<Literal, String> {
        let token = self.take();
        let literal = match &token {
            Some(Token::Word(word)) => match (word.as_str(), kind) {
                ("null", _) => Some(Literal::Null),
                ("true" | "false", Kind::Flag) => Some(Literal::Flag(word == "true")),
                ("me.id", Kind::Guid) => Some(Literal::Guid(self.me.to_lowercase())),
                (number, Kind::Number) => number.trim_end_matches('L').parse().ok().map(Literal::Number),
                _ => None,
            },
            Some(Token::Quoted(word, text)) => match (word.as_str(), kind) {
                ("guid", Kind::Guid) => Some(Literal::Guid(text.to_lowercase())),
                ("datetime", Kind::Moment) => moment(text).map(Literal::Moment),
                ("", Kind::Text) => Some(Literal::Text(text.to_lowercase())),
                _ => None,
            },
            Some(Token::Open | Token::Close) | None => None,
        };
        literal.ok_or_else(|| format!("{token:?} is no {kind:?}."))
    }
}
