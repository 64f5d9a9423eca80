-- What a connection has done lately is found by an index of the done ones alone: one of all of them was written twice in
-- every step of an upload.
pragma user_version = 3;

drop index upload_by_connection;
create index upload_done_by_connection on upload (connection, rev, id) where stage = 'done';
