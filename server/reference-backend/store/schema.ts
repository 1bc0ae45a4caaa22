/**
 * The tables as they were at first; migrations.ts goes on from here. Times are Unix milliseconds. Whatever leaves the backend (mail, webhook) is first a row here,
 * written in the transaction of the change it tells of.
 */
export const SCHEMA = `
-- People as the CRM knows them. Written by the API, the workflows and seeding; never deleted, only archived.
-- "properties" is the API's customProperties and the truth; the columns beside it exist to be indexed.
create table if not exists contacts (
  pk integer primary key,
  id text not null unique,
  subtype text not null,
  status text not null,
  name text not null,
  email_key text,
  convex_user_id text,
  frontend_user_id text,
  properties text not null,
  created_at integer not null,
  updated_at integer not null
) strict;
-- E-mails are not unique: the CRM's clerks enter people twice.
create index if not exists contacts_by_email on contacts (email_key, created_at, id);
create index if not exists contacts_by_convex_user on contacts (convex_user_id);
create index if not exists contacts_by_frontend_user on contacts (frontend_user_id);
create index if not exists contacts_by_creation on contacts (created_at, id);
create index if not exists contacts_by_status on contacts (status, created_at, id);
create index if not exists contacts_by_subtype on contacts (subtype, created_at, id);
create index if not exists contacts_by_update on contacts (updated_at);

-- Search text of contacts, by rowid = contacts.pk. Trigrams, so that any part of a name is found by index.
create virtual table if not exists contacts_text using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);

-- The backend's accounts. One for each Convex user; those seeded without a Convex user have null there.
create table if not exists frontend_users (
  pk integer primary key,
  id text not null unique,
  email text not null,
  status text not null,
  crm_contact_id text,
  convex_user_id text unique,
  auth_provider text not null,
  registration_source text not null,
  welcomed_at integer,
  created_at integer not null,
  updated_at integer not null
) strict;

-- Mail outbox. Inserted with the change that causes the mail. Updated by the mail sender, and when somebody tries a
-- failed one again. More columns: migrations.ts.
create table if not exists mails (
  id text primary key,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  status text not null default 'queued',
  attempts integer not null default 0,
  next_attempt_at integer not null,
  last_error text,
  created_at integer not null,
  settled_at integer
) strict;
create index if not exists mails_due on mails (next_attempt_at) where status = 'queued';

-- Webhook outbox: one row for each event and endpoint. Updated by the webhook sender, and when somebody sends an
-- event again or an endpoint is disabled or removed. More columns and its log: migrations.ts.
create table if not exists webhook_deliveries (
  pk integer primary key,
  event_id text not null,
  endpoint_url text not null,
  body text not null,
  status text not null default 'queued',
  attempts integer not null default 0,
  next_attempt_at integer not null,
  last_outcome text,
  created_at integer not null,
  settled_at integer,
  unique (event_id, endpoint_url)
) strict;
create index if not exists webhook_deliveries_due on webhook_deliveries (next_attempt_at) where status = 'queued';
create index if not exists webhook_deliveries_settled on webhook_deliveries (settled_at) where settled_at is not null;

-- Log of workflow runs, read by GET /workflows/executions. Holds IDs, no personal data.
create table if not exists executions (
  pk integer primary key autoincrement,
  id text not null unique,
  trigger text not null,
  status text not null,
  started_at integer not null,
  completed_at integer not null,
  logs text not null,
  result text not null
) strict;
create index if not exists executions_by_start on executions (started_at);

-- Answers given under an Idempotency-Key, written in the transaction of the work they report.
create table if not exists answers (
  key text primary key,
  status integer not null,
  body text not null,
  created_at integer not null
) strict, without rowid;
create index if not exists answers_by_creation on answers (created_at);
`;
