-- The whole article model. Times are UTC milliseconds; flags are 0 or 1; JSON is text.
-- STRICT makes SQLite refuse a value of the wrong type instead of storing it.

CREATE TABLE settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  tagline TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT 'it' CHECK (language IN ('it', 'en')),
  time_zone TEXT NOT NULL DEFAULT 'Europe/Rome',
  accent TEXT NOT NULL DEFAULT '#9b2c1f',
  support TEXT NOT NULL DEFAULT '{}',
  newsletter TEXT NOT NULL DEFAULT '{}',
  legal TEXT NOT NULL DEFAULT '{}',
  about TEXT,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sections (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES sections,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX sections_parent ON sections (parent_id, position);

CREATE TABLE authors (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'organisation')),
  role TEXT NOT NULL DEFAULT '',
  bio TEXT NOT NULL DEFAULT '',
  expertise TEXT NOT NULL DEFAULT '[]',
  portrait_media_id INTEGER REFERENCES media,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT ''
) STRICT;

-- `variants` says which widths exist: {"jpg":[640,1280],"webp":[…],"avif":[…]}.
CREATE TABLE media (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  alt TEXT NOT NULL DEFAULT '',
  caption TEXT NOT NULL DEFAULT '',
  credit TEXT NOT NULL DEFAULT '',
  licence TEXT NOT NULL DEFAULT '',
  licence_url TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  focal_x REAL NOT NULL DEFAULT 0.5,
  focal_y REAL NOT NULL DEFAULT 0.5,
  colour TEXT NOT NULL DEFAULT '#888888',
  variants TEXT NOT NULL DEFAULT '{}',
  sensitive INTEGER NOT NULL DEFAULT 0,
  rights_expire_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

-- The row holds what readers see: the live revision laid out in columns (the working one while the
-- article was never published). Every change is a compare-and-swap on lock_version.
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN
    ('draft', 'in_review', 'changes_requested', 'approved', 'scheduled', 'published', 'unpublished', 'archived')),
  lock_version INTEGER NOT NULL DEFAULT 1,
  live_revision_id INTEGER REFERENCES article_revisions DEFERRABLE INITIALLY DEFERRED,
  working_revision_id INTEGER REFERENCES article_revisions DEFERRABLE INITIALLY DEFERRED,
  scheduled_revision_id INTEGER REFERENCES article_revisions DEFERRABLE INITIALLY DEFERRED,
  language TEXT NOT NULL DEFAULT 'it',
  translation_group_id INTEGER,
  section_id INTEGER NOT NULL REFERENCES sections,
  slug TEXT NOT NULL,
  path TEXT NOT NULL,
  headline TEXT NOT NULL,
  kicker TEXT NOT NULL DEFAULT '',
  standfirst TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  body_schema_version INTEGER NOT NULL,
  word_count INTEGER NOT NULL DEFAULT 0,
  genre TEXT NOT NULL DEFAULT 'news' CHECK (genre IN
    ('news', 'opinion', 'analysis', 'interview', 'review', 'live', 'press')),
  series_id INTEGER REFERENCES series,
  place TEXT NOT NULL DEFAULT '',
  byline_override TEXT NOT NULL DEFAULT '',
  hero_media_id INTEGER REFERENCES media,
  hero_alt TEXT,
  hero_caption TEXT,
  hero_credit TEXT,
  social TEXT NOT NULL DEFAULT '',
  seo TEXT NOT NULL DEFAULT '{}',
  source TEXT NOT NULL DEFAULT '{}',
  access_level TEXT NOT NULL DEFAULT 'free' CHECK (access_level IN ('free')),
  hide_support INTEGER NOT NULL DEFAULT 0,
  hide_newsletter INTEGER NOT NULL DEFAULT 0,
  publish_at INTEGER,
  embargo_until INTEGER,
  first_published_at INTEGER,
  substantive_updated_at INTEGER,
  import_source TEXT,
  import_id TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (section_id, slug)
) STRICT;
CREATE INDEX articles_by_slug ON articles (slug);
CREATE UNIQUE INDEX articles_import ON articles (import_source, import_id) WHERE import_source IS NOT NULL;
CREATE INDEX articles_published ON articles (first_published_at DESC, id DESC) WHERE status = 'published';
CREATE INDEX articles_by_section ON articles (section_id, first_published_at DESC, id DESC) WHERE status = 'published';
CREATE INDEX articles_by_genre ON articles (genre, first_published_at DESC, id DESC) WHERE status = 'published';
CREATE INDEX articles_by_group ON articles (translation_group_id) WHERE translation_group_id IS NOT NULL;

CREATE TABLE article_revisions (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  parent_id INTEGER REFERENCES article_revisions,
  kind TEXT NOT NULL CHECK (kind IN
    ('autosave', 'manual', 'submit', 'approve', 'publish', 'restore', 'import')),
  snapshot TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  hash TEXT NOT NULL,
  editor_id INTEGER,
  session_id TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX revisions_of_article ON article_revisions (article_id, id DESC);

CREATE TABLE article_authors (
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  position INTEGER NOT NULL,
  author_id INTEGER NOT NULL REFERENCES authors,
  role TEXT NOT NULL DEFAULT 'author' CHECK (role IN ('author', 'photo', 'translator', 'editor')),
  published_at INTEGER,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX articles_of_author ON article_authors (author_id, published_at DESC, article_id DESC);

CREATE TABLE article_tags (
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag_id INTEGER NOT NULL REFERENCES tags,
  published_at INTEGER,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX articles_of_tag ON article_tags (tag_id, published_at DESC, article_id DESC);

CREATE TABLE corrections (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type IN ('correction', 'clarification', 'update', 'retraction')),
  text TEXT NOT NULL,
  position TEXT NOT NULL DEFAULT 'bottom' CHECK (position IN ('top', 'bottom')),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX corrections_of_article ON corrections (article_id, at);
CREATE INDEX corrections_by_time ON corrections (at DESC, id DESC);

CREATE TABLE related_pins (
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  position INTEGER NOT NULL,
  target_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE related (
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  rank INTEGER NOT NULL,
  target_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  reason TEXT NOT NULL CHECK (reason IN ('pin', 'topic', 'section', 'recent')),
  PRIMARY KEY (article_id, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX related_to ON related (target_id);

-- Every address an article ever had. One of them is current; the others answer 301.
CREATE TABLE article_paths (
  path TEXT PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  current INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX article_current_path ON article_paths (article_id) WHERE current = 1;

-- Everything else that moved. to_path is null when status is 410 (gone).
CREATE TABLE redirects (
  from_path TEXT PRIMARY KEY,
  to_path TEXT,
  status INTEGER NOT NULL DEFAULT 301 CHECK (status IN (301, 410)),
  origin TEXT NOT NULL DEFAULT 'manual',
  created_at INTEGER NOT NULL,
  CHECK ((status = 410) = (to_path IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX redirects_to ON redirects (to_path);

CREATE TABLE subscribers (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN
    ('pending', 'confirmed', 'unsubscribed', 'suppressed')),
  language TEXT NOT NULL,
  consent_text TEXT NOT NULL,
  consent_at INTEGER NOT NULL,
  consent_source TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- AUTOINCREMENT: a number is never given twice, even after old rows are pruned.
CREATE TABLE tag_clock (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tag TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  leased_until INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at);

CREATE VIRTUAL TABLE articles_fts USING fts5 (
  headline, standfirst, body, authors, tags,
  tokenize = "unicode61 remove_diacritics 2"
);
