-- A desk of one seat after three messages: somebody confirmed, somebody in line, somebody gone.
INSERT INTO event (id, capacity, next_arrival, details, sequence)
VALUES ('rencontre', 1, 4, '["Rencontre","2016-03-24T09:00:00+01:00[Europe/Paris]",null,"Lille"]', 2);
INSERT INTO pause VALUES (1, 1456733800);
INSERT INTO cursor VALUES ('imaps://mail.example.org/INBOX', 7, 10, 12, 1456733800);
INSERT INTO message (id, fingerprint, message_id, received_at, handled_at, verdict, outcome, reason, event, sender, subject)
VALUES (1, zeroblob(32), '1@example.org', 1456733840, 1456733841, 'registration', 'registered', 'complete', 'rencontre', 'anne@example.org', 'Inscription'),
       (2, randomblob(32), NULL, 1456733850, 1456733851, 'registration', 'registered', 'complete', 'rencontre', 'zoe@example.org', 'Inscription'),
       (3, randomblob(32), '3@example.org', 1456733860, 1456733861, 'automatic', 'automatic', 'out-of-office', NULL, NULL, NULL);
INSERT INTO copy (mailbox, uid_validity, uid, state, octets, received_at, message) VALUES
    ('maildir:/inbox', 0, 'a', 'handled', 2300, 1456733840, 1),
    ('maildir:/inbox', 0, 'b', 'handled', 2300, 1456733840, 2),
    ('maildir:/inbox', 0, 'c', 'handled', 2300, 1456733840, 3),
    ('imaps://mail.example.org/INBOX', 7, '11', 'waiting', 2300, 1456733840, NULL),
    ('imaps://mail.example.org/INBOX', 7, '10', 'gone', 2300, 1456733840, NULL);
INSERT INTO registration (id, event, arrival, code, names, identity, message, place, state)
VALUES (1, 'rencontre', 1, 'K7F-3QDM', 'anne roy', 'anne roy|mairie', 1, 'seat', 'complete'),
       (2, 'rencontre', 2, 'B2C-4DFG', 'blanc zoe', 'blanc zoe|', 2, 'line', 'incomplete'),
       (3, 'rencontre', 3, 'H5J-6KMN', 'paul petit', 'paul petit|mairie', 1, 'none', 'cancelled');
INSERT INTO field VALUES (1, 'last_name', 'Roy', 'body, line 1'), (1, 'first_name', 'Anne', 'body, line 2'),
                         (2, 'last_name', 'Blanc', 'body, line 1'), (3, 'last_name', NULL, 'body, line 5');
INSERT INTO address VALUES (1, 'sender', 'anne@example.org'), (2, 'sender', 'zoe@example.org');
INSERT INTO deadline VALUES (2, 'hold', 1456993051, NULL);
INSERT INTO command VALUES (1, 1456733870, 'root', 'cancel');
INSERT INTO change (at, event, registration, actor, message, command, what, "to", taken, waiting, capacity)
VALUES (1456733841, 'rencontre', 1, 'message', 1, NULL, 'entered', 'seat', 1, 0, 1),
       (1456733870, 'rencontre', 3, 'cli', NULL, 1, 'cancelled', 'none', 1, 1, 1);
INSERT INTO notice (id, kind, cause, recipient, message_id, mail, state, attempts, next_try, created_at, sent_at)
VALUES (1, 'confirmed', 'message:1', 'anne@example.org', 'a@irev.example', x'0D0A', 'sent', 1, 1456733841, 1456733841, 1456733842),
       (2, 'incomplete', 'message:2', 'zoe@example.org', 'b@irev.example', x'0D0A', 'due', 0, 1456733851, 1456733851, NULL),
       (3, 'cancelled', 'message:3', 'paul@example.org', 'd@irev.example', x'0D0A', 'bounced', 1, 1456733861, 1456733861, 1456733862);
INSERT INTO notice_registration VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO review (message, reason, opened_at) VALUES (2, 'not-answered', 1456733851);
INSERT INTO digest VALUES (1, '2016-02-29', 1456729200, 'digest@irev.example', 1, 3), (2, '2016-03-01', 1456815600, NULL, 2, 3);
INSERT INTO contact VALUES ('mailbox', 1456733800, 1456733860, 'it hung up'), ('sender', 1456733842, NULL, NULL);
INSERT INTO trouble (kind, subject, since, over_at) VALUES ('contact', 'mailbox', 1456733860, NULL), ('disk', '', 1456733800, 1456733850);
