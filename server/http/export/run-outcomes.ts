import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { mayDo } from "../../../shared/permissions";
import type { Me } from "../../../shared/session-api";
import type { Convex, ConvexCaller } from "../../convex-client";
import { api } from "../../convex/_generated/api";
import { expectedFailure } from "./expected-failure";

type Options = { convex: Convex; operatorOf: (request: FastifyRequest) => Promise<Me | null> };

/**
 * `GET /api/export/runs/<run ID>.csv`: what became of everybody in a run, streamed page by page, so that a run of any
 * size takes no memory. A value that a spreadsheet would take for a formula is written as text.
 */
export function registerRunExport(app: FastifyInstance, { convex, operatorOf }: Options): void {
  app.get<{ Params: { runId: string } }>("/api/export/runs/:runId.csv", async (request, reply) => {
    const operator = await operatorOf(request);
    if (!operator) return reply.code(401).send({ code: "unauthenticated", message: "Sign in first." });
    if (!mayDo(operator.role, "runs.read")) {
      const message = `Your role (${operator.role}) may not read runs.`;
      return reply.code(403).send({ code: "forbidden", message });
    }
    const { operatorId: id, name, role } = operator;
    const caller = convex.as({ kind: "operator", id, name, role });
    const { runId } = request.params;
    try {
      await caller.mutation(api.exports.begin, { runId, requestId: request.id });
    } catch (error) {
      const { status, ...body } = expectedFailure(error);
      return reply.code(status).send(body);
    }
    return reply
      .header("content-type", "text/csv; charset=utf-8")
      .header("content-disposition", `attachment; filename="run-${runId}.csv"`)
      .header("cache-control", "no-store")
      .send(csvOf(caller, runId));
  });
}

const columns = ["link_id", "user_id", "contact_id", "name", "outcome", "error_code", "why"];

function csvOf(caller: ConvexCaller, runId: string): Readable {
  const csv = stringify({ header: true, bom: true, columns, escape_formulas: true });
  const rows = Readable.from(rowsOf(caller, runId));
  rows.once("error", (error) => csv.destroy(error));
  csv.once("close", () => rows.destroy());
  return rows.pipe(csv);
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
