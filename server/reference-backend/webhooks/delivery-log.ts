import { z } from "zod";
import { deliveryNotFound } from "../api-error";
import type { Database, SqlValue } from "../store/database";
import { type Attempt, listAttempts } from "./attempts";

export const DELIVERY_STATUSES = ["queued", "delivered", "failed"] as const;

/** The query string of `GET /webhooks/deliveries`. */
export const deliveryListQuery = z.object({
  endpointId: z.string().min(1).optional(),
  eventId: z.string().min(1).optional(),
  status: z.enum(DELIVERY_STATUSES).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});

/** A line of the log without its body. Times are Unix milliseconds. */
export interface DeliveryLine {
  id: string;
  eventId: string;
  endpointUrl: string;
  status: (typeof DELIVERY_STATUSES)[number];
  /** Of the current round; the log may hold more. */
  attempts: number;
  lastOutcome: string | null;
  /** Null when no attempt follows. */
  nextAttemptAt: number | null;
  createdAt: number;
  settledAt: number | null;
}

/** A delivery as a whole. */
export type DeliveryDetail = DeliveryLine & { body: string; log: Attempt[] };

const COLUMNS = `cast(pk as text) as id, event_id as eventId, endpoint_url as endpointUrl, status, attempts,
  last_outcome as lastOutcome, case status when 'queued' then next_attempt_at end as nextAttemptAt,
  created_at as createdAt, settled_at as settledAt`;

/** One page, newest first. `nextCursor` is absent on the last page. */
export function listDeliveries(db: Database, query: z.output<typeof deliveryListQuery>) {
  const { where, values } = conditions(query);
  const rows = db.all<DeliveryLine>(
    `select ${COLUMNS} from webhook_deliveries where ${where} order by pk desc limit ?`,
    ...values,
    query.limit + 1,
  );
  const deliveries = rows.slice(0, query.limit);
  const last = deliveries.at(-1);
  return { deliveries, ...(rows.length > deliveries.length && last ? { nextCursor: last.id } : {}) };
}

function conditions(query: z.output<typeof deliveryListQuery>) {
  const { cursor, status, eventId, endpointId } = query;
  const parts: Array<[sql: string, value: SqlValue | undefined]> = [
    ["pk < ?", cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor)],
    ["status = ?", status],
    ["event_id = ?", eventId],
    ["endpoint_url = (select url from webhook_endpoints where id = ?)", endpointId],
  ];
  const given = parts.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  return { where: given.map(({ sql }) => sql).join(" and "), values: given.map(({ value }) => value) };
}

/** One delivery with its bytes and its attempts, oldest first. Throws the 404 when there is none of this ID. */
export function existingDelivery(db: Database, id: string): DeliveryDetail {
  const sql = `select ${COLUMNS}, body from webhook_deliveries where pk = ?`;
  const line = db.get<DeliveryLine & { body: string }>(sql, Number(id));
  if (!line) throw deliveryNotFound();
  return { ...line, log: listAttempts(db, Number(id)) };
}
