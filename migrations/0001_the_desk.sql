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
    next_arrival   INTEGER NOT NULL DEFAULT 1,
    details        TEXT    NULL,                                -- as the last calendar file told them, JSON
    sequence       INTEGER NOT NULL DEFAULT 0                   -- how often they changed since the first
) STRICT;

-- Whether answers are held back by hand.
CREATE TABLE pause (
    one   INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    since INTEGER NOT NULL
) STRICT;

-- How far an IMAP folder has been looked through (RFC 3501 §2.3.1.1), and from which UID on every
-- message is accounted for. Older messages than `since` are its past.
CREATE TABLE cursor (
    mailbox      TEXT    NOT NULL PRIMARY KEY,
    uid_validity INTEGER NOT NULL,
    first_uid    INTEGER NOT NULL,
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

-- How many seats of each event there are today, how many are taken, held or offered, and how many
-- people wait.
CREATE VIEW seats AS
SELECT id AS event, coalesce(capacity_staff, capacity) AS capacity,
    (SELECT count(*) FROM registration WHERE event = event.id AND place = 'seat') AS taken,
    (SELECT count(*) FROM registration WHERE event = event.id AND place = 'line') AS waiting
FROM event;

-- No step takes a seat while the seats taken, held or offered reach the capacity.
CREATE TRIGGER no_seat_beyond_capacity BEFORE INSERT ON registration WHEN NEW.place = 'seat'
BEGIN
    SELECT raise(ABORT, 'the event is full') FROM seats WHERE event = NEW.event AND taken >= capacity;
END;

CREATE TRIGGER no_move_beyond_capacity BEFORE UPDATE OF place ON registration
WHEN NEW.place = 'seat' AND OLD.place <> 'seat'
BEGIN
    SELECT raise(ABORT, 'the event is full') FROM seats WHERE event = NEW.event AND taken >= capacity;
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

-- What is held for a limited time, where no answer to it can wait unread in the mailbox, and none waits for a
-- person.
CREATE VIEW held AS
SELECT registration.event, registration.id AS registration, arrival, due_at
FROM deadline JOIN registration ON registration.id = deadline.registration
    JOIN event ON event.id = registration.event
WHERE done_at IS NULL AND place <> 'none' AND event.state <> 'called-off'
    AND NOT EXISTS (SELECT 1 FROM copy WHERE copy.state = 'waiting' AND received_at <= due_at)
    AND NOT EXISTS (SELECT 1 FROM review
        WHERE review.registration = registration.id AND resolved_at IS NULL AND message IS NOT NULL
            AND notice IS NULL AND reason NOT IN ('to-confirm', 'namesake', 'question-beside', 'not-answered'))
    AND NOT EXISTS (SELECT 1 FROM review JOIN message ON message.id = review.message
            JOIN address ON address.address = message.sender
        WHERE address.registration = registration.id AND review.registration IS NULL AND resolved_at IS NULL
            AND review.reason = 'about-offer');

-- What a person did at the command line: when, whose account on this machine it was, and which command.
CREATE TABLE command (
    id   INTEGER NOT NULL PRIMARY KEY,
    at   INTEGER NOT NULL,
    "by" TEXT    NOT NULL,
    name TEXT    NOT NULL
) STRICT;

-- What happened to a registration or, where it names none, to its event; when, by whom, and how the
-- event stood after it. It holds no personal values and is never changed.
CREATE TABLE change (
    id           INTEGER NOT NULL PRIMARY KEY,
    at           INTEGER NOT NULL,
    event        TEXT    NOT NULL REFERENCES event (id),
    registration INTEGER NULL REFERENCES registration (id),
    actor        TEXT    NOT NULL CHECK (actor IN ('message', 'staff', 'cli', 'rule')),
    message      INTEGER NULL REFERENCES message (id),
    command      INTEGER NULL REFERENCES command (id),
    what         TEXT    NOT NULL,
    "from"       TEXT    NULL,
    "to"         TEXT    NULL,
    taken        INTEGER NOT NULL,
    waiting      INTEGER NOT NULL,
    capacity     INTEGER NOT NULL,
    CHECK ((actor IN ('message', 'staff')) = (message IS NOT NULL)),
    CHECK ((actor = 'cli') = (command IS NOT NULL))
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

-- The outbox: letters rendered once, with their Message-ID, which those that go to several people share.
-- A cause has one letter of a kind for a recipient.
CREATE TABLE notice (
    id         INTEGER NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL,
    cause      TEXT    NOT NULL,
    recipient  TEXT    NOT NULL,
    message_id TEXT    NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('due', 'sending', 'sent', 'refused', 'bounced', 'given-up')),
    attempts   INTEGER NOT NULL DEFAULT 0,
    next_try   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at    INTEGER NULL,
    answer     TEXT    NULL,                                    -- of the mail server
    filed_at   INTEGER NULL,                                    -- in the mailbox's folder of sent mail
    mail       BLOB    NULL,                                    -- last, since what follows it is slow to read
    UNIQUE (kind, cause, recipient),
    UNIQUE (message_id, recipient)
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

-- Where letters do not arrive: one that speaks of the registration was refused, returned or given up,
-- and nobody has written from its address since.
CREATE VIEW lost_address AS
SELECT DISTINCT address.registration, address.address
FROM notice_registration JOIN notice ON notice.id = notice_registration.notice
    JOIN address ON address.registration = notice_registration.registration
        AND address.address = lower(notice.recipient)
WHERE notice.state IN ('refused', 'bounced', 'given-up')
    AND NOT EXISTS (SELECT 1 FROM message
                    WHERE sender = address.address AND received_at > notice.created_at);

-- Whose letters do not arrive.
CREATE VIEW unreachable AS SELECT DISTINCT registration FROM lost_address;

-- What a person on the staff has to decide. What was read of the message is kept until they have.
CREATE TABLE review (
    id           INTEGER NOT NULL PRIMARY KEY,
    message      INTEGER NULL REFERENCES message (id),
    registration INTEGER NULL REFERENCES registration (id),
    notice       INTEGER NULL REFERENCES notice (id),           -- that did not arrive
    reason       TEXT    NOT NULL,
    reading      TEXT    NULL,                                  -- JSON
    opened_at    INTEGER NOT NULL,
    resolved_at  INTEGER NULL,
    resolution   TEXT    NULL CHECK (resolution IN
                 ('registered', 'incomplete', 'cancelled', 'refused', 'not-for-the-desk', 'done', 'overtaken')),
    command      INTEGER NULL REFERENCES command (id),
    CHECK ((resolved_at IS NULL) = (resolution IS NULL)),
    CHECK (resolved_at IS NULL OR reading IS NULL)
) STRICT;

CREATE INDEX review_open ON review (id) WHERE resolved_at IS NULL;
CREATE INDEX review_about ON review (registration) WHERE resolved_at IS NULL;
CREATE INDEX review_of_message ON review (message);

-- The daily mail to the staff: one a day, whatever restarts happen; `message_id` is NULL on a day of
-- which there was nothing to tell. It told of what was recorded up to `last_change` and `last_message`.
CREATE TABLE digest (
    id           INTEGER NOT NULL PRIMARY KEY,
    day          TEXT    NOT NULL UNIQUE,
    made_at      INTEGER NOT NULL,
    message_id   TEXT    NULL UNIQUE,
    last_change  INTEGER NOT NULL,
    last_message INTEGER NOT NULL
) STRICT;

-- When a part of the daemon was last in contact with its server, and since when it is not.
CREATE TABLE contact (
    flow        TEXT    NOT NULL PRIMARY KEY,
    works_at    INTEGER NULL,
    fails_since INTEGER NULL,
    why         TEXT    NULL,
    CHECK ((fails_since IS NULL) = (why IS NULL))
) STRICT;

-- What cannot wait for the digest, from its beginning to its end: one row for each time.
CREATE TABLE trouble (
    id      INTEGER NOT NULL PRIMARY KEY,
    kind    TEXT    NOT NULL CHECK (kind IN ('contact', 'letters', 'disk', 'limit', 'failed')),
    subject TEXT    NOT NULL,                                   -- which one of its kind, e.g. `mailbox`
    since   INTEGER NOT NULL,
    over_at INTEGER NULL
) STRICT;

CREATE UNIQUE INDEX one_trouble_at_a_time ON trouble (kind, subject) WHERE over_at IS NULL;
