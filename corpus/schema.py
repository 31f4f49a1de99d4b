"""The tables and views of `corpus.db`, as migrations: small, named, never edited once released."""

TABLES = """
CREATE TABLE documents (           -- one article at one outlet, for ever
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,        -- that of url_key
  url TEXT NOT NULL,
  url_key TEXT NOT NULL UNIQUE,    -- of the accepted canonical address, else of the final address
  site TEXT NOT NULL,              -- registered domain that published it
  source TEXT,                     -- whose entry led there
  first_seen_at TEXT NOT NULL,
  copy_of INTEGER REFERENCES documents (id),  -- NULL: this is the article
  copy_kind TEXT,                  -- exact, near, update
  similarity REAL,                 -- of its words to the article's, 0..1
  syndicated_from TEXT,            -- a canonical address on another domain
  version INTEGER NOT NULL,        -- the current n
  state TEXT NOT NULL,             -- live, truncated, gone, forgotten
  checked_at TEXT NOT NULL,
  next_check_at TEXT               -- NULL: not looked at again
);
CREATE INDEX documents_by_article ON documents (copy_of);
CREATE INDEX documents_by_next_check ON documents (next_check_at);

CREATE TABLE addresses (           -- one address of one document
  url_key TEXT PRIMARY KEY,
  ref TEXT NOT NULL,               -- 10 base32 characters of sha256(url_key)
  document_id INTEGER NOT NULL REFERENCES documents (id),
  url TEXT NOT NULL,
  kind TEXT NOT NULL,              -- fetched, redirect, canonical, moved, alias
  seen_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX addresses_by_document ON addresses (document_id);
CREATE INDEX addresses_by_ref ON addresses (ref);

CREATE TABLE versions (            -- one state of a document
  document_id INTEGER NOT NULL REFERENCES documents (id),
  n INTEGER NOT NULL,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  title TEXT NOT NULL,
  text_sha TEXT NOT NULL,          -- sha256 of the folded text
  authors TEXT NOT NULL,           -- json: [name]
  published_at TEXT,
  published_precision TEXT,        -- instant, day
  modified_at TEXT,
  language TEXT,
  description TEXT,
  words INTEGER NOT NULL,
  wire TEXT,                       -- the agency it credits
  truncated INTEGER NOT NULL,      -- 1: only the beginning was shown
  confidence REAL,
  change TEXT,                     -- against the version before: NULL for the first
  details TEXT NOT NULL,           -- json: raw dates and how found, cuts, embeds, corrections, credits, rights
  page_id INTEGER REFERENCES pages (id),
  extractor TEXT,
  text TEXT NOT NULL,              -- last: what stands behind a long text costs a read of its own
  PRIMARY KEY (document_id, n)
);
CREATE INDEX versions_by_text ON versions (text_sha);
CREATE INDEX versions_by_published ON versions (published_at);

CREATE TABLE rereadings (          -- what an older extractor or memory made of a version
  document_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  replaced_at TEXT NOT NULL,
  extractor TEXT,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (document_id, n, replaced_at)
);

CREATE TABLE judgements (          -- one address on one topic by one judge
  url_key TEXT NOT NULL,
  topic TEXT NOT NULL,
  judged_by TEXT NOT NULL,         -- topic, person
  topic_version TEXT,
  judged_at TEXT NOT NULL,
  score REAL,
  label TEXT NOT NULL,             -- on_topic, borderline, off_topic
  rule TEXT,                       -- of the topic: the one that decided
  direction TEXT,                  -- which way the matter goes, as the topic names it
  matched TEXT NOT NULL,           -- json: [{concept, term, where, paragraph, start, end, language, added}]
  note TEXT,
  PRIMARY KEY (url_key, topic, judged_by)
) WITHOUT ROWID;

CREATE TABLE related (             -- two documents that share much but are not one
  a INTEGER NOT NULL REFERENCES documents (id),
  b INTEGER NOT NULL REFERENCES documents (id),
  kind TEXT NOT NULL,              -- contains, template, diverged
  similarity REAL NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX related_by_other ON related (b);

CREATE TABLE shingles (            -- an entry of the near-duplicate index, of any version
  hash INTEGER NOT NULL,
  document_id INTEGER NOT NULL,
  PRIMARY KEY (hash, document_id)
) WITHOUT ROWID;

CREATE TABLE pages (               -- one fetch, archive record or imported line
  id INTEGER PRIMARY KEY,
  origin TEXT,                     -- file and record or line; NULL: fetched by us
  url_key TEXT NOT NULL,
  requested_url TEXT NOT NULL,
  url TEXT NOT NULL,
  status INTEGER NOT NULL,
  headers TEXT NOT NULL,           -- json
  fetched_at TEXT NOT NULL,
  sha256 TEXT NOT NULL,            -- of the decoded body
  html BLOB,                       -- zstd; kept for each new version and for unreadable pages
  run_id INTEGER REFERENCES runs (id)
);
CREATE INDEX pages_by_address ON pages (url_key);

CREATE TABLE links (               -- an address met
  url_key TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  title TEXT,
  published_at TEXT,
  modified_at TEXT,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  verdict TEXT,                    -- stored, alias, off_topic, unreadable, forbidden, failed, forgotten; NULL: open
  reason TEXT,
  document_id INTEGER REFERENCES documents (id),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT,                -- NULL: not tried again
  feed_text TEXT                   -- the article as its feed carries it (html), until the link is settled
) WITHOUT ROWID;
CREATE INDEX links_by_verdict ON links (verdict, next_try_at);
CREATE INDEX links_by_document ON links (document_id);

CREATE TABLE sightings (           -- a link in one place of one source
  url_key TEXT NOT NULL,
  source TEXT NOT NULL,
  found_in TEXT NOT NULL,          -- the address of the feed, sitemap or page
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  PRIMARY KEY (url_key, source, found_in)
) WITHOUT ROWID;
CREATE INDEX sightings_by_source ON sightings (source);

CREATE TABLE feeds (               -- a feed, sitemap, section page or robots.txt
  url TEXT PRIMARY KEY,
  source TEXT,
  kind TEXT NOT NULL,              -- feed, sitemap, section, robots
  etag TEXT,
  last_modified TEXT,
  fetched_at TEXT,
  changed_at TEXT,
  status INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  moved_to TEXT,
  body BLOB                        -- robots.txt only
) WITHOUT ROWID;

CREATE TABLE sources (             -- state of a source; what it is stands in its entry
  name TEXT PRIMARY KEY,
  last_visit_at TEXT,
  last_answer_at TEXT,
  last_new_at TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  next_due_at TEXT,
  leased_until TEXT,
  leased_by INTEGER
) WITHOUT ROWID;

CREATE TABLE runs (                -- one process that settles pages
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,              -- crawl, fetch, backfill, import
  started_at TEXT NOT NULL,
  finished_at TEXT,
  topics TEXT NOT NULL,            -- json: [name@version]
  wirewatch TEXT NOT NULL,         -- the version of the program
  error TEXT
);

CREATE TABLE visits (              -- one source in one run
  run_id INTEGER NOT NULL REFERENCES runs (id),
  source TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  state TEXT,                      -- ok, unchanged, empty, failed, cut
  links_met INTEGER NOT NULL DEFAULT 0,
  links_new INTEGER NOT NULL DEFAULT 0,
  links_known INTEGER NOT NULL DEFAULT 0,
  outcomes TEXT NOT NULL DEFAULT '{}',  -- json: {outcome: count}
  requests INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  gap TEXT,                        -- json: the feed and the span that it no longer listed
  error TEXT,
  digest TEXT,
  PRIMARY KEY (run_id, source)
) WITHOUT ROWID;

CREATE TABLE site_pages (          -- one of a site's recent pages, whether it was stored or not: it taught us the site
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- the newest is the one read last
  site TEXT NOT NULL,
  url_key TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  wanted INTEGER NOT NULL,         -- 1: a topic wants it for its words
  found TEXT NOT NULL,             -- json: which of title, authors, published_at, language it has
  confidence REAL,
  UNIQUE (site, url_key)
);

CREATE TABLE blocks (              -- a paragraph of one of these pages
  site_page INTEGER NOT NULL REFERENCES site_pages (id) ON DELETE CASCADE,
  block_sha TEXT NOT NULL,         -- of its folded words
  size INTEGER NOT NULL,           -- characters
  telling INTEGER NOT NULL,        -- 1: words of the topic stand in it
  weighed INTEGER NOT NULL,        -- 1: the page was read knowing that the site repeats it
  PRIMARY KEY (site_page, block_sha)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE documents_fts USING fts5 (
  title, text, tokenize = 'unicode61 remove_diacritics 0', prefix = '3 4'
);
"""

VIEWS = """
CREATE VIEW labels AS              -- what holds for an address on a topic: a person's word, else the topic's
SELECT url_key, topic, topic_version, judged_by, judged_at, score, label, rule, direction, matched, note
FROM judgements AS j
WHERE judged_by = 'person' OR NOT EXISTS (
  SELECT 1 FROM judgements AS p WHERE p.url_key = j.url_key AND p.topic = j.topic AND p.judged_by = 'person');

CREATE VIEW articles AS            -- one row per document that copies nothing, with its current version
SELECT d.id, d.ref, d.url, d.site, d.source, v.title, v.text, v.authors, v.published_at, v.published_precision,
  v.modified_at, v.language, v.description, v.words, v.wire, d.first_seen_at, d.state, d.version, d.checked_at,
  CASE (SELECT min(CASE label WHEN 'on_topic' THEN 0 WHEN 'borderline' THEN 1 ELSE 2 END)
        FROM labels AS l WHERE l.url_key = d.url_key)
    WHEN 0 THEN 'on_topic' WHEN 1 THEN 'borderline' WHEN 2 THEN 'off_topic' END AS label,
  (SELECT max(score) FROM labels AS l WHERE l.url_key = d.url_key) AS score,
  (SELECT count(*) FROM documents AS c WHERE c.copy_of = d.id) AS copies
FROM documents AS d JOIN versions AS v ON v.document_id = d.id AND v.n = d.version
WHERE d.copy_of IS NULL AND d.state <> 'forgotten';

CREATE VIEW copies AS              -- the rest: the same article at other outlets
SELECT d.id, d.copy_of AS article_id, d.ref, d.url, d.site, d.source, v.title, d.copy_kind AS kind, d.similarity,
  v.published_at, v.language, v.words, v.wire, d.first_seen_at, d.state
FROM documents AS d JOIN versions AS v ON v.document_id = d.id AND v.n = d.version
WHERE d.copy_of IS NOT NULL AND d.state <> 'forgotten';
"""

LEASES = """
ALTER TABLE sources DROP COLUMN leased_until;
ALTER TABLE sources DROP COLUMN leased_by;

CREATE TABLE leases (              -- a site that a run visits just now; no other run does
  site TEXT PRIMARY KEY,           -- registered domain
  run_id INTEGER NOT NULL REFERENCES runs (id),
  until TEXT NOT NULL              -- renewed while the run lives
) WITHOUT ROWID;

ALTER TABLE runs ADD COLUMN process TEXT;     -- machine:number of the process; NULL: not known
ALTER TABLE visits ADD COLUMN due_at TEXT;    -- when it was due; NULL: it was the first
"""

MIGRATIONS = {"create_tables": TABLES, "create_views": VIEWS, "lease_sites": LEASES}
"""Each migration by name, in their order."""
