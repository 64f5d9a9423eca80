-- Links: what naming a target proposes at another connection. `from_name` is a target's id, or the beginning of the
-- keys of a family.
pragma user_version = 2;

create table link (
    from_connection blob not null references connection (id) on delete cascade,
    from_kind text not null check (from_kind in ('target', 'prefix')),
    from_name text not null,
    to_connection blob not null references connection (id) on delete cascade,
    to_target text not null,
    -- How often it was taught of late; null = a person set it.
    times integer check (times between 1 and 3),
    at_ms integer not null,
    check (from_connection <> to_connection),
    primary key (from_connection, from_kind, from_name, to_connection)
) strict, without rowid;
create index link_by_aim on link (to_connection);

-- What a change taught goes with it when it is undone.
alter table undo add column lesson text check (json_type(lesson) = 'array');
