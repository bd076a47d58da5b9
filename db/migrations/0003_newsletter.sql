-- The newsletter: what can be subscribed to, who agreed to what, and who must not be written to.

CREATE TABLE newsletters (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  frequency TEXT NOT NULL DEFAULT 'daily' CHECK (frequency IN ('daily', 'weekly', 'other')),
  section_id INTEGER REFERENCES sections ON DELETE SET NULL,
  -- Offered to readers. One that is not goes on being sent.
  open INTEGER NOT NULL DEFAULT 1,
  position INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX newsletters_section ON newsletters (section_id) WHERE section_id IS NOT NULL;

-- uid stands for a subscriber in links: it tells nothing of how many there are.
ALTER TABLE subscribers ADD COLUMN uid TEXT NOT NULL DEFAULT '';
UPDATE subscribers SET uid = lower(hex(randomblob(8)));
CREATE UNIQUE INDEX subscribers_uid ON subscribers (uid);
ALTER TABLE subscribers ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE subscribers ADD COLUMN confirmed_at INTEGER;
ALTER TABLE subscribers ADD COLUMN paused_until INTEGER;
-- The last message that asked to confirm, and how many there were while nobody did.
ALTER TABLE subscribers ADD COLUMN asked_at INTEGER;
ALTER TABLE subscribers ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
CREATE INDEX subscribers_by_status ON subscribers (status, created_at);

CREATE TABLE newsletter_subscriptions (
  subscriber_id INTEGER NOT NULL REFERENCES subscribers ON DELETE CASCADE,
  newsletter_id INTEGER NOT NULL REFERENCES newsletters ON DELETE CASCADE,
  active INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (subscriber_id, newsletter_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscriptions_of_newsletter ON newsletter_subscriptions (newsletter_id, subscriber_id) WHERE active = 1;

-- What somebody agreed to and when (GDPR art. 7). Lines are only added. The person is named by a keyed hash, so that the
-- proof outlives the erasure of the address.
CREATE TABLE newsletter_consents (
  id INTEGER PRIMARY KEY,
  email_key TEXT NOT NULL,
  newsletter TEXT NOT NULL DEFAULT '',
  event TEXT NOT NULL CHECK (event IN ('requested', 'confirmed', 'withdrawn', 'refused', 'imported', 'erased')),
  at INTEGER NOT NULL,
  page TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  text_version TEXT NOT NULL DEFAULT '',
  notice_version INTEGER NOT NULL DEFAULT 0,
  language TEXT NOT NULL DEFAULT '',
  -- Both are taken away after a while.
  address TEXT NOT NULL DEFAULT '',
  user_agent TEXT NOT NULL DEFAULT '',
  message_id TEXT NOT NULL DEFAULT '',
  token_hash TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX consents_of ON newsletter_consents (email_key, id);
CREATE INDEX consents_by_time ON newsletter_consents (at);

-- Links that are good once. `newsletters` are slugs, as JSON.
CREATE TABLE newsletter_tokens (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('confirm', 'data')),
  subscriber_id INTEGER NOT NULL REFERENCES subscribers ON DELETE CASCADE,
  newsletters TEXT NOT NULL DEFAULT '[]',
  message_id TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX newsletter_tokens_of ON newsletter_tokens (subscriber_id);
CREATE INDEX newsletter_tokens_by_time ON newsletter_tokens (created_at);

-- Addresses that nothing may be sent to, by a keyed hash: they stay when everything else of a person is erased.
CREATE TABLE newsletter_suppressions (
  email_key TEXT PRIMARY KEY,
  reason TEXT NOT NULL CHECK (reason IN ('refused', 'erased', 'bounced', 'complained', 'manual')),
  detail TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Keys of the links in letters, sealed with the installation's secret. The newest signs, all of them open.
CREATE TABLE newsletter_keys (
  id INTEGER PRIMARY KEY,
  sealed TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- What whoever runs the publication should know. One line for each kind, until it is over or dismissed.
CREATE TABLE alerts (
  name TEXT PRIMARY KEY,
  since INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
