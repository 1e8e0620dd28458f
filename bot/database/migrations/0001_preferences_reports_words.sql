-- What people leave behind. Nothing here names a row of season.db: a season is its key, such as 'alms-2003'.
-- NULL in a preference: not set, so the next in line decides (person, server, Pitboard).

CREATE TABLE server (
    server   INTEGER PRIMARY KEY, -- Discord's id
    season   TEXT,
    private  INTEGER CHECK (private IN (0, 1)),
    spoilers INTEGER CHECK (spoilers IN (0, 1)) -- 1: answers go behind spoiler bars
) STRICT;

CREATE TABLE person (
    person  INTEGER PRIMARY KEY, -- Discord's id
    season  TEXT,
    private INTEGER CHECK (private IN (0, 1))
) STRICT;

CREATE TABLE report (
    report       INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: `pitboard reports --close 7` means one report
    reference    TEXT NOT NULL, -- of the answer: the same command, options and data give the same one
    command      TEXT NOT NULL,
    options      TEXT NOT NULL, -- as typed after the command's name
    data_version TEXT NOT NULL,
    text         TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
    person       INTEGER NOT NULL, -- Discord's id of who reported
    created      TEXT NOT NULL, -- ISO instant, UTC
    state        TEXT NOT NULL CHECK (state IN ('open', 'closed'))
) STRICT;

-- One open report a person and answer.
CREATE UNIQUE INDEX report_open ON report (person, reference) WHERE state = 'open';
CREATE INDEX report_person ON report (person);

-- Words that meant nothing, for the owner to turn into aliases. Whose they were is not known here.
CREATE TABLE unmatched (
    word  TEXT PRIMARY KEY CHECK (length(word) BETWEEN 2 AND 32),
    times INTEGER NOT NULL CHECK (times >= 1),
    seen  TEXT NOT NULL -- ISO date of the last time, UTC
) STRICT, WITHOUT ROWID;
