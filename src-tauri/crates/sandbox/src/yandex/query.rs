//! The part of Tracker's query language that is seen working: `(Summary: "x" OR Key: A-1) AND Resolution: empty()`.

/// A parsed query.
pub(super) struct Query {
    test: Option<Test>,
    pub(super) sort: Option<Sort>,
}

enum Test {
    Is(Field, Wanted),
    All(Vec<Test>),
    Any(Vec<Test>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Summary,
    Key,
    Assignee,
    Author,
    Queue,
    Status,
    Resolution,
}

impl Field {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name.to_lowercase().as_str() {
            "summary" => Self::Summary,
            "key" => Self::Key,
            "assignee" => Self::Assignee,
            "author" | "createdby" => Self::Author,
            "queue" => Self::Queue,
            "status" => Self::Status,
            "resolution" => Self::Resolution,
            _ => return None,
        })
    }
}

/// What a field is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    Text(String),
    Me,
    Empty,
    NotEmpty,
}

impl Wanted {
    /// As a filter writes it, functions and texts alike.
    pub(super) fn of(text: &str) -> Self {
        let function = text.strip_suffix("()").and_then(Self::function);
        function.unwrap_or_else(|| Self::Text(text.to_owned()))
    }

    fn function(name: &str) -> Option<Self> {
        match name.to_lowercase().as_str() {
            "me" => Some(Self::Me),
            "empty" => Some(Self::Empty),
            "notempty" => Some(Self::NotEmpty),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Ascending,
    Descending,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Updated(Direction),
    Key(Direction),
}

impl Sort {
    fn named(name: &str, direction: Direction) -> Option<Self> {
        match name.to_lowercase().as_str() {
            "updated" => Some(Self::Updated(direction)),
            "key" => Some(Self::Key(direction)),
            _ => None,
        }
    }

    /// As the `order` of a filter writes it: `+updated`, `-key`.
    pub(super) fn signed(text: &str) -> Option<Self> {
        match text.strip_prefix('-') {
            Some(name) => Self::named(name, Direction::Descending),
            None => Self::named(text.strip_prefix('+').unwrap_or(text), Direction::Ascending),
        }
    }
}

impl Query {
    /// Reads a query; the error says where it stopped making sense.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut parser = Parser { tokens: tokens(text)?, next: 0 };
        let test = if parser.rest().is_empty() || parser.at_sort() { None } else { Some(parser.any()?) };
        let sort = parser.sort()?;
        match parser.rest().first() {
            None => Ok(Self { test, sort }),
            Some(token) => Err(format!("AND, OR or the end is expected before {token:?}.")),
        }
    }

    /// Whether the query is true of something, told by what holds of its fields.
    pub(super) fn holds(&self, is: &dyn Fn(Field, &Wanted) -> bool) -> bool {
        self.test.as_ref().is_none_or(|test| test.holds(is))
    }
}

impl Test {
    fn holds(&self, is: &dyn Fn(Field, &Wanted) -> bool) -> bool {
        match self {
            Self::Is(field, wanted) => is(*field, wanted),
            Self::All(tests) => tests.iter().all(|test| test.holds(is)),
            Self::Any(tests) => tests.iter().any(|test| test.holds(is)),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Colon,
    Word(String),
    Quoted(String),
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            _ if letter.is_whitespace() => {}
            '(' => tokens.push(Token::Open),
            ')' => tokens.push(Token::Close),
            ':' => tokens.push(Token::Colon),
            '"' => {
                let mut quoted = String::new();
                loop {
                    match letters.next().ok_or("A closing quote is missing.")? {
                        '"' => break,
                        '\\' => quoted.extend(letters.next()),
                        letter => quoted.push(letter),
                    }
                }
                tokens.push(Token::Quoted(quoted));
            }
            _ => {
                let mut word = String::from(letter);
                let inside = |letter: &char| !letter.is_whitespace() && !"():\"".contains(*letter);
                while let Some(letter) = letters.next_if(inside) {
                    word.push(letter);
                }
                tokens.push(Token::Word(word));
            }
        }
    }
    Ok(tokens)
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
}

impl Parser {
    fn rest(&self) -> &[Token] {
        &self.tokens[self.next..]
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.rest().first().cloned();
        self.next += usize::from(token.is_some());
        token
    }

    fn skip_word(&mut self, word: &str) -> bool {
        let found = matches!(self.rest().first(), Some(Token::Word(next)) if next.eq_ignore_ascii_case(word));
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, token: &Token) -> Result<(), String> {
        let found = self.take();
        if found.as_ref() == Some(token) {
            Ok(())
        } else {
            Err(format!("{token:?} is expected, not {found:?}."))
        }
    }

    fn any(&mut self) -> Result<Test, String> {
        let mut tests = vec![self.all()?];
        while self.skip_word("OR") {
            tests.push(self.all()?);
        }
        Ok(Test::Any(tests))
    }

    fn all(&mut self) -> Result<Test, String> {
        let mut tests = vec![self.one()?];
        while self.skip_word("AND") {
            tests.push(self.one()?);
        }
        Ok(Test::All(tests))
    }

    fn one(&mut self) -> Result<Test, String> {
        match self.take() {
            Some(Token::Open) => {
                let inner = self.any()?;
                self.expect(&Token::Close)?;
                Ok(inner)
            }
            Some(Token::Word(name) | Token::Quoted(name)) => {
                let field = Field::named(&name).ok_or_else(|| format!("There is no field {name:?}."))?;
                self.expect(&Token::Colon)?;
                Ok(Test::Is(field, self.wanted()?))
            }
            other => Err(format!("A field is expected, not {other:?}.")),
        }
    }

    fn wanted(&mut self) -> Result<Wanted, String> {
        match self.take() {
            Some(Token::Quoted(text)) => Ok(Wanted::Text(text)),
            Some(Token::Word(word)) if self.rest().first() == Some(&Token::Open) => {
                self.next += 1;
                self.expect(&Token::Close)?;
                Wanted::function(&word).ok_or_else(|| format!("There is no function {word}()."))
            }
            Some(Token::Word(word)) => Ok(Wanted::Text(word)),
            other => Err(format!("A value is expected, not {other:?}.")),
        }
    }

    fn at_sort(&self) -> bool {
        matches!(self.rest().first(), Some(Token::Quoted(text)) if text.eq_ignore_ascii_case("sort by"))
    }

    fn sort(&mut self) -> Result<Option<Sort>, String> {
        if !self.at_sort() {
            return Ok(None);
        }
        self.next += 1;
        self.expect(&Token::Colon)?;
        let Some(Token::Word(name) | Token::Quoted(name)) = self.take() else {
            return Err("A field to sort by is expected.".to_owned());
        };
        let direction = if self.skip_word("DESC") { Direction::Descending } else { Direction::Ascending };
        self.skip_word("ASC");
        Sort::named(&name, direction).map(Some).ok_or_else(|| format!("Sorting by {name:?} is not possible."))
    }
}
