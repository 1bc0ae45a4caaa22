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
];
