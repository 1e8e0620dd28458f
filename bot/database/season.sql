-- season.db: a build product of the season text, opened read-only. Natural keys throughout: a season is
-- '<series>-<label>', a round its code, a driver, team, chassis its name as that season writes it.
-- Points are whole numbers of the season's units (season.points_denominator to a point).
-- `sources` columns hold source keys separated by spaces, most important first.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Season folders that the build left out, by their place among all folders: shipped ones first, from 0.
CREATE TABLE left_out (
    folder  INTEGER PRIMARY KEY,
    season  TEXT,    -- which another folder holds too; NULL: the folder is faulty
    held_in INTEGER, -- the place of that other folder
    CHECK ((season IS NULL) = (held_in IS NULL))
) STRICT;

CREATE TABLE season (
    season             TEXT PRIMARY KEY,
    series             TEXT NOT NULL,
    series_name        TEXT NOT NULL,
    label              TEXT NOT NULL,
    name               TEXT NOT NULL,
    starts             TEXT NOT NULL, -- ISO date
    ends               TEXT NOT NULL,
    sanctioned_by      TEXT,
    sanctioned_sources TEXT,
    points_denominator INTEGER NOT NULL CHECK (points_denominator >= 1),
    default_kind       TEXT NOT NULL CHECK (
        default_kind IN ('teams', 'drivers', 'manufacturers', 'constructors', 'tyres')
    ),
    data_licence       TEXT NOT NULL,
    credit             TEXT NOT NULL,
    version            TEXT NOT NULL, -- first 8 hex digits of the hash of the season's text
    UNIQUE (series, label)
) STRICT;

CREATE TABLE coverage (
    season TEXT NOT NULL REFERENCES season,
    part   TEXT NOT NULL,
    extent TEXT NOT NULL CHECK (extent IN ('complete', 'class winners', 'partial', 'champion only', 'none')),
    PRIMARY KEY (season, part)
) STRICT;

CREATE TABLE coverage_remark (
    season TEXT    NOT NULL REFERENCES season,
    seq    INTEGER NOT NULL,
    text   TEXT    NOT NULL,
    PRIMARY KEY (season, seq)
) STRICT;

CREATE TABLE source (
    season  TEXT    NOT NULL REFERENCES season,
    source  TEXT    NOT NULL,
    title   TEXT    NOT NULL,
    address TEXT, -- of the original; NULL where not known
    mirror  INTEGER NOT NULL CHECK (mirror IN (0, 1)),
    licence TEXT,
    note    TEXT,
    PRIMARY KEY (season, source)
) STRICT;

CREATE TABLE class (
    season  TEXT    NOT NULL REFERENCES season,
    class   TEXT    NOT NULL,
    seq     INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    about   TEXT,
    guest   INTEGER NOT NULL CHECK (guest IN (0, 1)), -- 1: outside the championship
    sources TEXT    NOT NULL,
    PRIMARY KEY (season, class)
) STRICT;

CREATE TABLE circuit (
    season  TEXT NOT NULL REFERENCES season,
    circuit TEXT NOT NULL,
    name    TEXT NOT NULL,
    short   TEXT NOT NULL, -- its name in lists
    place   TEXT NOT NULL,
    country TEXT NOT NULL,
    sources TEXT NOT NULL,
    PRIMARY KEY (season, circuit)
) STRICT;

CREATE TABLE round (
    season               TEXT    NOT NULL REFERENCES season,
    round                TEXT    NOT NULL,
    seq                  INTEGER NOT NULL, -- place on the calendar, cancelled rounds included
    number               INTEGER, -- NULL for a cancelled round
    name                 TEXT    NOT NULL,
    short                TEXT, -- its own name in lists; NULL: it goes by its circuit's
    circuit              TEXT    NOT NULL,
    date                 TEXT    NOT NULL,
    cancelled            TEXT, -- the reason; '?' where the sources give none
    cancelled_sources    TEXT,
    to_come              INTEGER NOT NULL CHECK (to_come IN (0, 1)), -- 1: not raced yet when the text was written
    overall_places_known INTEGER NOT NULL DEFAULT 0,
    sources              TEXT    NOT NULL,
    PRIMARY KEY (season, round),
    UNIQUE (season, seq),
    UNIQUE (season, number),
    FOREIGN KEY (season, circuit) REFERENCES circuit,
    CHECK (cancelled IS NULL OR number IS NULL)
) STRICT;

-- Single facts about a round or a circuit, each with its own sources.
CREATE TABLE fact (
    season     TEXT NOT NULL REFERENCES season,
    subject    TEXT NOT NULL CHECK (subject IN ('round', 'circuit')),
    key        TEXT NOT NULL, -- the round's or circuit's code
    name       TEXT NOT NULL,
    value      TEXT NOT NULL, -- '?': looked at, not stated or disputed
    sources    TEXT NOT NULL,
    derivation TEXT,
    note       TEXT,
    PRIMARY KEY (season, subject, key, name)
) STRICT;

CREATE TABLE complete_class (
    season TEXT NOT NULL,
    round  TEXT NOT NULL,
    class  TEXT NOT NULL,
    PRIMARY KEY (season, round, class),
    FOREIGN KEY (season, round) REFERENCES round,
    FOREIGN KEY (season, class) REFERENCES class
) STRICT;

CREATE TABLE driver (
    season      TEXT NOT NULL REFERENCES season,
    driver      TEXT NOT NULL,
    person      TEXT NOT NULL, -- the same in every season that the driver is known in
    nationality TEXT, -- ISO 3166 alpha-3; '?' looked for, not found; NULL not filled in
    born        TEXT, -- ISO date
    sources     TEXT NOT NULL,
    PRIMARY KEY (season, driver)
) STRICT;
CREATE INDEX driver_by_person ON driver (person, season);

CREATE TABLE team (
    season      TEXT NOT NULL REFERENCES season,
    team        TEXT NOT NULL,
    outfit      TEXT NOT NULL, -- the same in every season that the team is known in
    nationality TEXT,
    sources     TEXT NOT NULL,
    PRIMARY KEY (season, team)
) STRICT;
CREATE INDEX team_by_outfit ON team (outfit, season);

CREATE TABLE chassis (
    season       TEXT NOT NULL REFERENCES season,
    chassis      TEXT NOT NULL,
    manufacturer TEXT NOT NULL,
    PRIMARY KEY (season, chassis)
) STRICT;

CREATE TABLE derivation (
    season      TEXT    NOT NULL REFERENCES season,
    derivation  TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    sources     TEXT    NOT NULL,
    from_points INTEGER NOT NULL CHECK (from_points IN (0, 1)),
    PRIMARY KEY (season, derivation)
) STRICT;

-- One car in one session of one round.
CREATE TABLE entry (
    entry            INTEGER PRIMARY KEY,
    season           TEXT    NOT NULL,
    round            TEXT    NOT NULL,
    session          TEXT    NOT NULL CHECK (session IN ('race', 'sprint')),
    class            TEXT    NOT NULL,
    car              TEXT    NOT NULL, -- text: cars 8 and 08 are two cars; '?' not known
    car_repeated     INTEGER NOT NULL CHECK (car_repeated IN (0, 1)), -- 1: the source gives several cars this number
    team             TEXT    NOT NULL, -- '?' not known
    entrant          TEXT,             -- who entered the car, where that is not the team
    constructor      TEXT,             -- who scores for it in a constructors' championship
    chassis          TEXT,             -- '?' looked for or disputed; NULL not filled in; so for the next three
    engine           TEXT,
    tyre             TEXT,
    laps             INTEGER,
    laps_unknown     INTEGER NOT NULL CHECK (laps_unknown IN (0, 1)),
    class_position   INTEGER CHECK (class_position >= 1), -- NULL: not classified, or not known
    overall_position INTEGER CHECK (overall_position >= 1),
    grid             INTEGER CHECK (grid >= 1), -- NULL: not known, or from the pit lane
    pit_lane         INTEGER NOT NULL CHECK (pit_lane IN (0, 1)), -- 1: started from the pit lane
    time             TEXT, -- race time as published
    gap              TEXT, -- to the winner, as published
    reason           TEXT, -- of a retirement
    status           TEXT    NOT NULL CHECK (
        status IN (
            'classified', 'not classified', 'retired', 'disqualified', 'excluded', 'did not start',
            'did not qualify', 'did not pre-qualify', 'did not practise', '?'
        )
    ),
    sources          TEXT    NOT NULL, -- of class position, car, team and crew
    detail_sources   TEXT    NOT NULL, -- of the rest; empty: the same
    derivation       TEXT,
    note             TEXT,
    FOREIGN KEY (season, round) REFERENCES round,
    FOREIGN KEY (season, class) REFERENCES class,
    FOREIGN KEY (season, derivation) REFERENCES derivation
) STRICT;
CREATE INDEX entry_by_round ON entry (season, round, class, class_position);
CREATE INDEX entry_by_team ON entry (season, team);
CREATE INDEX entry_by_chassis ON entry (season, chassis);
CREATE INDEX entry_by_car ON entry (season, car);
CREATE INDEX entry_won ON entry (season, round, class) WHERE class_position = 1 AND session = 'race';
CREATE UNIQUE INDEX entry_car_once ON entry (season, round, session, car) WHERE car <> '?' AND car_repeated = 0;

CREATE TABLE crew (
    entry  INTEGER NOT NULL REFERENCES entry,
    seat   INTEGER NOT NULL, -- listed order, from 1
    season TEXT    NOT NULL,
    driver TEXT    NOT NULL,
    PRIMARY KEY (entry, seat),
    FOREIGN KEY (season, driver) REFERENCES driver
) STRICT;
CREATE INDEX crew_by_driver ON crew (season, driver, entry);

-- A person who took the start of a race, once a race whatever number of cars; guests outside the championship are not
-- here. What is counted over many seasons is counted here.
CREATE TABLE drive (
    person TEXT    NOT NULL,
    date   TEXT    NOT NULL,
    season TEXT    NOT NULL,
    round  TEXT    NOT NULL,
    place  INTEGER, -- best class place; NULL: not classified, or not known
    PRIMARY KEY (person, date, season, round),
    FOREIGN KEY (season, round) REFERENCES round
) STRICT, WITHOUT ROWID;
CREATE INDEX drive_on_podium ON drive (season, place, person, date, round) WHERE place <= 3;

-- Who started first: on the grid where that is held, else in qualifying. Several rows where several drivers share it.
CREATE TABLE pole (
    season TEXT    NOT NULL,
    round  TEXT    NOT NULL,
    seq    INTEGER NOT NULL,
    team   TEXT, -- NULL: not known
    driver TEXT, -- NULL: not known which of the crew
    PRIMARY KEY (season, round, seq),
    FOREIGN KEY (season, round) REFERENCES round,
    FOREIGN KEY (season, driver) REFERENCES driver
) STRICT;
CREATE INDEX pole_by_driver ON pole (season, driver);
CREATE INDEX pole_by_team ON pole (season, team);

-- Who drove the fastest lap of a race; several rows where drivers share the time.
CREATE TABLE fastest_lap (
    season TEXT NOT NULL,
    round  TEXT NOT NULL,
    driver TEXT NOT NULL,
    PRIMARY KEY (season, round, driver),
    FOREIGN KEY (season, round) REFERENCES round,
    FOREIGN KEY (season, driver) REFERENCES driver
) STRICT;
CREATE INDEX fastest_lap_by_driver ON fastest_lap (season, driver);

CREATE TABLE qualifying (
    season         TEXT    NOT NULL,
    round          TEXT    NOT NULL,
    seq            INTEGER NOT NULL, -- order in the text
    position       INTEGER CHECK (position >= 1), -- on the whole grid
    class          TEXT    NOT NULL,
    class_position INTEGER CHECK (class_position >= 1),
    car            TEXT    NOT NULL,
    team           TEXT,
    drivers        TEXT    NOT NULL, -- separated by '; ', empty where not stated
    time           TEXT,
    sources        TEXT    NOT NULL,
    derivation     TEXT,
    note           TEXT,
    PRIMARY KEY (season, round, seq),
    FOREIGN KEY (season, round) REFERENCES round,
    FOREIGN KEY (season, class) REFERENCES class,
    FOREIGN KEY (season, derivation) REFERENCES derivation
) STRICT;

CREATE TABLE championship (
    season          TEXT    NOT NULL REFERENCES season,
    championship    TEXT    NOT NULL,
    seq             INTEGER NOT NULL,
    class           TEXT    NOT NULL,
    kind            TEXT    NOT NULL CHECK (
        kind IN ('teams', 'drivers', 'manufacturers', 'constructors', 'tyres')
    ),
    name            TEXT    NOT NULL,
    coverage        TEXT    NOT NULL,
    countback       TEXT    NOT NULL CHECK (countback IN ('none', 'scoring places', 'all places')),
    decided         TEXT, -- code of the round where the title was decided
    decided_sources TEXT,
    PRIMARY KEY (season, championship),
    FOREIGN KEY (season, class) REFERENCES class,
    FOREIGN KEY (season, decided) REFERENCES round
) STRICT;
CREATE INDEX championship_by_class ON championship (season, class, kind);

-- Parts of a season of which only the best scores count. A part without rounds is the whole season.
CREATE TABLE counting (
    season       TEXT    NOT NULL,
    championship TEXT    NOT NULL,
    part         INTEGER NOT NULL,
    best         INTEGER NOT NULL CHECK (best >= 1),
    PRIMARY KEY (season, championship, part),
    FOREIGN KEY (season, championship) REFERENCES championship
) STRICT;

CREATE TABLE counting_round (
    season       TEXT    NOT NULL,
    championship TEXT    NOT NULL,
    part         INTEGER NOT NULL,
    round        TEXT    NOT NULL,
    PRIMARY KEY (season, championship, part, round),
    FOREIGN KEY (season, championship, part) REFERENCES counting,
    FOREIGN KEY (season, round) REFERENCES round
) STRICT;

CREATE TABLE adjustment (
    season       TEXT    NOT NULL,
    championship TEXT    NOT NULL,
    competitor   TEXT    NOT NULL,
    round        TEXT, -- NULL: taken from or given to the total
    points       INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    sources      TEXT    NOT NULL,
    FOREIGN KEY (season, championship) REFERENCES championship,
    FOREIGN KEY (season, round) REFERENCES round
) STRICT;
CREATE INDEX adjustment_by_championship ON adjustment (season, championship);

CREATE TABLE standing (
    season        TEXT    NOT NULL,
    championship  TEXT    NOT NULL,
    competitor    TEXT    NOT NULL,
    seq           INTEGER NOT NULL, -- order in the text
    position      INTEGER,          -- NULL: not known, or struck
    struck        TEXT CHECK (struck IN ('DSQ', 'EX')), -- struck from the table: how the source writes it
    total         INTEGER,          -- NULL: not known
    total_derived INTEGER NOT NULL CHECK (total_derived IN (0, 1)),
    chassis       TEXT    NOT NULL, -- separated by '; ', empty where not stated
    engine        TEXT    NOT NULL,
    sources       TEXT    NOT NULL,
    derivation    TEXT,
    note          TEXT,
    PRIMARY KEY (season, championship, competitor),
    FOREIGN KEY (season, championship) REFERENCES championship,
    FOREIGN KEY (season, derivation) REFERENCES derivation
) STRICT;
CREATE INDEX standing_by_competitor ON standing (season, competitor);
CREATE INDEX standing_first ON standing (season, championship, competitor) WHERE position = 1;

CREATE TABLE score (
    season       TEXT    NOT NULL,
    championship TEXT    NOT NULL,
    competitor   TEXT    NOT NULL,
    round        TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('points', 'no part', 'unknown', 'left out')),
    points       INTEGER,
    derived      INTEGER NOT NULL CHECK (derived IN (0, 1)),
    dropped      INTEGER NOT NULL CHECK (dropped IN (0, 1)),
    one_of       TEXT, -- the letter shared by cells of which exactly one holds the points
    PRIMARY KEY (season, championship, competitor, round),
    FOREIGN KEY (season, championship, competitor) REFERENCES standing,
    FOREIGN KEY (season, round) REFERENCES round,
    CHECK ((state = 'points') = (points IS NOT NULL))
) STRICT;

CREATE TABLE scale (
    season         TEXT NOT NULL REFERENCES season,
    scale          TEXT NOT NULL,
    name           TEXT NOT NULL,
    session        TEXT NOT NULL CHECK (session IN ('race', 'sprint')),
    championships  TEXT NOT NULL, -- codes separated by spaces; empty: all
    fastest_lap    INTEGER, -- points for the fastest lap; NULL: none
    fastest_lap_within INTEGER, -- the worst place with which it pays; NULL: any
    sources        TEXT NOT NULL,
    rounds_sources TEXT NOT NULL,
    PRIMARY KEY (season, scale)
) STRICT;

CREATE TABLE scale_place (
    season TEXT    NOT NULL,
    scale  TEXT    NOT NULL,
    place  INTEGER NOT NULL CHECK (place >= 1),
    points INTEGER NOT NULL,
    PRIMARY KEY (season, scale, place),
    FOREIGN KEY (season, scale) REFERENCES scale
) STRICT;

CREATE TABLE scale_round (
    season TEXT NOT NULL,
    scale  TEXT NOT NULL,
    round  TEXT NOT NULL,
    PRIMARY KEY (season, round, scale),
    FOREIGN KEY (season, scale) REFERENCES scale,
    FOREIGN KEY (season, round) REFERENCES round
) STRICT;

CREATE TABLE rule (
    season  TEXT    NOT NULL REFERENCES season,
    rule    TEXT    NOT NULL,
    seq     INTEGER NOT NULL,
    text    TEXT    NOT NULL,
    sources TEXT    NOT NULL,
    PRIMARY KEY (season, rule)
) STRICT;

CREATE TABLE dispute (
    dispute      INTEGER PRIMARY KEY,
    season       TEXT NOT NULL REFERENCES season,
    subject      TEXT NOT NULL,
    field        TEXT NOT NULL,
    round        TEXT,
    class        TEXT,
    car          TEXT,
    team         TEXT,
    circuit      TEXT,
    championship TEXT,
    stands       TEXT -- NULL where no claim stands
) STRICT;
CREATE INDEX dispute_by_round ON dispute (season, round);

CREATE TABLE claim (
    dispute INTEGER NOT NULL REFERENCES dispute,
    seq     INTEGER NOT NULL,
    value   TEXT    NOT NULL,
    sources TEXT    NOT NULL,
    PRIMARY KEY (dispute, seq)
) STRICT;

CREATE TABLE note (
    season       TEXT    NOT NULL REFERENCES season,
    seq          INTEGER NOT NULL,
    topic        TEXT    NOT NULL CHECK (
        topic IN ('season', 'calendar', 'race', 'qualifying', 'championship', 'class')
    ),
    text         TEXT    NOT NULL,
    sources      TEXT    NOT NULL,
    round        TEXT,
    class        TEXT,
    championship TEXT,
    keywords     TEXT    NOT NULL, -- separated by '; '
    PRIMARY KEY (season, seq)
) STRICT;
CREATE INDEX note_by_round ON note (season, round, topic);

-- Every word people may use for a thing of a season. The resolver reads this once.
CREATE TABLE alias (
    season TEXT NOT NULL REFERENCES season,
    kind   TEXT NOT NULL CHECK (
        kind IN ('series', 'season', 'round', 'class', 'circuit', 'driver', 'team', 'car', 'chassis', 'engine', 'manufacturer', 'tyre')
    ),
    target TEXT NOT NULL, -- the natural key of the thing
    alias  TEXT NOT NULL,
    name   INTEGER NOT NULL CHECK (name IN (0, 1)), -- 1: the thing's own name
    PRIMARY KEY (season, kind, target, alias)
) STRICT;

-- How much a driver, team or car has to do with its season: starts, and a hundred for each class win. What is offered
-- comes in this order.
CREATE TABLE weight (
    season TEXT    NOT NULL REFERENCES season,
    kind   TEXT    NOT NULL CHECK (kind IN ('driver', 'team', 'car')),
    target TEXT    NOT NULL,
    weight INTEGER NOT NULL,
    PRIMARY KEY (season, kind, target)
) STRICT, WITHOUT ROWID;

-- Words that a message names a thing by only inside a longer name, or only with these capitals.
CREATE TABLE prose_word (
    season TEXT NOT NULL REFERENCES season,
    word   TEXT NOT NULL,
    rule   TEXT NOT NULL CHECK (rule IN ('never alone', 'capitalised')),
    PRIMARY KEY (season, word)
) STRICT;

-- An entry as answers show it: with its round, its class and its crew in listed order.
CREATE VIEW entry_line AS
SELECT entry.entry,
       entry.season,
       entry.round,
       round.seq      AS round_seq,
       round.number   AS round_number,
       round.name     AS round_name,
       circuit.short  AS circuit_short,
       round.short    AS round_short,
       entry.session,
       entry.class,
       class.seq      AS class_seq,
       class.guest,
       entry.car,
       entry.team,
       entry.entrant,
       entry.constructor,
       (SELECT group_concat(listed.driver, '; ')
          FROM (SELECT crew.driver FROM crew WHERE crew.entry = entry.entry ORDER BY crew.seat) AS listed) AS crew,
       entry.chassis,
       entry.engine,
       entry.tyre,
       entry.laps,
       entry.class_position,
       entry.overall_position,
       CASE WHEN entry.session <> 'race' THEN 0
            WHEN entry.overall_position IS NOT NULL THEN entry.overall_position = 1
            -- Of several cars of one number, a place alone tells which of them won.
            ELSE coalesce(fact.value = entry.car AND entry.car <> '?' AND entry.car_repeated = 0, 0)
        END           AS overall_winner,
       entry.grid,
       entry.pit_lane,
       entry.time,
       entry.gap,
       entry.reason,
       entry.status,
       entry.sources,
       entry.detail_sources,
       entry.derivation,
       entry.note
  FROM entry -- first, whatever is asked: left to itself, SQLite goes through all rounds and classes for one driver
 CROSS JOIN round ON round.season = entry.season AND round.round = entry.round
 CROSS JOIN circuit ON circuit.season = round.season AND circuit.circuit = round.circuit
 CROSS JOIN class ON class.season = entry.season AND class.class = entry.class
  LEFT JOIN fact ON fact.season = entry.season AND fact.subject = 'round' AND fact.key = entry.round
                AND fact.name = 'overall_winner';
