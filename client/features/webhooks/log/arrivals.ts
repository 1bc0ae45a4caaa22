import type { WebhookFilter, WebhookRow } from "../../../../shared/webhooks-api";
import type { LoadedPages } from "../../../lib/log-pages";

export type LoadedLog = LoadedPages<WebhookRow>;

/** What has arrived since the log was read, the newest first. `gap`: more than this came, nobody here knows what. */
export type Arrived = { rows: WebhookRow[]; gap: boolean };
export const nothingArrived: Arrived = { rows: [], gap: false };

/** More than this are not kept aside: the log is then read anew. */
export const MOST_ASIDE = 200;

/** `arrived` with more in it: those not shown and not aside already, in the order of the log. */
export function setAside(arrived: Arrived, loaded: LoadedLog | undefined, more: readonly WebhookRow[]) {
  const shown = idsIn(loaded);
  const all = new Map([...more, ...arrived.rows].map((row) => [row.attemptId, row]));
  const rows = newestFirst([...all.values()].filter((row) => !shown.has(row.attemptId)));
  if (rows.length === arrived.rows.length) return arrived;
  return { rows: rows.slice(0, MOST_ASIDE), gap: arrived.gap || rows.length > MOST_ASIDE };
}

/** What the first page, read again, tells: when it does not reach down to what is shown, there is a gap. */
export function setPageAside(arrived: Arrived, loaded: LoadedLog | undefined, page: LoadedLog["pages"][0]) {
  const shown = idsIn(loaded);
  const meets = page.nextCursor === null || page.rows.some((row) => shown.has(row.attemptId));
  const next = setAside(arrived, loaded, page.rows);
  return meets || next === arrived ? next : { ...next, gap: true };
}

/** The log with what has arrived on top of it. */
export function withArrived(loaded: LoadedLog, { rows }: Arrived): LoadedLog {
  const [first, ...rest] = loaded.pages;
  if (!first || rows.length === 0) return loaded;
  const shown = idsIn(loaded);
  const fresh = rows.filter((row) => !shown.has(row.attemptId));
  return { ...loaded, pages: [{ ...first, rows: newestFirst([...fresh, ...first.rows]) }, ...rest] };
}

/** Whether a new arrival belongs to a log narrowed so. The person is not looked at: a row knows one of their IDs. */
export function belongs(row: WebhookRow, filter: WebhookFilter): boolean {
  const { outcomes, types, causes, eventId, from, to } = filter;
  return (
    isOneOf(outcomes, row.outcome) &&
    isOneOf(types, row.type) &&
    isOneOf(causes, row.cause) &&
    (eventId === undefined || (row.eventId?.startsWith(eventId) ?? false)) &&
    (from === undefined || row.receivedAt >= from) &&
    (to === undefined || row.receivedAt < to)
  );
}

const isOneOf = (allowed: readonly string[] | undefined, value: string | null) =>
  !allowed || (value !== null && allowed.includes(value));

const idsIn = (loaded: LoadedLog | undefined) =>
  new Set(loaded?.pages.flatMap((page) => page.rows.map((row) => row.attemptId)));
const newestFirst = (rows: WebhookRow[]) => rows.toSorted((one, other) => other.receivedAt - one.receivedAt);
