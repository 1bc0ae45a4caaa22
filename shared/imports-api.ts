import { z } from "zod";
import { linkStates } from "./link-state";

/** Importing two exports: inputs and outputs of the tRPC router `imports` and of `tandem import`. */
export const ImportStartInput = z
  .object({ snapshotUploadId: z.string().nullable(), contactsUploadId: z.string().nullable() })
  .refine((input) => input.snapshotUploadId ?? input.contactsUploadId, {
    message: "Choose at least one file.",
  });

/** A line that could not be read. `line` is from 1, as an editor counts. */
export const RejectedLine = z.object({ file: z.string(), line: z.int(), message: z.string() });
export type RejectedLine = z.infer<typeof RejectedLine>;

export const ImportPhase = z.enum(["idle", "users", "contacts", "done", "failed"]);
/** Progress of the import under way, or of the last one. Only the first 100 rejected lines are listed. */
export const ImportProgress = z.object({
  phase: ImportPhase,
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  usersRead: z.int(),
  contactsRead: z.int(),
  changed: z.int(),
  bytesRead: z.int(),
  bytesTotal: z.int(),
  rejectedCount: z.int(),
  rejected: z.array(RejectedLine),
  error: z.string().nullable(),
  counts: z.partialRecord(z.enum(linkStates), z.int()).nullable(),
});
export type ImportProgress = z.infer<typeof ImportProgress>;
