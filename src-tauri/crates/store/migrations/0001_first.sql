-- The first shape of the file. A later migration adds a file here and raises user_version to its number.
pragma application_id = 1400139380; -- 'Stnt'
pragma user_version = 1;

-- How often the file was changed; every write but the heartbeat raises it.
create table revision (
    one integer primary key check (one = 1),
    n integer not null check (n >= 0)
) strict;
insert into revision (one, n) values (1, 0);

-- One row per distinct note and bookings: what `suggest` and `recent` read instead of all entries.
create table habit (
    n integer primary key,
    note text not null,
    bookings text not null check (json_type(bookings) = 'array'),
    fold text not null,
    uses integer not null check (uses > 0),
    last_ms integer not null,
    score real not null,
    unique (note, bookings)
) strict;
create index habit_by_score on habit (score, fold);
create index habit_by_last on habit (last_ms);

-- `n` grows with the start (start_ms * 1024 + k), so the table lies on disk in the order of time.
create table entry (
    n integer primary key,
    id blob not null unique check (length(id) = 16),
    start_ms integer not null check (start_ms >= 0),
    end_ms integer check (end_ms > start_ms),
    work_ms integer not null check (work_ms >= 0),
    break_ms integer not null check (break_ms >= 0),
    undecided_ms integer not null check (undecided_ms >= 0),
    habit integer not null references habit (n),
    billable integer not null check (billable in (0, 1)),
    zone text not null,
    note text not null check (octet_length(note) <= 16384),
    check (n >= start_ms * 1024),
    check (end_ms is null or work_ms + break_ms + undecided_ms = end_ms - start_ms)
) strict;
-- At most one entry runs.
create unique index entry_running on entry (end_ms is null) where end_ms is null;
create index entry_by_end on entry (end_ms) where end_ms is not null;
-- The few entries longer than a day, so that a look at one day need not look further back than one more.
create index entry_long on entry (end_ms) where end_ms - start_ms > 86400000;
create index entry_by_habit on entry (habit);

create table segment (
    entry integer not null references entry (n) on delete cascade,
    place integer not null check (place >= 0),
    kind text not null check (kind in ('work', 'break', 'undecided')),
    cause text not null check (cause in ('user', 'idle', 'lock', 'suspend', 'crash', 'law', 'import')),
    start_ms integer not null,
    end_ms integer check (end_ms > start_ms),
    primary key (entry, place)
) strict, without rowid;
create trigger segment_touches before insert on segment
when new.place > 0 and not exists (
    select 1 from segment
    where entry = new.entry and place = new.place - 1 and end_ms = new.start_ms
)
begin
    select raise(abort, 'a segment must start where the one before it ends');
end;

create table tag (
    entry integer not null references entry (n) on delete cascade,
    place integer not null check (place >= 0),
    tag text not null check (tag <> ''),
    primary key (entry, tag)
) strict, without rowid;

-- No reference to `connection`: what was booked stays on record when an account goes.
create table booking (
    entry integer not null references entry (n) on delete cascade,
    place integer not null check (place >= 0),
    connection blob not null check (length(connection) = 16),
    target text not null,
    primary key (entry, connection, target)
) strict, without rowid;

-- Every beginning of every word of note, tags and booked targets, already folded, so that a search is for whole
-- terms; the rowid is entry.n, so "newest first" needs no sort.
create virtual table word using fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
-- Merging its parts is upkeep, done beside the commits; a commit does it only when very many have gathered.
insert into word (word, rank) values ('automerge', 0);
insert into word (word, rank) values ('crisismerge', 64);

-- The history: append-only.
create table change (
    n integer primary key,
    rev integer not null,
    at_ms integer not null,
    surface text not null,
    verb text not null,
    entry blob not null check (length(entry) = 16),
    before text check (json_valid(before)),
    after text check (json_valid(after)),
    check (before is not null or after is not null)
) strict;
create index change_by_entry on change (entry);
create trigger change_stays before update on change
begin
    select raise(abort, 'the history is append-only');
end;
create trigger change_remains before delete on change
begin
    select raise(abort, 'the history is append-only');
end;

-- What can be undone (undone = 0, newest first) and done again (undone = 1, oldest first).
create table undo (
    n integer primary key,
    rev integer not null,
    at_ms integer not null,
    surface text not null,
    verb text not null,
    changes text not null check (json_type(changes) = 'array'),
    undone integer not null default 0 check (undone in (0, 1))
) strict;

create table connection (
    id blob primary key not null check (length(id) = 16),
    kind text not null check (kind <> ''),
    name text not null check (name <> ''),
    base_url text not null,
    workspace text,
    settings text not null check (json_type(settings) = 'object'),
    identity text check (json_type(identity) = 'object'),
    policy text not null check (json_type(policy) = 'object'),
    rules text check (json_valid(rules)),
    rules_ms integer,
    targets_ms integer,
    pause_reason text,
    pause_detail text,
    pause_until_ms integer,
    removed integer not null default 0 check (removed in (0, 1)),
    check ((rules is null) = (rules_ms is null)),
    check ((pause_reason is null) = (pause_detail is null)),
    check (pause_until_ms is null or pause_reason is not null)
) strict;
create unique index connection_by_name on connection (name collate nocase) where removed = 0;

create table target (
    connection blob not null references connection (id) on delete cascade,
    id text not null,
    key text not null,
    key_fold text not null,
    title text not null,
    parent text,
    fold text not null,
    billable integer check (billable in (0, 1)),
    mine integer not null check (mine in (0, 1)),
    booked integer not null default 0 check (booked in (0, 1)),
    gone integer not null default 0 check (gone in (0, 1)),
    primary key (connection, id)
) strict, without rowid;
create index target_by_key on target (connection, key_fold);

create table upload (
    id blob primary key not null check (length(id) = 16),
    rev integer not null,
    entry blob not null check (length(entry) = 16),
    connection blob not null references connection (id),
    target text not null,
    part integer not null check (part >= 0),
    desired text check (json_type(desired) = 'object'),
    known text check (json_type(known) = 'object'),
    stage text not null check (stage in ('queued', 'in_flight', 'unsure', 'done', 'stuck', 'dropped')),
    state text not null check (state ->> '$.state' = stage),
    attempts integer not null check (attempts >= 0),
    due_ms integer
) strict;
create index upload_by_entry on upload (entry);
create index upload_by_connection on upload (connection, rev, id);
create index upload_open on upload (stage) where stage <> 'done';
create index upload_due on upload (connection, due_ms, id) where stage in ('queued', 'unsure');
-- A remote record belongs to one upload only; asked before a found record is taken for ours.
create index upload_by_remote on upload (connection, known ->> '$.remote_id') where known is not null;
create index upload_done on upload (rev, id) where stage = 'done';

-- How many uploads are in each stage, kept by triggers, because the finished ones are many.
create table upload_count (
    stage text primary key not null check (stage in ('queued', 'in_flight', 'unsure', 'done', 'stuck', 'dropped')),
    n integer not null check (n >= 0)
) strict, without rowid;
insert into upload_count (stage, n) values ('queued', 0), ('in_flight', 0), ('unsure', 0), ('done', 0), ('stuck', 0), ('dropped', 0);
create trigger upload_comes after insert on upload
begin
    update upload_count set n = n + 1 where stage = new.stage;
end;
create trigger upload_goes after delete on upload
begin
    update upload_count set n = n - 1 where stage = old.stage;
end;
create trigger upload_moves after update of stage on upload when old.stage <> new.stage
begin
    update upload_count set n = n - 1 where stage = old.stage;
    update upload_count set n = n + 1 where stage = new.stage;
end;

create table setting (
    key text primary key not null check (key <> ''),
    value text not null check (json_valid(value))
) strict, without rowid;

-- The last sign of life while something ran.
create table heartbeat (
    one integer primary key check (one = 1),
    at_ms integer not null
) strict;
