import { z } from "zod";
import { UsersFilter } from "./users-api";

/** Bulk work: inputs and outputs of the tRPC router `runs`. Times are ms since epoch. */
export const runStates = ["freezing", "running", "done", "cancelled"] as const;
export type RunState = (typeof runStates)[number];

/** What the operator picked: rows by their link ID, or everything that matches a filter, minus exclusions. */
export const Selection = z.discriminatedUnion("by", [
  z.object({ by: z.literal("ids"), linkIds: z.array(z.string()).min(1).max(5000) }),
  z.object({
    by: z.literal("filter"),
    filter: UsersFilter,
    except: z.array(z.string()).max(5000).default([]),
  }),
]);
export type Selection = z.infer<typeof Selection>;

export const RunPreviewInput = z.object({ selection: Selection });
/** `exact` false: at least `count`. */
export const RunPreview = z.object({ count: z.int(), exact: z.boolean() });

export const RunCreateInput = z.object({
  name: z.string().trim().min(1, "Give the run a name.").max(120),
  reason: z.string().trim().min(3, "Say why, in at least 3 characters.").max(500),
  action: z.literal("resync"),
  selection: Selection,
});

export const RunView = z.object({
  runId: z.string(),
  name: z.string(),
  reason: z.string(),
  action: z.literal("resync"),
  state: z.enum(runStates),
  createdBy: z.string(),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  total: z.int(),
  done: z.int(),
  skipped: z.int(),
  failed: z.int(),
});
export type RunView = z.infer<typeof RunView>;
export const RunsPage = z.object({ runs: z.array(RunView), nextCursor: z.string().nullable() });

export const RunItemView = z.object({
  itemId: z.string(),
  linkId: z.string(),
  name: z.string(),
  outcome: z.enum(["waiting", "done", "skipped", "failed"]),
  why: z.string().nullable(),
});
export type RunItemView = z.infer<typeof RunItemView>;
export const RunItemsPage = z.object({ items: z.array(RunItemView), nextCursor: z.string().nullable() });
export const RunItemsInput = z.object({
  runId: z.string(),
  outcome: z.enum(["waiting", "done", "skipped", "failed"]).optional(),
  cursor: z.string().nullish(),
});
