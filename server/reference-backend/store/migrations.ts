/**
 * What was added to the tables of schema.ts since, in order. A step runs once on every file and is never edited
 * afterwards.
 */
export const MIGRATIONS: readonly string[] = [
  `
-- Where events go. Inserted from the options at every start and by the API, deleted by the same; the sender notes
-- failures in it and disables it. An endpoint that once answered 410 is asked once more after this step.
drop table if exists disabled_endpoints;
create table webhook_endpoints (
  id text primary key,
  url text not null unique,
  form text not null,
  secret text not null,
  -- What the options said last, so that only a change of them rotates; null when the API made the endpoint.
  configured_secret text,
  previous_secret text,
  previous_until integer,
  failing_since integer,
  last_failure_at integer,
  disabled_at integer,
  disabled_reason text,
  created_at integer not null
) strict;

-- "person" keeps the events of one person in order; null for events about nobody. "round" counts how often the
-- delivery was begun anew, so that an attempt of an earlier round settles nothing.
alter table webhook_deliveries add column person text;
alter table webhook_deliveries add column round integer not null default 0;
create index webhook_deliveries_waiting on webhook_deliveries (endpoint_url, next_attempt_at, pk)
  where status = 'queued';
create index webhook_deliveries_of_person on webhook_deliveries (endpoint_url, person, pk) where status = 'queued';
create index webhook_deliveries_by_endpoint on webhook_deliveries (endpoint_url, pk);
create index webhook_deliveries_by_status on webhook_deliveries (status, pk);

-- Delivery log: one row for each attempt, inserted by the sender with its outcome, deleted with its delivery.
create table webhook_attempts (
  pk integer primary key,
  delivery integer not null,
  at integer not null,
  duration_ms integer not null,
  outcome text not null,
  status integer,
  error text,
  response text
) strict;
create index webhook_attempts_of_delivery on webhook_attempts (delivery, pk);
`,
  `
-- What people have booked, with the name and the price of that time. Inserted by seeding; read by GET /bookings.
create table bookings (
  pk integer primary key,
  id text not null unique,
  frontend_user_id text not null,
  event_id text,
  event_name text not null,
  start_date integer,
  ticket_number text,
  status text not null,
  -- In minor units of the currency.
  total integer,
  currency text,
  created_at integer not null
) strict;
create index bookings_of_user on bookings (frontend_user_id, created_at, pk);
`,
  `
-- The mail outbox is the delivery log, too. "intent" is what the mail is for: there is one mail for each. "begun_at" is
-- set while a mail is being handed over, so that one found at the next start may have gone out; "in_doubt" says it may
-- have gone out twice.
alter table mails add column template text;
alter table mails add column language text;
alter table mails add column intent text;
alter table mails add column begun_at integer;
alter table mails add column in_doubt integer not null default 0;
create unique index mails_by_intent on mails (intent) where intent is not null;
create index mails_by_creation on mails (created_at, id);
create index mails_by_status on mails (status, created_at, id);
create index mails_settled on mails (settled_at) where settled_at is not null;
`,
  `
-- Events that can be booked. Inserted by seeding; "registrations" counts the places that are taken, in the
-- transaction of the booking, and never exceeds "capacity" (null: room for everybody).
create table events (
  pk integer primary key,
  id text not null unique,
  name text not null,
  description text,
  status text not null,
  start_date integer not null,
  end_date integer not null,
  location text,
  capacity integer,
  registrations integer not null default 0,
  registration_closes_at integer,
  ticket_prefix text not null,
  created_at integer not null,
  check (capacity is null or registrations <= capacity)
) strict;
create index events_by_start on events (start_date, id);
create index events_by_status on events (status, start_date, id);

-- The categories of an event, with their add-ons as the API shows them. Inserted with their event.
create table products (
  pk integer primary key,
  id text not null unique,
  event_id text not null,
  name text not null,
  price integer not null,
  currency text not null,
  category_code text not null,
  category_label text not null,
  payment_method text not null,
  -- Whether the payment of this product fails: there is no payment provider here, so somebody has to say so.
  payment_refused integer not null default 0,
  addons text not null
) strict;
create index products_of_event on products (event_id, pk);

-- Bookings that were begun. Inserted by POST /checkout/sessions, settled by /checkout/confirm, which then keeps its
-- answer and forgets the person; deleted by housekeeping.
create table checkout_sessions (
  id text primary key,
  event_id text not null,
  request text not null,
  total integer not null,
  currency text not null,
  expires_at integer not null,
  answer text,
  created_at integer not null
) strict, without rowid;
create index checkout_sessions_by_creation on checkout_sessions (created_at);

-- One for each place of a booking, inserted with it.
create table tickets (
  pk integer primary key,
  id text not null unique,
  number text not null unique,
  booking_id text not null,
  event_id text not null,
  product_id text not null,
  created_at integer not null
) strict;
create index tickets_of_booking on tickets (booking_id, pk);

-- What was ordered, and what the event's form asked; null for bookings that were seeded.
alter table bookings add column transaction_id text;
alter table bookings add column lines text;
alter table bookings add column form_responses text;

-- For guests only: accounts are found by their Convex user.
alter table frontend_users add column email_key text;
create index frontend_users_guests on frontend_users (email_key, created_at, id)
  where auth_provider = 'guest' and convex_user_id is null;
`,
  `
-- For the lists of the admin page. E-mails of accounts from before have no key yet.
update frontend_users set email_key = lower(trim(email)) where email_key is null;
create index frontend_users_by_email on frontend_users (email_key, created_at, id);
create index frontend_users_by_contact on frontend_users (crm_contact_id);
create index frontend_users_by_creation on frontend_users (created_at, id);
create index frontend_users_by_status on frontend_users (status, created_at, id);
create index bookings_by_creation on bookings (created_at, pk);
`,
  `
-- What runs on a trigger, as objects. Inserted at the first start, changed by the API. "definition" is the truth; the
-- columns beside it exist to be looked up.
create table workflows (
  pk integer primary key,
  id text not null unique,
  status text not null,
  trigger_on text not null,
  definition text not null
) strict;
create index workflows_by_trigger on workflows (trigger_on, status, pk);
`,
  `
-- Who may call, as hashes. Inserted from the options at every start and by the API, deleted by the same.
create table api_keys (
  pk integer primary key,
  id text not null unique,
  label text not null,
  hash text not null unique,
  configured integer not null,
  per_minute integer,
  created_at integer not null,
  last_used_at integer,
  expires_at integer
) strict;
`,
  `
-- Who comes, as they said it themselves; null for bookings that were seeded.
alter table bookings add column customer text;
`,
  `
-- "Did my mail go out?": people ask by their address.
create index mails_by_recipient on mails (lower(recipient), created_at, id);
`,
];
