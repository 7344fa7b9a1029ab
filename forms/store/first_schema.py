"""The tables of the first released store, frozen: what came later came by steps."""

FIRST_SCHEMA = """
CREATE TABLE cards (
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    form TEXT NOT NULL,
    number TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    state TEXT NOT NULL,
    annulled TEXT,
    revision INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    title TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    kind TEXT,
    children INTEGER NOT NULL,
    date TEXT,
    removed_on TEXT,
    in_force_on TEXT,
    PRIMARY KEY (place)
) STRICT;
CREATE INDEX cards_by_date ON cards (form, date, ordinal);
CREATE INDEX cards_by_name ON cards (form, sort_key, ordinal);
CREATE INDEX cards_by_number ON cards (form, ordinal);
CREATE INDEX cards_by_removal ON cards (form, removed_on);
CREATE INDEX cards_by_state ON cards (form, state, ordinal);
CREATE UNIQUE INDEX cards_id ON cards (id);
CREATE UNIQUE INDEX cards_number ON cards (number);
CREATE TABLE counters (
    name TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (name)
) STRICT;
CREATE TABLE handed_in (
    entry INTEGER NOT NULL,
    return_code TEXT NOT NULL,
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    quarter INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    reason TEXT NOT NULL,
    handed_on TEXT NOT NULL,
    who TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (entry)
) STRICT;
CREATE UNIQUE INDEX handed_in_once ON handed_in (return_code, office, year, quarter, revision);
CREATE TABLE journal (
    entry INTEGER NOT NULL,
    happened_at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    about TEXT NOT NULL,
    PRIMARY KEY (entry)
) STRICT;
CREATE TABLE register_changes (
    entry INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    who TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (entry)
) STRICT;
CREATE TABLE settings (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
) STRICT;
CREATE TABLE steps (
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    PRIMARY KEY (name)
) STRICT;
CREATE TABLE typing (
    id TEXT NOT NULL,
    form TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE TABLE court_case (
    card INTEGER NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    confirmed TEXT NOT NULL,
    kind TEXT,
    came TEXT,
    came_on TEXT,
    claimant TEXT,
    claimant_name TEXT,
    original_on TEXT,
    previous_card TEXT,
    act_on TEXT,
    act_number TEXT,
    act_territory TEXT,
    prosecutor_told_on TEXT,
    act_annulled_on TEXT,
    court_type TEXT,
    court_name TEXT,
    case_number TEXT,
    judge TEXT,
    ended_on TEXT,
    outcome TEXT,
    decision_number TEXT,
    in_force_on TEXT,
    deprives TEXT,
    extract_registry_on TEXT,
    extract_guardianship_on TEXT,
    support_ordered TEXT,
    writ_issued_on TEXT,
    enforcement TEXT,
    enforced_on TEXT,
    note TEXT,
    PRIMARY KEY (card),
    FOREIGN KEY(card) REFERENCES cards (place) ON DELETE CASCADE
) STRICT;
CREATE TABLE edits (
    card INTEGER NOT NULL,
    content TEXT NOT NULL,
    confirmed TEXT NOT NULL,
    PRIMARY KEY (card),
    FOREIGN KEY(card) REFERENCES cards (place) ON DELETE CASCADE
) STRICT;
CREATE TABLE family (
    card INTEGER NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    confirmed TEXT NOT NULL,
    registered_on TEXT,
    register_basis TEXT,
    registration_kind TEXT,
    source TEXT,
    from_commission TEXT,
    registration_document TEXT,
    territory TEXT,
    okrug TEXT,
    settlement TEXT,
    street TEXT,
    house TEXT,
    phone TEXT,
    removed_on TEXT,
    removal_reason TEXT,
    to_commission TEXT,
    removal_document TEXT,
    note TEXT,
    PRIMARY KEY (card),
    FOREIGN KEY(card) REFERENCES cards (place) ON DELETE CASCADE
) STRICT;
CREATE TABLE history (
    entry INTEGER NOT NULL,
    card INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    who TEXT NOT NULL,
    changes TEXT NOT NULL,
    PRIMARY KEY (entry),
    FOREIGN KEY(card) REFERENCES cards (place) ON DELETE CASCADE
) STRICT;
CREATE INDEX history_card ON history (card, entry);
CREATE TABLE people (
    card INTEGER NOT NULL,
    repeat TEXT NOT NULL,
    "row" TEXT NOT NULL,
    surname TEXT NOT NULL,
    name TEXT NOT NULL,
    patronymic TEXT NOT NULL,
    iin TEXT,
    birth TEXT,
    PRIMARY KEY (card, repeat, "row"),
    FOREIGN KEY(card) REFERENCES cards (place) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE INDEX people_birth ON people (birth);
CREATE INDEX people_iin ON people (iin);
CREATE INDEX people_names ON people (surname, name);
CREATE TABLE court_case_appeals (
    card INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    "on" TEXT,
    court TEXT,
    result TEXT,
    PRIMARY KEY (card, id),
    FOREIGN KEY(card) REFERENCES court_case (card) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE TABLE court_case_children (
    card INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    surname TEXT,
    name TEXT,
    patronymic TEXT,
    iin TEXT,
    no_iin TEXT,
    birth TEXT,
    sex TEXT,
    joined_on TEXT,
    outcome TEXT,
    out_on TEXT,
    removed TEXT,
    consent TEXT,
    PRIMARY KEY (card, id),
    FOREIGN KEY(card) REFERENCES court_case (card) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE TABLE court_case_hearings (
    card INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    "on" TEXT,
    what TEXT,
    PRIMARY KEY (card, id),
    FOREIGN KEY(card) REFERENCES court_case (card) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE TABLE court_case_placements (
    card INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    child TEXT,
    kind TEXT,
    since TEXT,
    PRIMARY KEY (card, id),
    FOREIGN KEY(card) REFERENCES court_case (card) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE TABLE court_case_respondents (
    card INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    role TEXT,
    surname TEXT,
    name TEXT,
    patronymic TEXT,
    iin TEXT,
    no_iin TEXT,
    birth TEXT,
    grounds TEXT,
    joined_on TEXT,
    outcome TEXT,
    out_on TEXT,
    PRIMARY KEY (card, id),
    FOREIGN KEY(card) REFERENCES court_case (card) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE TABLE family_children (
    card INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    surname TEXT,
    name TEXT,
    patronymic TEXT,
    iin TEXT,
    no_iin TEXT,
    birth TEXT,
    sex TEXT,
    school TEXT,
    joined_on TEXT,
    joined_how TEXT,
    left_on TEXT,
    left_how TEXT,
    PRIMARY KEY (card, id),
    FOREIGN KEY(card) REFERENCES family (card) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE TABLE family_grounds (
    card INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    ground TEXT,
    since TEXT,
    until TEXT,
    PRIMARY KEY (card, id),
    FOREIGN KEY(card) REFERENCES family (card) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE TABLE family_measures (
    card INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT,
    "on" TEXT,
    document TEXT,
    until TEXT,
    result TEXT,
    PRIMARY KEY (card, id),
    FOREIGN KEY(card) REFERENCES family (card) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE TABLE family_parents (
    card INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    role TEXT,
    surname TEXT,
    name TEXT,
    patronymic TEXT,
    iin TEXT,
    no_iin TEXT,
    birth TEXT,
    sex TEXT,
    employment TEXT,
    absence TEXT,
    joined_on TEXT,
    joined_how TEXT,
    left_on TEXT,
    left_how TEXT,
    PRIMARY KEY (card, id),
    FOREIGN KEY(card) REFERENCES family (card) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE TABLE family_violence (
    card INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    child TEXT,
    kind TEXT,
    "on" TEXT,
    document TEXT,
    PRIMARY KEY (card, id),
    FOREIGN KEY(card) REFERENCES family (card) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1,
    detail=none, prefix='1 2 3', tokenize=ascii);
"""
