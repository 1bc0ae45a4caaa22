import type { FastifyInstance } from "fastify";
import type { ConvexCaller } from "../../convex-client";
import { api } from "../../convex/_generated/api";
import { sendCsv } from "./csv";
import { type ExportDeps, openExport } from "./export-door";

const columns = ["link_id", "user_id", "contact_id", "name", "outcome", "error_code", "why"];

/**
 * `GET /api/export/runs/<run ID>.csv`: what became of everybody in a run, page by page, so that a run of any size takes
 * no memory.
 */
export function registerRunExport(app: FastifyInstance, deps: ExportDeps): void {
  app.get<{ Params: { runId: string } }>("/api/export/runs/:runId.csv", async (request, reply) => {
    const { runId } = request.params;
    const caller = await openExport(deps, request, reply, "runs.export", (convex) =>
      convex.mutation(api.exports.begin, { runId, requestId: request.id }),
    );
    if (!caller) return reply;
    return sendCsv(reply, { name: `run-${runId}.csv`, columns, rows: rowsOf(caller, runId) });
  });
}

async function* rowsOf(caller: ConvexCaller, runId: string): AsyncGenerator<string[]> {
  let cursor: string | null = null;
  do {
    const page: { rows: string[][]; nextCursor: string | null } = await caller.query(
      api.exports.runOutcomes,
      {
        ...{ runId, cursor },
      },
    );
    yield* page.rows;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
