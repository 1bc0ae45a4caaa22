import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { ZipFile } from "yazl";
import { api } from "../../convex/_generated/api";
import { type ExportDeps, openExport } from "./export-door";
import { noted } from "./noted";
import type { Taker } from "./while-let-in";
import { personJson, personSummary, type PersonCounts } from "./person-file";

type Taken = { id: string; ids: string[]; at: number };

/**
 * `GET /api/export/people/<ID>.zip`: everything that is kept of one person, as JSON and with a summary, page by page, so
 * that ten thousand deliveries take no memory. The audit tells when it began, and whether it was finished.
 */
export function registerPersonExport(app: FastifyInstance, deps: ExportDeps): void {
  app.get<{ Params: { id: string } }>("/api/export/people/:id.zip", async (request, reply) => {
    const { id } = request.params;
    const taken: { person?: Taken } = {};
    const caller = await openExport(deps, request, reply, "users.exportPerson", async (convex) => {
      const begun = await convex.mutation(api.personExport.begin, { id, requestId: request.id });
      taken.person = { ...begun, at: Date.now() };
    });
    if (!caller || !taken.person) return reply;
    return reply
      .header("content-type", "application/zip")
      .header("content-disposition", `attachment; filename="person-${nameOf(taken.person)}.zip"`)
      .header("cache-control", "no-store")
      .send(zipOf(caller, taken.person, request.id));
  });
}

/** An ID of the CRM may hold what no file is called. */
const nameOf = ({ id }: Taken) => id.replaceAll(/[^\w-]/gu, "-");

/** The package passes on no failure of what it reads, and does not stop reading when nobody listens any more. */
function zipOf(caller: Taker, person: Taken, requestId: string): Readable {
  const counts: PersonCounts = new Map();
  const noteEnd = ({ complete }: { complete: boolean }) =>
    caller.noteEnd(api.personExport.end, { id: person.id, requestId, complete });
  const json = Readable.from(noted(personJson(caller, person, counts), noteEnd));
  const summary = Readable.from(lazily(() => personSummary(person, counts)));
  const zip = new ZipFile();
  zip.addReadStream(json, "person.json");
  zip.addReadStream(summary, "README.txt");
  zip.end();
  const output = zip.outputStream as Readable;
  json.once("error", (error) => output.destroy(error));
  output.once("close", () => json.destroy());
  return output;
}

/** Its turn comes when the file before it is done. */
function* lazily(text: () => string): Generator<string> {
  yield text();
}
