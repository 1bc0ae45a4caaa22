import { ConvexError } from "convex/values";
import type { FastifyInstance } from "fastify";
import { AuditFilter, type AuditEvent } from "../../../shared/audit-api";
import type { AppError } from "../../../shared/errors";
import type { ConvexCaller } from "../../convex-client";
import { api } from "../../convex/_generated/api";
import { sendCsv } from "./csv";
import { type ExportDeps, openExport } from "./export-door";
import type { Taker } from "./while-let-in";

/**
 * `GET /api/export/audit.csv?filter=<JSON>`: what `audit.list` shows with that filter (everything without one), newest
 * first, page by page, so that any number of events takes no memory. The audit tells of it too.
 */
export function registerAuditExport(app: FastifyInstance, deps: ExportDeps): void {
  app.get<{ Querystring: { filter?: string } }>("/api/export/audit.csv", async (request, reply) => {
    const asked: { filter?: AuditFilter } = {};
    const caller = await openExport(deps, request, reply, "audit.export", async (convex) => {
      asked.filter = readFilter(request.query.filter);
      await convex.mutation(api.audit.beginExport, { filter: asked.filter, requestId: request.id });
    });
    if (!caller || !asked.filter) return reply;
    const rows = audited(caller, request.id, eventsOf(caller, asked.filter));
    return sendCsv(reply, { name: `audit-${new Date().toISOString().slice(0, 10)}.csv`, columns, rows });
  });
}

function readFilter(text: string | undefined): AuditFilter {
  const parsed = AuditFilter.safeParse(parseJson(text ?? "{}"));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unreadable(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable("It is not JSON.");
  }
}

const unreadable = (why: string) =>
  new ConvexError<AppError>({
    ...{ code: "invalid", field: "filter", message: `The filter cannot be read. ${why}` },
  });

/** The rows as they come; when they end, also because nobody takes them any more, the audit is told how many. */
async function* audited(
  caller: Taker,
  requestId: string,
  events: AsyncIterable<AuditEvent>,
): AsyncGenerator<string[]> {
  let count = 0;
  let complete = false;
  try {
    for await (const event of events) {
      count += 1;
      yield rowOf(event);
    }
    complete = true;
  } finally {
    await caller.noteEnd(api.audit.endExport, { count, complete, requestId });
  }
}

async function* eventsOf(caller: ConvexCaller, filter: AuditFilter): AsyncGenerator<AuditEvent> {
  let cursor: string | null = null;
  do {
    const page: { events: AuditEvent[]; nextCursor: string | null } = await caller.query(
      api.audit.exportPage,
      { ...filter, cursor },
    );
    yield* page.events;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** Every column with what it holds of an event; the time is ISO 8601 in UTC. */
const cells: Record<string, (event: AuditEvent) => string | null> = {
  event_id: ({ eventId }) => eventId,
  at: ({ at }) => new Date(at).toISOString(),
  actor_kind: ({ actor }) => actor.kind,
  actor_id: ({ actor }) => actor.id,
  actor: ({ actor }) => actor.name,
  role: ({ actor }) => actor.role,
  by_token: ({ actor }) => actor.token?.name ?? null,
  action: ({ action }) => action,
  summary: ({ summary }) => summary,
  outcome: ({ outcome }) => outcome,
  reason: ({ reason }) => reason,
  convex_user_id: ({ userId }) => userId,
  crm_contact_id: ({ contactId }) => contactId,
  target_kind: ({ target }) => target?.kind ?? null,
  target_id: ({ target }) => target?.id ?? null,
  webhook_event_id: ({ webhook }) => webhook,
  request_id: ({ requestId }) => requestId,
  changes: ({ changes }) => (changes.length > 0 ? JSON.stringify(changes) : null),
};
const columns = Object.keys(cells);
const rowOf = (event: AuditEvent) => Object.values(cells).map((cell) => cell(event) ?? "");
