import type { FunctionReturnType } from "convex/server";
import type { FastifyInstance } from "fastify";
import { newToken } from "../../auth/tokens";
import type { ConvexCaller } from "../../convex-client";
import { api } from "../../convex/_generated/api";
import { sendCsv } from "./csv";
import { type ExportDeps, openExport } from "./export-door";

type Options = ExportDeps & { publicUrl: string | null };
type Page = FunctionReturnType<typeof api.exports.issueInvitations>;

/** Links made in one transaction. */
const PAGE = 100;
const columns = ["contact_id", "name", "email", "link", "good_until"];

/**
 * `POST /api/export/runs/<run ID>/invitations.csv`: a link for everybody whom a run has invited and who has not
 * registered. Only hashes are stored, so the links are in this file alone; asking again makes new ones.
 */
export function registerInvitationsExport(app: FastifyInstance, { publicUrl, ...deps }: Options): void {
  app.post<{ Params: { runId: string } }>(
    "/api/export/runs/:runId/invitations.csv",
    async (request, reply) => {
      const { runId } = request.params;
      const caller = await openExport(deps, request, reply, "users.invite", (convex) =>
        convex.mutation(api.exports.beginInvitations, { runId, requestId: request.id }),
      );
      if (!caller) return reply;
      const address = publicUrl ?? `${request.protocol}://${request.host}`;
      const rows = rowsOf(caller, runId, address);
      return sendCsv(reply, { name: `invitations-${runId}.csv`, columns, rows });
    },
  );
}

async function* rowsOf(caller: ConvexCaller, runId: string, address: string): AsyncGenerator<string[]> {
  let cursor: string | null = null;
  do {
    const tokens = new Map(
      Array.from({ length: PAGE }, newToken).map((made) => [made.tokenHash, made.token]),
    );
    const offered = { runId, cursor, tokenHashes: [...tokens.keys()] };
    const page: Page = await caller.mutation(api.exports.issueInvitations, offered);
    for (const { tokenHash, contactId, name, email, expiresAt } of page.links) {
      const link = `${address}/portal/register?invite=${tokens.get(tokenHash) ?? ""}`;
      yield [contactId, name, email, link, new Date(expiresAt).toISOString()];
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
}
