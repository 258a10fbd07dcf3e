-- The desk's book. Times are seconds since 1970-01-01T00:00:00Z.
--
-- Place (does it hold a seat?) and state (what is it waiting for?) are two things; the status that
-- people are told follows from both. Ranks are computed, never stored.

-- What changes about an event; the rest of it is configuration.
CREATE TABLE event (
    id             TEXT    NOT NULL PRIMARY KEY,
    state          TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'called-off')),
    capacity       INTEGER NOT NULL CHECK (capacity > 0),       -- as configured
    capacity_staff INTEGER NULL CHECK (capacity_staff >= 0),    -- as the staff set it, which outranks it
    next_arrival   INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Whether answers are held back by hand.
CREATE TABLE pause (
    one   INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    since INTEGER NOT NULL
) STRICT;

-- How far an IMAP folder has been looked through (RFC 3501 §2.3.1.1). Older messages than `since`
-- are its past.
CREATE TABLE cursor (
    mailbox      TEXT    NOT NULL PRIMARY KEY,
    uid_validity INTEGER NOT NULL,
    next_uid     INTEGER NOT NULL,
    since        INTEGER NOT NULL
) STRICT;

-- One row for each message, however many copies of it there are. Nothing personal is kept of a
-- message that is automatic or not for the desk.
CREATE TABLE message (
    id          INTEGER NOT NULL PRIMARY KEY,
    fingerprint BLOB    NOT NULL UNIQUE CHECK (length(fingerprint) = 32),
    message_id  TEXT    NULL,
    received_at INTEGER NOT NULL,
    handled_at  INTEGER NOT NULL,
    verdict     TEXT    NOT NULL CHECK (verdict IN
                ('registration', 'incomplete', 'cancellation', 'review', 'automatic', 'other')),
    outcome     TEXT    NOT NULL CHECK (outcome IN
                ('registered', 'incomplete', 'completed', 'corrected', 'cancelled', 'late', 'refused',
                 'offer-accepted', 'offer-declined', 'staff-command', 'bounce', 'review', 'automatic',
                 'other', 'duplicate', 'failed')),
    reason      TEXT    NOT NULL,
    event       TEXT    NULL REFERENCES event (id),
    sender      TEXT    NULL,
    subject     TEXT    NULL,
    question    INTEGER NOT NULL DEFAULT 0 CHECK (question IN (0, 1))
) STRICT;

CREATE INDEX message_from ON message (sender, received_at) WHERE sender IS NOT NULL;

-- Where a message was seen: one row for each unique name in a Maildir or UID in an IMAP folder, from
-- the moment it was seen. It waits until it is handled, unless it belongs to the mailbox's past, was
-- moved or deleted before it could be fetched, or was given another UID by the server.
CREATE TABLE copy (
    mailbox      TEXT    NOT NULL,
    uid_validity INTEGER NOT NULL DEFAULT 0,
    uid          TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('waiting', 'handled', 'past', 'gone', 'renumbered')),
    octets       INTEGER NOT NULL,
    received_at  INTEGER NOT NULL,
    message      INTEGER NULL REFERENCES message (id),
    tries        INTEGER NOT NULL DEFAULT 0,
    next_try     INTEGER NOT NULL DEFAULT 0,
    put_away_at  INTEGER NULL,                       -- since when the server shows that it is dealt with
    PRIMARY KEY (mailbox, uid_validity, uid),
    CHECK ((state = 'handled') = (message IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX copy_of_message ON copy (message);
CREATE INDEX copy_waiting ON copy (mailbox, received_at) WHERE state = 'waiting';
CREATE INDEX copy_not_put_away ON copy (mailbox) WHERE state = 'handled' AND put_away_at IS NULL;

-- One participant at one event. `names` is the name folded for comparison; `identity` adds the
-- organisation. Both are forgotten when a person is erased.
CREATE TABLE registration (
    id       INTEGER NOT NULL PRIMARY KEY,
    event    TEXT    NOT NULL REFERENCES event (id),
    arrival  INTEGER NOT NULL,
    code     TEXT    NOT NULL UNIQUE,
    names    TEXT    NULL,
    identity TEXT    NULL,
    message  INTEGER NULL REFERENCES message (id),
    place    TEXT    NOT NULL CHECK (place IN ('seat', 'line', 'none')),
    state    TEXT    NOT NULL CHECK (state IN
             ('complete', 'incomplete', 'offered', 'cancelled', 'refused', 'lapsed')),
    UNIQUE (event, arrival),
    CHECK ((place = 'none') = (state IN ('cancelled', 'refused', 'lapsed'))),
    CHECK (state <> 'offered' OR place = 'seat')
) STRICT;

CREATE UNIQUE INDEX one_registration_a_person ON registration (event, identity) WHERE place <> 'none';
CREATE INDEX places ON registration (event, place, arrival);
CREATE INDEX namesakes ON registration (event, names);

-- No step takes a seat while the seats taken, held or offered reach the capacity.
CREATE TRIGGER no_seat_beyond_capacity BEFORE INSERT ON registration WHEN NEW.place = 'seat'
BEGIN
    SELECT raise(ABORT, 'the event is full') FROM event
    WHERE id = NEW.event AND coalesce(capacity_staff, capacity) <=
        (SELECT count(*) FROM registration WHERE event = NEW.event AND place = 'seat');
END;

CREATE TRIGGER no_move_beyond_capacity BEFORE UPDATE OF place ON registration
WHEN NEW.place = 'seat' AND OLD.place <> 'seat'
BEGIN
    SELECT raise(ABORT, 'the event is full') FROM event
    WHERE id = NEW.event AND coalesce(capacity_staff, capacity) <=
        (SELECT count(*) FROM registration WHERE event = NEW.event AND place = 'seat');
END;

CREATE TRIGGER arrival_is_for_ever BEFORE UPDATE OF event, arrival, code ON registration
BEGIN
    SELECT raise(ABORT, 'event, arrival and code of a registration never change');
END;

-- What is known of a participant, and where it was read. Erasing sets the value to NULL.
CREATE TABLE field (
    registration INTEGER NOT NULL REFERENCES registration (id),
    name         TEXT    NOT NULL,
    value        TEXT    NULL,
    source       TEXT    NOT NULL,
    PRIMARY KEY (registration, name)
) STRICT, WITHOUT ROWID;

-- Who may correct or cancel a registration, and to whom its notices go.
CREATE TABLE address (
    registration INTEGER NOT NULL REFERENCES registration (id),
    role         TEXT    NOT NULL CHECK (role IN ('sender', 'participant')),
    address      TEXT    NOT NULL,
    PRIMARY KEY (registration, role, address)
) STRICT, WITHOUT ROWID;

CREATE INDEX address_of ON address (address);

-- What has to happen by a certain time.
CREATE TABLE deadline (
    registration INTEGER NOT NULL REFERENCES registration (id),
    kind         TEXT    NOT NULL CHECK (kind IN ('hold', 'offer', 'remind')),
    due_at       INTEGER NOT NULL,
    done_at      INTEGER NULL,
    PRIMARY KEY (registration, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX deadline_due ON deadline (due_at) WHERE done_at IS NULL;

-- What happened to a registration, when and by whom. It holds no personal values and is never changed.
CREATE TABLE change (
    id           INTEGER NOT NULL PRIMARY KEY,
    at           INTEGER NOT NULL,
    registration INTEGER NOT NULL REFERENCES registration (id),
    actor        TEXT    NOT NULL CHECK (actor IN ('message', 'staff', 'cli', 'rule')),
    message      INTEGER NULL REFERENCES message (id),
    what         TEXT    NOT NULL,
    "from"       TEXT    NULL,
    "to"         TEXT    NULL
) STRICT;

CREATE INDEX change_of ON change (registration);

CREATE TRIGGER history_is_not_rewritten BEFORE UPDATE ON change
BEGIN
    SELECT raise(ABORT, 'history is append-only');
END;

CREATE TRIGGER history_is_not_erased BEFORE DELETE ON change
BEGIN
    SELECT raise(ABORT, 'history is append-only');
END;

-- The outbox: letters rendered once, with their Message-ID. A cause has one letter of a kind for a
-- recipient.
CREATE TABLE notice (
    id         INTEGER NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL,
    cause      TEXT    NOT NULL,
    recipient  TEXT    NOT NULL,
    message_id TEXT    NOT NULL UNIQUE,
    state      TEXT    NOT NULL CHECK (state IN ('due', 'sending', 'sent', 'refused', 'bounced', 'given-up')),
    attempts   INTEGER NOT NULL DEFAULT 0,
    next_try   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at    INTEGER NULL,
    answer     TEXT    NULL,                                    -- of the mail server
    filed_at   INTEGER NULL,                                    -- in the mailbox's folder of sent mail
    mail       BLOB    NULL,                                    -- last, since what follows it is slow to read
    UNIQUE (kind, cause, recipient)
) STRICT;

CREATE INDEX notice_due ON notice (id) WHERE state IN ('due', 'sending');
CREATE INDEX notice_sent ON notice (sent_at);
CREATE INDEX notice_sent_to ON notice (recipient, sent_at);
CREATE INDEX notice_not_filed ON notice (id) WHERE sent_at IS NOT NULL AND filed_at IS NULL;

-- Which registrations a letter speaks of.
CREATE TABLE notice_registration (
    notice       INTEGER NOT NULL REFERENCES notice (id),
    registration INTEGER NOT NULL REFERENCES registration (id),
    PRIMARY KEY (notice, registration)
) STRICT, WITHOUT ROWID;

-- Whose letters do not arrive: one that speaks of the registration was refused, returned or given up,
-- and its recipient has not written since.
CREATE VIEW unreachable AS
SELECT DISTINCT notice_registration.registration
FROM notice_registration JOIN notice ON notice.id = notice_registration.notice
WHERE notice.state IN ('refused', 'bounced', 'given-up')
    AND NOT EXISTS (SELECT 1 FROM message
                    WHERE sender = lower(notice.recipient) AND received_at > notice.created_at);

-- What a person on the staff has to decide.
CREATE TABLE review (
    id           INTEGER NOT NULL PRIMARY KEY,
    message      INTEGER NULL REFERENCES message (id),
    registration INTEGER NULL REFERENCES registration (id),
    reason       TEXT    NOT NULL,
    opened_at    INTEGER NOT NULL,
    resolved_at  INTEGER NULL,
    resolved_by  TEXT    NULL
) STRICT;

-- The daily mail to the staff: one a day, whatever restarts happen.
CREATE TABLE digest (
    day    TEXT    NOT NULL PRIMARY KEY,
    notice INTEGER NOT NULL REFERENCES notice (id)
) STRICT;
