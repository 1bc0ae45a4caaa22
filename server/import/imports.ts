import { ConvexError } from "convex/values";
import type { z } from "zod";
import type { AppError } from "../../shared/errors";
import type { ImportProgress, ImportStartInput } from "../../shared/imports-api";
import { type Convex, type ConvexCaller, systemActor } from "../convex-client";
import { auditedImport } from "./audited-import";
import { describeFailure } from "./failure";
import { ProgressMeter, idleProgress } from "./progress";
import type { ImportFile } from "./run-import";
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

  const uploaded = (uploadId: string | null): ImportFile | null => {
    if (uploadId === null) return null;
    const file = uploads.find(uploadId);
    if (file) return file;
    throw refusal({ code: "invalid", message: "The uploaded file is no longer there. Choose it again." });
  };

  return {
    uploads,
    async start({ snapshotUploadId, contactsUploadId }, asked) {
      if (running)
        throw refusal({ code: "conflict", message: "An import is under way. Wait until it has ended." });
      const files = { snapshot: uploaded(snapshotUploadId), contacts: uploaded(contactsUploadId) };
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
          for (const id of [snapshotUploadId, contactsUploadId]) if (id) uploads.remove(id);
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

const refusal = (error: AppError) => new ConvexError<AppError>(error);
