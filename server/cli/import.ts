import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { StartError } from "../config";
import { auditedImport } from "../import/audited-import";
import { describeFailure } from "../import/failure";
import { ProgressMeter } from "../import/progress";
import { printCounts, progressLine, summaryLine } from "./import-words";
import { tell } from "./output";
import { withStore } from "./store";

/** How often progress is told, in ms. */
const TELL_EVERY_MS = 1_000;

/** `tandem import`: progress and rejected lines on stderr, the counts by state on stdout. */
export async function importExports(options: { convex?: string; contacts?: string }): Promise<void> {
  const { convex: snapshot, contacts } = options;
  if (!snapshot && !contacts) throw new StartError("Give --convex snapshot.zip, --contacts file, or both.");
  await withStore(async (convex) => {
    const meter = new ProgressMeter(({ file, line, message }) =>
      tell(`${file}:${line} rejected: ${message}`),
    );
    const timer = setInterval(() => tell(progressLine(meter.read())), TELL_EVERY_MS);
    const files = { snapshot: fileOf(snapshot), contacts: fileOf(contacts) };
    try {
      await auditedImport({ convex, by: convex, files, meter, requestId: randomUUID() });
    } catch (error) {
      throw new StartError(describeFailure(error), { cause: error });
    } finally {
      clearInterval(timer);
    }
    tell(summaryLine(meter.read()));
    await printCounts(meter.read());
  });
}

const fileOf = (path: string | undefined) => (path ? { path, name: basename(path) } : null);
