import { ConvexError } from "convex/values";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppError } from "../../../shared/errors";
import { Selection } from "../../../shared/runs-api";
import type { UserLink } from "../../../shared/users-api";
import type { ConvexCaller } from "../../convex-client";
import { api } from "../../convex/_generated/api";
import { sendCsv } from "./csv";
import { type ExportDeps, openExport } from "./export-door";
import type { Taker } from "./while-let-in";

const path = "/api/export/users.csv";
/** IDs asked for at once. */
const PAGE = 500;
const everybody: Selection = { by: "filter", filter: {}, except: [] };

/**
 * `GET /api/export/users.csv?selection=<JSON>`: the picked people (a `Selection` as `runs.create` takes it; without one
 * everybody), page by page, so that any number of them takes no memory. The same by POST with the selection as its
 * body, for more IDs than an address can hold. The audit tells when it began, and how far it came.
 */
export function registerUsersExport(app: FastifyInstance, deps: ExportDeps): void {
  app.get<{ Querystring: { selection?: string } }>(path, async (request, reply) =>
    answer(deps, request, reply, () => readJson(request.query.selection)),
  );
  app.post(path, async (request, reply) => answer(deps, request, reply, () => request.body));
}

async function answer(
  deps: ExportDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  read: () => unknown,
): Promise<FastifyReply> {
  const asked: { selection?: Selection } = {};
  const caller = await openExport(deps, request, reply, "users.export", async (convex) => {
    asked.selection = parseSelection(read());
    await convex.mutation(api.exports.beginUsers, { selection: asked.selection, requestId: request.id });
  });
  if (!caller || !asked.selection) return reply;
  const rows = audited(caller, request.id, peopleOf(caller, asked.selection));
  return sendCsv(reply, { name: `users-${new Date().toISOString().slice(0, 10)}.csv`, columns, rows });
}

function readJson(text: string | undefined): unknown {
  if (text === undefined) return everybody;
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable("It is not JSON.");
  }
}

function parseSelection(input: unknown): Selection {
  const parsed = Selection.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unreadable(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

const unreadable = (why: string) =>
  new ConvexError<AppError>({
    ...{ code: "invalid", field: "selection", message: `The selection cannot be read. ${why}` },
  });

/** The rows as they come; when they end, also because nobody takes them any more, the audit is told how many. */
async function* audited(
  caller: Taker,
  requestId: string,
  people: AsyncIterable<UserLink>,
): AsyncGenerator<string[]> {
  let count = 0;
  let complete = false;
  try {
    for await (const person of people) {
      count += 1;
      yield rowOf(person);
    }
    complete = true;
  } finally {
    await caller.noteEnd(api.exports.endUsers, { count, complete, requestId });
  }
}

async function* peopleOf(caller: ConvexCaller, selection: Selection): AsyncGenerator<UserLink> {
  if (selection.by === "ids") {
    for (let next = 0; next < selection.linkIds.length; next += PAGE) {
      yield* await caller.query(api.exports.usersByIds, {
        linkIds: selection.linkIds.slice(next, next + PAGE),
      });
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
    yield* page.rows.filter(({ linkId }) => !except.has(linkId));
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
