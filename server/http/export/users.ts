import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Selection } from "../../../shared/runs-api";
import type { UserLink } from "../../../shared/users-api";
import type { ConvexCaller } from "../../convex-client";
import { api } from "../../convex/_generated/api";
import { sendCsv } from "./csv";
import { asked, askedAsJson } from "./asked";
import { type ExportDeps, openExport } from "./export-door";
import { noted } from "./noted";

const path = "/api/export/users.csv";
/** IDs asked for at once. */
const PAGE = 500;
const everybody = JSON.stringify({ by: "filter", filter: {}, except: [] } satisfies Selection);

/**
 * `GET /api/export/users.csv?selection=<JSON>`: the picked people (a `Selection` as `runs.create` takes it; without one
 * everybody), page by page, so that any number of them takes no memory. The same by POST with the selection as its
 * body, for more IDs than an address can hold. The audit tells when it began, and how far it came.
 */
export function registerUsersExport(app: FastifyInstance, deps: ExportDeps): void {
  app.get<{ Querystring: { selection?: string } }>(path, async (request, reply) =>
    answer(deps, request, reply, () =>
      askedAsJson(Selection, "selection", request.query.selection ?? everybody),
    ),
  );
  app.post(path, async (request, reply) =>
    answer(deps, request, reply, () => asked(Selection, "selection", request.body)),
  );
}

async function answer(
  deps: ExportDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  read: () => Selection,
): Promise<FastifyReply> {
  const begun: { selection?: Selection } = {};
  const caller = await openExport(deps, request, reply, "users.export", async (convex) => {
    begun.selection = read();
    await convex.mutation(api.exports.beginUsers, { selection: begun.selection, requestId: request.id });
  });
  if (!caller || !begun.selection) return reply;
  const rows = noted(rowsOf(caller, begun.selection), (taken) =>
    caller.noteEnd(api.exports.endUsers, { ...taken, requestId: request.id }),
  );
  return sendCsv(reply, { name: `users-${new Date().toISOString().slice(0, 10)}.csv`, columns, rows });
}

async function* rowsOf(caller: ConvexCaller, selection: Selection): AsyncGenerator<string[]> {
  if (selection.by === "ids") {
    for (let next = 0; next < selection.linkIds.length; next += PAGE) {
      const linkIds = selection.linkIds.slice(next, next + PAGE);
      yield* (await caller.query(api.exports.usersByIds, { linkIds })).map(rowOf);
    }
    return;
  }
  const except = new Set(selection.except);
  let cursor: string | null = null;
  do {
    const page: { rows: UserLink[]; nextCursor: string | null } = await caller.query(api.exports.usersPage, {
      ...selection.filter,
      cursor,
    });
    yield* page.rows.filter(({ linkId }) => !except.has(linkId)).map(rowOf);
    cursor = page.nextCursor;
  } while (cursor !== null);
}

const time = (at: number | null) => (at === null ? "" : new Date(at).toISOString());

/** Every column with what it holds of a person; times are ISO 8601 in UTC. */
const cells: Record<string, (person: UserLink) => string | null> = {
  link_id: ({ linkId }) => linkId,
  convex_user_id: ({ userId }) => userId,
  frontend_user_id: ({ frontendUserId }) => frontendUserId,
  crm_contact_id: ({ contactId }) => contactId,
  name: ({ name }) => name,
  email: ({ email }) => email,
  state: ({ state }) => state,
  reason: ({ reason }) => reason,
  account: ({ userStatus }) => userStatus,
  error_code: ({ errorCode }) => errorCode,
  tries: ({ attempts }) => String(attempts),
  next_try_at: ({ nextAttemptAt }) => time(nextAttemptAt),
  created_at: ({ createdAt }) => time(createdAt),
  last_sync_at: ({ lastSyncAt }) => time(lastSyncAt),
  last_webhook_at: ({ lastWebhookAt }) => time(lastWebhookAt),
  last_webhook_type: ({ lastWebhookType }) => lastWebhookType,
};
const columns = Object.keys(cells);
const rowOf = (person: UserLink) => Object.values(cells).map((cell) => cell(person) ?? "");
