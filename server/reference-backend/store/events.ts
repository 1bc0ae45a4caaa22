import type { Database } from "./database";

export const EVENT_STATUSES = ["draft", "published", "closed", "cancelled"] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

/** A row of `events`. Times are Unix milliseconds; without a capacity there is room for everybody. */
export interface Event {
  id: string;
  name: string;
  description: string | null;
  status: EventStatus;
  startDate: number;
  endDate: number;
  location: string | null;
  capacity: number | null;
  /** Places that are taken. */
  registrations: number;
  registrationClosesAt: number | null;
  /** What ticket numbers begin with. */
  ticketPrefix: string;
  createdAt: number;
}

const COLUMNS = `id, name, description, status, start_date as startDate, end_date as endDate, location, capacity,
  registrations, registration_closes_at as registrationClosesAt, ticket_prefix as ticketPrefix,
  created_at as createdAt`;

export function findEvent(db: Database, id: string): Event | undefined {
  return db.get<Event>(`select ${COLUMNS} from events where id = ?`, id);
}

/** Which events to list: those of a status, or all. */
export interface EventListQuery {
  status?: EventStatus;
  limit: number;
  offset: number;
}

/** One page, those that start last first: what is to come is on the first page however long the past. */
export function listEvents(db: Database, { status, limit, offset }: EventListQuery) {
  const where = status === undefined ? "" : "where status = ?";
  const values = status === undefined ? [] : [status];
  const total = db.get<{ n: number }>(`select count(*) as n from events ${where}`, ...values)?.n ?? 0;
  const events = db.all<Event>(
    `select ${COLUMNS} from events ${where} order by start_date desc, id limit ? offset ?`,
    ...values,
    limit,
    offset,
  );
  return { events, total };
}

/** Inserts unless its ID is taken; true when it was inserted. */
export function insertEvent(db: Database, event: Event): boolean {
  const sql = `insert into events (id, name, description, status, start_date, end_date, location, capacity,
    registrations, registration_closes_at, ticket_prefix, created_at)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`;
  const { id, name, description, status, startDate, endDate, location, capacity } = event;
  const { registrations, registrationClosesAt, ticketPrefix, createdAt } = event;
  return (
    db.run(
      sql,
      ...[id, name, description, status, startDate, endDate, location, capacity],
      ...[registrations, registrationClosesAt, ticketPrefix, createdAt],
    ) > 0
  );
}

/** Overwrites what organisers may change of the event of the same ID. */
export function updateEvent(db: Database, event: Event): void {
  const { id, name, description, status, capacity, registrationClosesAt } = event;
  db.run(
    `update events set name = ?, description = ?, status = ?, capacity = ?, registration_closes_at = ?
     where id = ?`,
    ...[name, description, status, capacity, registrationClosesAt, id],
  );
}

/** Takes so many places of an event; false, and none taken, when there are not so many left. */
export function takePlaces(db: Database, id: string, places: number): boolean {
  const sql = `update events set registrations = registrations + ?
    where id = ? and (capacity is null or registrations + ? <= capacity)`;
  return db.run(sql, places, id, places) > 0;
}

/** The API's form. */
export function toEventJson(event: Event) {
  const { ticketPrefix: _, ...shown } = event;
  return shown;
}
