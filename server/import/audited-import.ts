import type { ConvexCaller } from "../convex-client";
import { api } from "../convex/_generated/api";
import { type ImportOptions, runImport } from "./run-import";

/** `by`: whoever asked for it; the work itself is the server's. */
type Asked = Omit<ImportOptions, "onStored"> & { by: ConvexCaller; requestId: string };

/**
 * The same with the audit knowing: who began it, before the first line is read, and how it ended, with its counts. One that
 * was killed with its server has no end there.
 */
export async function auditedImport({ by, requestId, ...options }: Asked): Promise<void> {
  const { convex, files, meter } = options;
  const what = { snapshot: files.snapshot !== null, contacts: files.contacts !== null };
  await by.mutation(api.imports.begin, { ...what, requestId });
  const end = (complete: boolean) => {
    const { usersRead, contactsRead, changed, rejectedCount: rejected } = meter.read();
    const counts = { read: usersRead + contactsRead, changed, rejected };
    return convex.mutation(api.imports.end, { complete, ...counts, requestId });
  };
  try {
    await runImport({ ...options, onStored: () => end(true) });
  } catch (error) {
    // Where the store is what was lost, this fails too, and why it did is the first error.
    await end(false).catch(() => null);
    throw error;
  }
}
