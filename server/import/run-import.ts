import type { ConvexCaller } from "../convex-client";
import { api } from "../convex/_generated/api";
import { storeInBatches } from "./batches";
import { type ContactImport, openContacts } from "./contacts";
import type { ProgressMeter } from "./progress";
import { type UserImport, openSnapshot } from "./users";
import { waitForLinks } from "./wait-for-links";

/** A file on this machine, and the name by which people know it. */
export type ImportFile = { path: string; name: string };
export type ImportFiles = { snapshot: ImportFile | null; contacts: ImportFile | null };

export type ImportOptions = {
  convex: ConvexCaller;
  files: ImportFiles;
  meter: ProgressMeter;
  signal?: AbortSignal;
  /** Called when everything is stored, before anybody is told that it is done. */
  onStored?: () => Promise<unknown>;
};
type Snapshot = Awaited<ReturnType<typeof openSnapshot>>;
type Contacts = Awaited<ReturnType<typeof openContacts>>;

/**
 * Streams two exports into the store and ends with the counts by link state, all in `meter`. Doing it twice changes
 * nothing the second time. Rejects with an `ImportError` when a file cannot be imported at all, and when the store
 * is lost; what was stored until then stays, and the import can be started again.
 */
export async function runImport(options: ImportOptions): Promise<void> {
  const { convex, files, meter, signal, onStored } = options;
  // Both are opened first: a wrong second file should not be found out after the first has been imported.
  const contacts = files.contacts && (await openContacts(files.contacts.path, files.contacts.name));
  const snapshot = files.snapshot && (await openSnapshot(files.snapshot.path, files.snapshot.name));
  try {
    meter.set({ bytesTotal: (snapshot?.bytes ?? 0) + (contacts?.bytes ?? 0) });
    if (snapshot) await importUsers(options, snapshot);
    meter.set({ phase: "contacts" });
    if (contacts) await importContacts(options, contacts);
  } finally {
    snapshot?.close();
  }
  await waitForLinks(convex, signal);
  const { states } = await convex.query(api.links.facets, {});
  await onStored?.();
  meter.set({ phase: "done", finishedAt: Date.now(), counts: states });
}

function importUsers(options: ImportOptions, snapshot: Snapshot): Promise<void> {
  const { convex, files, meter } = options;
  const store = (users: UserImport[]) => convex.mutation(api.imports.users, { users });
  const readings = snapshot.read((count) => meter.add("bytesRead", count));
  return storeInBatches(readings, store, reporter(options, "usersRead", files.snapshot?.name ?? ""));
}

function importContacts(options: ImportOptions, contacts: Contacts): Promise<void> {
  const { convex, files, meter } = options;
  const store = (batch: ContactImport[]) => convex.mutation(api.imports.contacts, { contacts: batch });
  const readings = contacts.read((count) => meter.add("bytesRead", count));
  return storeInBatches(readings, store, reporter(options, "contactsRead", files.contacts?.name ?? ""));
}

function reporter({ meter, signal }: ImportOptions, field: "usersRead" | "contactsRead", file: string) {
  return {
    signal,
    reject: (line: number, message: string) => meter.reject({ file, line, message }),
    stored(count: number, changed: number) {
      meter.add(field, count);
      meter.add("changed", changed);
    },
  };
}
