-- The newsroom: people and their sessions, the audit log, writing together, review, previews, the arranged front page.

CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('contributor', 'author', 'editor', 'administrator')),
  status TEXT NOT NULL DEFAULT 'invited' CHECK (status IN ('invited', 'active', 'disabled')),
  author_id INTEGER REFERENCES authors,
  password_hash TEXT,
  totp_secret TEXT,
  totp_pending TEXT,
  totp_step INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  last_seen_at INTEGER
) STRICT;

CREATE TABLE recovery_codes (
  hash TEXT PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_codes_of_person ON recovery_codes (person_id);

CREATE TABLE passkeys (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  credential_id TEXT NOT NULL UNIQUE,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL DEFAULT 0,
  transports TEXT NOT NULL DEFAULT '[]',
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX passkeys_of_person ON passkeys (person_id);

-- The key is the hash of the id that stands in the cookie: a stolen database opens no session.
CREATE TABLE sessions (
  hash TEXT PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  user_agent TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of_person ON sessions (person_id, seen_at DESC);

-- Links and challenges that work once. `data` is what the step that spends it needs.
CREATE TABLE account_tokens (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('setup', 'invite', 'reset', 'ticket', 'challenge')),
  person_id INTEGER REFERENCES people ON DELETE CASCADE,
  data TEXT NOT NULL DEFAULT '{}',
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX account_tokens_of_person ON account_tokens (person_id, kind);

-- AUTOINCREMENT: a number that is missing was taken away by somebody.
CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  actor_id INTEGER REFERENCES people,
  actor TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  entity TEXT NOT NULL DEFAULT '',
  entity_id INTEGER,
  article_id INTEGER,
  before TEXT,
  after TEXT,
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX audit_log_of_entity ON audit_log (entity, entity_id, id DESC);
CREATE INDEX audit_log_of_article ON audit_log (article_id, id DESC) WHERE article_id IS NOT NULL;
CREATE INDEX audit_log_of_actor ON audit_log (actor_id, id DESC);
CREATE INDEX audit_log_of_event ON audit_log (event, id DESC);
CREATE INDEX audit_log_by_time ON audit_log (at);
CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_log_is_kept BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

ALTER TABLE settings ADD COLUMN newsroom TEXT NOT NULL DEFAULT '{}';

ALTER TABLE articles ADD COLUMN owner_id INTEGER REFERENCES people;
ALTER TABLE articles ADD COLUMN assignee_id INTEGER REFERENCES people;
-- Where the working revision of a published article stands; null when it is the live one.
ALTER TABLE articles ADD COLUMN stage TEXT CHECK (stage IN
  ('draft', 'in_review', 'changes_requested', 'approved', 'scheduled'));
ALTER TABLE articles ADD COLUMN submitted_by INTEGER REFERENCES people;
ALTER TABLE articles ADD COLUMN approved_by INTEGER REFERENCES people;
ALTER TABLE articles ADD COLUMN approved_revision_id INTEGER REFERENCES article_revisions;
ALTER TABLE articles ADD COLUMN scheduled_by INTEGER REFERENCES people;
-- What was said when it was scheduled, for the hour itself: findings that somebody answers for, and whether readers are told.
ALTER TABLE articles ADD COLUMN schedule_terms TEXT NOT NULL DEFAULT '{}';
CREATE INDEX articles_by_update ON articles (updated_at DESC, id DESC);
CREATE INDEX articles_by_owner ON articles (owner_id, updated_at DESC, id DESC);
CREATE INDEX articles_by_assignee ON articles (assignee_id, updated_at DESC, id DESC) WHERE assignee_id IS NOT NULL;
CREATE INDEX articles_by_status ON articles (status, updated_at DESC, id DESC);
CREATE INDEX articles_by_schedule ON articles (publish_at) WHERE publish_at IS NOT NULL;
CREATE INDEX articles_by_stage ON articles (stage, updated_at DESC, id DESC) WHERE stage IS NOT NULL;

-- `substantive`: readers may open the difference to the one before.
ALTER TABLE article_revisions ADD COLUMN substantive INTEGER NOT NULL DEFAULT 0;
-- When readers saw it first, and what they saw until then.
ALTER TABLE article_revisions ADD COLUMN shown_at INTEGER;
ALTER TABLE article_revisions ADD COLUMN replaced_id INTEGER REFERENCES article_revisions;

-- Who is writing. Advice for people: what keeps text safe is lock_version.
CREATE TABLE article_locks (
  article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  session TEXT NOT NULL,
  -- Whose lead was taken over, so that they are told; null when nobody had it.
  taken_from TEXT,
  acquired_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE article_presence (
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  session TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (article_id, session)
) STRICT, WITHOUT ROWID;

-- Two people wrote the same block: the text that did not get its place waits here until somebody decides.
CREATE TABLE article_conflicts (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  key TEXT NOT NULL,
  field TEXT NOT NULL,
  base TEXT,
  mine TEXT,
  theirs TEXT,
  person_id INTEGER NOT NULL REFERENCES people,
  created_at INTEGER NOT NULL,
  resolved_at INTEGER,
  resolved_by INTEGER REFERENCES people,
  resolution TEXT CHECK (resolution IN ('mine', 'theirs', 'both')),
  UNIQUE (article_id, key)
) STRICT;

-- `anchor` is null for a note on the whole article, else {"block","start","end","quote"}.
CREATE TABLE article_notes (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  parent_id INTEGER REFERENCES article_notes ON DELETE CASCADE,
  anchor TEXT,
  text TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES people,
  created_at INTEGER NOT NULL,
  resolved_at INTEGER,
  resolved_by INTEGER REFERENCES people
) STRICT;
CREATE INDEX notes_of_article ON article_notes (article_id, id);

-- A link to what is not public yet: an article (`article_id`, perhaps one revision), or the site at a time (`at`),
-- perhaps with a front page that nobody has put out (`layout`).
CREATE TABLE preview_tokens (
  hash TEXT PRIMARY KEY,
  article_id INTEGER REFERENCES articles ON DELETE CASCADE,
  revision_id INTEGER REFERENCES article_revisions ON DELETE CASCADE,
  at INTEGER,
  layout TEXT,
  label TEXT NOT NULL DEFAULT '',
  created_by INTEGER NOT NULL REFERENCES people,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  CHECK (article_id IS NOT NULL OR at IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX preview_tokens_of_article ON preview_tokens (article_id);

-- The front page as editors arrange it; the one in force is the newest whose time has come. `due_at`: when it next
-- changes by itself, at its start and whenever a piece gives way; null when it does not.
CREATE TABLE front_pages (
  id INTEGER PRIMARY KEY,
  layout TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  due_at INTEGER,
  lock_version INTEGER NOT NULL DEFAULT 1,
  person_id INTEGER REFERENCES people,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX front_pages_by_start ON front_pages (starts_at DESC, id DESC);
CREATE INDEX front_pages_by_due ON front_pages (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE saved_views (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  shared INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX saved_views_of_person ON saved_views (person_id);

ALTER TABLE authors ADD COLUMN contact TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN copyright TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN taken_at INTEGER;
ALTER TABLE media ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE media ADD COLUMN uploader_id INTEGER REFERENCES people;
-- Since when readers do not see it, because its rights are over.
ALTER TABLE media ADD COLUMN withheld_at INTEGER;
ALTER TABLE media ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX media_by_time ON media (created_at DESC, id DESC);
CREATE INDEX media_by_expiry ON media (rights_expire_at) WHERE rights_expire_at IS NOT NULL;
CREATE INDEX media_withheld ON media (withheld_at) WHERE withheld_at IS NOT NULL;

-- Which pictures the live and the working revision of an article name, the lead picture included.
CREATE TABLE article_media (
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  media_id INTEGER NOT NULL REFERENCES media,
  PRIMARY KEY (article_id, media_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX articles_of_media ON article_media (media_id);

CREATE VIRTUAL TABLE media_fts USING fts5 (
  name, alt, caption, credit,
  tokenize = "unicode61 remove_diacritics 2"
);

-- Words of working revisions, for the newsroom's own search: readers must not find drafts.
CREATE VIRTUAL TABLE newsroom_fts USING fts5 (
  headline, standfirst, body, authors, tags,
  tokenize = "unicode61 remove_diacritics 2"
);

-- Who is in the byline of the working revision, and its topics: article_authors and article_tags know the live one.
CREATE TABLE working_authors (
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  author_id INTEGER NOT NULL REFERENCES authors,
  PRIMARY KEY (article_id, author_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX working_of_author ON working_authors (author_id);
CREATE TABLE working_tags (
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags,
  PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX working_of_tag ON working_tags (tag_id);
INSERT INTO working_authors
SELECT DISTINCT a.id, json_extract(entry.value, '$.authorId')
FROM articles a JOIN article_revisions r ON r.id = a.working_revision_id, json_each(r.snapshot, '$.byline') entry
WHERE json_extract(entry.value, '$.authorId') IN (SELECT id FROM authors);
INSERT INTO working_tags
SELECT DISTINCT a.id, entry.value
FROM articles a JOIN article_revisions r ON r.id = a.working_revision_id, json_each(r.snapshot, '$.tagIds') entry
WHERE entry.value IN (SELECT id FROM tags);

-- A row that was merged stays, because old revisions name it; its slug becomes one that no address can have.
ALTER TABLE tags ADD COLUMN merged_into INTEGER REFERENCES tags;
ALTER TABLE authors ADD COLUMN merged_into INTEGER REFERENCES authors;

-- The newsroom's list of articles, by what it is filtered and sorted by. What readers have not seen yet counts first.
CREATE INDEX articles_by_state ON articles (coalesce(stage, status), updated_at DESC, id DESC);
CREATE INDEX articles_in_section ON articles (section_id, updated_at DESC, id DESC);
CREATE INDEX articles_of_genre ON articles (genre, updated_at DESC, id DESC);
CREATE INDEX articles_by_first ON articles (first_published_at DESC, id DESC) WHERE first_published_at IS NOT NULL;

-- One owner at a time for what must happen once on a machine with several processes.
CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  fence INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was published before there was a newsroom. Drafts follow when they are saved.
INSERT INTO newsroom_fts (rowid, headline, standfirst, body, authors, tags)
  SELECT a.id, a.headline, a.standfirst, coalesce(f.body, ''), coalesce(f.authors, ''), coalesce(f.tags, '')
  FROM articles a LEFT JOIN articles_fts f ON f.rowid = a.id;
INSERT INTO article_media (article_id, media_id)
  SELECT id, hero_media_id FROM articles WHERE hero_media_id IS NOT NULL
  UNION
  SELECT articles.id, media.id FROM articles, json_tree(articles.body) AS node
    JOIN media ON media.id = node.value
    WHERE node.key IN ('mediaId', 'posterMediaId') AND node.type = 'integer';
