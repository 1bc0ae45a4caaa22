import type { FastifyInstance } from "fastify";
import { AuditFilter, type AuditEvent } from "../../../shared/audit-api";
import type { ConvexCaller } from "../../convex-client";
import { api } from "../../convex/_generated/api";
import { sendCsv } from "./csv";
import { askedAsJson } from "./asked";
import { type ExportDeps, openExport } from "./export-door";
import { noted } from "./noted";

/**
 * `GET /api/export/audit.csv?filter=<JSON>`: what `audit.list` shows with that filter (everything without one), newest
 * first, page by page, so that any number of events takes no memory. The audit tells of it too.
 */
export function registerAuditExport(app: FastifyInstance, deps: ExportDeps): void {
  app.get<{ Querystring: { filter?: string } }>("/api/export/audit.csv", async (request, reply) => {
    const begun: { filter?: AuditFilter } = {};
    const caller = await openExport(deps, request, reply, "audit.export", async (convex) => {
      begun.filter = askedAsJson(AuditFilter, "filter", request.query.filter ?? "{}");
      await convex.mutation(api.audit.beginExport, { filter: begun.filter, requestId: request.id });
    });
    if (!caller || !begun.filter) return reply;
    const rows = noted(rowsOf(caller, begun.filter), (taken) =>
      caller.noteEnd(api.audit.endExport, { ...taken, requestId: request.id }),
    );
    return sendCsv(reply, { name: `audit-${new Date().toISOString().slice(0, 10)}.csv`, columns, rows });
  });
}

async function* rowsOf(caller: ConvexCaller, filter: AuditFilter): AsyncGenerator<string[]> {
  let cursor: string | null = null;
  do {
    const page: { events: AuditEvent[]; nextCursor: string | null } = await caller.query(
      api.audit.exportPage,
      { ...filter, cursor },
    );
    yield* page.events.map(rowOf);
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
