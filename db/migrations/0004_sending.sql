-- What is written to subscribers, when, and what became of each message.

ALTER TABLE newsletters ADD COLUMN sender TEXT NOT NULL DEFAULT '';
ALTER TABLE newsletters ADD COLUMN reply_to TEXT NOT NULL DEFAULT '';

-- How often somebody wants to hear from us at most.
ALTER TABLE subscribers ADD COLUMN pace TEXT NOT NULL DEFAULT 'every' CHECK (pace IN ('every', 'weekly'));

-- By id within each state: the newest first, page by page, however many there are.
DROP INDEX subscribers_by_status;
CREATE INDEX subscribers_by_status ON subscribers (status);

-- What is counted of consents is read from the indexes alone.
DROP INDEX consents_of;
DROP INDEX consents_by_time;
CREATE INDEX consents_of ON newsletter_consents (email_key, event, at);
CREATE INDEX consents_by_time ON newsletter_consents (at, event, email_key);

-- Issues that write themselves: on these days (1 is Monday), at this hour of the publication's zone.
CREATE TABLE newsletter_schedules (
  id INTEGER PRIMARY KEY,
  newsletter_id INTEGER NOT NULL REFERENCES newsletters ON DELETE CASCADE,
  days TEXT NOT NULL,
  time TEXT NOT NULL,
  hours INTEGER NOT NULL,
  section_id INTEGER REFERENCES sections ON DELETE SET NULL,
  subject TEXT NOT NULL DEFAULT '',
  -- Sent by itself, or left as a draft for somebody to look at.
  sends INTEGER NOT NULL DEFAULT 1,
  active INTEGER NOT NULL DEFAULT 1,
  -- The planned time that was dealt with last.
  last_planned_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES people,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX schedules_of ON newsletter_schedules (newsletter_id);

CREATE TABLE newsletter_issues (
  id INTEGER PRIMARY KEY,
  newsletter_id INTEGER NOT NULL REFERENCES newsletters,
  kind TEXT NOT NULL CHECK (kind IN ('digest', 'letter')),
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN
    ('draft', 'scheduled', 'held', 'sending', 'paused', 'done', 'cancelled', 'empty')),
  -- Its address in the archive, given when sending starts.
  slug TEXT,
  subject TEXT NOT NULL DEFAULT '',
  subject_b TEXT NOT NULL DEFAULT '',
  preheader TEXT NOT NULL DEFAULT '',
  intro TEXT NOT NULL,
  source TEXT NOT NULL,
  articles TEXT NOT NULL DEFAULT '[]',
  -- Percent of the audience that gets one subject or the other first, and how long their clicks are counted.
  test_share INTEGER NOT NULL DEFAULT 0,
  test_hours INTEGER NOT NULL DEFAULT 4,
  decide_at INTEGER,
  winner TEXT CHECK (winner IN ('a', 'b')),
  schedule_id INTEGER REFERENCES newsletter_schedules ON DELETE SET NULL,
  planned_at INTEGER,
  -- Why it is held or paused.
  reason TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '',
  -- Messages per second; NULL: as the settings have it.
  rate REAL,
  -- What is sent, frozen when sending starts: what readers of the archive see, and a message for each subject.
  content TEXT,
  message_a TEXT,
  message_b TEXT,
  message_hash TEXT,
  audience INTEGER NOT NULL DEFAULT 0,
  lock_version INTEGER NOT NULL DEFAULT 1,
  started_at INTEGER,
  finished_at INTEGER,
  created_by INTEGER REFERENCES people,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (newsletter_id, slug)
) STRICT;
CREATE INDEX issues_by_status ON newsletter_issues (status, planned_at);
CREATE INDEX issues_of_newsletter ON newsletter_issues (newsletter_id, started_at DESC);
CREATE UNIQUE INDEX issues_of_schedule ON newsletter_issues (schedule_id, planned_at) WHERE schedule_id IS NOT NULL;

-- One row for each message of an issue. Who was erased is still counted.
CREATE TABLE newsletter_deliveries (
  id INTEGER PRIMARY KEY,
  issue_id INTEGER NOT NULL REFERENCES newsletter_issues ON DELETE CASCADE,
  subscriber_id INTEGER REFERENCES subscribers ON DELETE SET NULL,
  email TEXT NOT NULL,
  domain TEXT NOT NULL,
  variant TEXT NOT NULL DEFAULT 'a' CHECK (variant IN ('a', 'b', 'later')),
  -- claimed: surely not sent yet. dot: the end of the message may have reached the server.
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'claimed', 'dot', 'sent', 'failed', 'skipped', 'uncertain')),
  attempt INTEGER NOT NULL DEFAULT 0,
  first_at INTEGER,
  next_at INTEGER NOT NULL,
  lease TEXT NOT NULL DEFAULT '',
  marked_at INTEGER,
  done_at INTEGER,
  smtp_code INTEGER,
  smtp_text TEXT NOT NULL DEFAULT '',
  server_id TEXT NOT NULL DEFAULT '',
  UNIQUE (issue_id, subscriber_id)
) STRICT;
CREATE INDEX deliveries_due ON newsletter_deliveries (issue_id, next_at, id) WHERE state = 'queued';
-- For recipients' domains that have a limit of their own.
CREATE INDEX deliveries_of_domain ON newsletter_deliveries (issue_id, domain, next_at, id) WHERE state = 'queued';
CREATE INDEX deliveries_leased ON newsletter_deliveries (lease) WHERE state IN ('claimed', 'dot');
CREATE INDEX deliveries_in_order ON newsletter_deliveries (issue_id, id);
CREATE INDEX deliveries_of_issue ON newsletter_deliveries (issue_id, state, id);
CREATE INDEX deliveries_done ON newsletter_deliveries (issue_id, done_at DESC) WHERE done_at IS NOT NULL;
CREATE INDEX deliveries_of ON newsletter_deliveries (subscriber_id) WHERE subscriber_id IS NOT NULL;
CREATE INDEX deliveries_by_time ON newsletter_deliveries (done_at) WHERE done_at IS NOT NULL;

-- What came back: refusals, reports and complaints.
CREATE TABLE newsletter_bounces (
  id INTEGER PRIMARY KEY,
  subscriber_id INTEGER REFERENCES subscribers ON DELETE CASCADE,
  issue_id INTEGER REFERENCES newsletter_issues ON DELETE CASCADE,
  delivery_id INTEGER,
  kind TEXT NOT NULL CHECK (kind IN ('hard', 'soft', 'policy', 'complaint')),
  -- Enhanced status code (RFC 3463), like 5.1.1.
  status TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  UNIQUE (delivery_id, kind, status)
) STRICT;
CREATE INDEX bounces_of ON newsletter_bounces (subscriber_id, at);
CREATE INDEX bounces_by_time ON newsletter_bounces (at);

-- How taking in what comes back goes: when it was looked for last, and what went wrong since it last went well.
CREATE TABLE newsletter_intake (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  looked_at INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT ''
) STRICT;

-- How mail is sent, sealed with the installation's secret: it holds passwords and a key.
CREATE TABLE mail_settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  sealed TEXT NOT NULL,
  lock_version INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL
) STRICT;

-- The process that sends, and when it was last seen.
CREATE TABLE newsletter_worker (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  owner TEXT NOT NULL,
  kind TEXT NOT NULL,
  fence INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
