import type { z } from "zod";
import type { ImportProgress, ImportStartInput } from "../../shared/imports-api";
import { type Convex, type ConvexCaller, systemActor } from "../convex-client";
import { expected } from "../expected";
import { auditedImport } from "./audited-import";
import { describeFailure } from "./failure";
import { ProgressMeter, idleProgress } from "./progress";
import type { ImportFiles } from "./run-import";
import type { Uploads } from "./uploads";

/** Imports from the console: one at a time, in this process. After a crash, start again: it is idempotent. */
export type Imports = {
  uploads: Uploads;
  /**
   * Starts with files uploaded before, as the audit is told. Rejects when one is under way, or a file is not there.
   */
  start(input: z.infer<typeof ImportStartInput>, asked: Asked): Promise<ImportProgress>;
  /** Of the import under way, or the last one. */
  progress(): ImportProgress;
  /** Stops what is under way and waits until it has stopped. */
  stop(): Promise<void>;
};

/** Who asks for it, and in which request. */
type Asked = { by: ConvexCaller; requestId: string };

export function createImports(options: {
  convex: Convex;
  uploads: Uploads;
  onFailure: (error: unknown) => void;
}): Imports {
  const { convex, uploads, onFailure } = options;
  const stopping = new AbortController();
  let meter: ProgressMeter | null = null;
  let running: Promise<void> | null = null;

  /** From now on these are in use: no file that somebody uploads meanwhile pushes them out. */
  const takeFiles = (ids: { snapshot: string | null; contacts: string | null }): ImportFiles => {
    if (Object.values(ids).some((id) => id !== null && !uploads.has(id)))
      throw expected({ code: "invalid", message: "The uploaded file is no longer there. Choose it again." });
    const taken = (id: string | null) => (id === null ? null : uploads.take(id));
    return { snapshot: taken(ids.snapshot), contacts: taken(ids.contacts) };
  };

  return {
    uploads,
    async start({ snapshotUploadId, contactsUploadId }, asked) {
      if (running)
        throw expected({ code: "conflict", message: "An import is under way. Wait until it has ended." });
      const files = takeFiles({ snapshot: snapshotUploadId, contacts: contactsUploadId });
      const current = new ProgressMeter();
      meter = current;
      const work = { convex: convex.as(systemActor), files, meter: current, signal: stopping.signal };
      running = auditedImport({ ...asked, ...work })
        .catch((error: unknown) => {
          current.set({ phase: "failed", finishedAt: Date.now(), error: describeFailure(error) });
          onFailure(error);
        })
        .finally(() => {
          running = null;
          for (const file of Object.values(files)) if (file) uploads.remove(file);
        });
      return current.read();
    },
    progress: () => meter?.read() ?? idleProgress,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
