import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { readBundle } from "../../audit/read-bundle";
import type { ConvexCaller } from "../../convex-client";
import { api } from "../../convex/_generated/api";
import { type ExportDeps, openExport } from "./export-door";
import { noted } from "./noted";

type Deps = ExportDeps & { proveAudit: () => Promise<number> };

/**
 * `GET /api/export/audit.jsonl`: the whole audit until now as a bundle for `tandem audit verify`, while the server runs.
 * The audit tells of it too.
 */
export function registerAuditBundle(app: FastifyInstance, { proveAudit, ...deps }: Deps): void {
  app.get("/api/export/audit.jsonl", async (request, reply) => {
    const caller = await openExport(deps, request, reply, "audit.export", (convex) =>
      convex.mutation(api.audit.beginExport, { filter: {}, requestId: request.id }),
    );
    if (!caller) return reply;
    const count = await proveAudit();
    const requestId = request.id;
    const noteEnd = ({ complete }: { complete: boolean }) =>
      caller.noteEnd(api.audit.endExport, { count: complete ? count : 0, complete, requestId });
    const day = new Date().toISOString().slice(0, 10);
    return reply
      .header("content-type", "application/jsonl; charset=utf-8")
      .header("content-disposition", `attachment; filename="audit-${day}.jsonl"`)
      .header("cache-control", "no-store")
      .send(Readable.from(noted(linesOf(caller, count), noteEnd)));
  });
}

async function* linesOf(caller: ConvexCaller, count: number): AsyncGenerator<string> {
  for await (const line of readBundle(caller, count)) yield `${line}\n`;
}
