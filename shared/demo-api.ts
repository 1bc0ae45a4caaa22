import { z } from "zod";
import { Plain } from "./personal";

/** The story that `npm run demo` plays, chapter by chapter. No other server tells one. */
export const demoChapters = [
  "morning",
  "outage",
  "recovery",
  "retry",
  "drift",
  "deletion",
  "evening",
] as const;
export type DemoChapter = (typeof demoChapters)[number];

/** Where the story is. Its people are those who registered in it. */
export const DemoView = z.object({
  chapter: z.enum(demoChapters),
  /** It goes on when somebody has done what it points at, or says so. */
  waits: z.boolean(),
  /** How many of its people are linked, wait for the backend, or failed. */
  linked: z.int(),
  pending: z.int(),
  failed: z.int(),
  /** Whose phone differs, and who was deleted; null before that chapter. */
  driftedId: Plain.nullable(),
  deletedId: Plain.nullable(),
});
export type DemoView = z.infer<typeof DemoView>;

/** `from`: the chapter that somebody has seen enough of. If the story has left it by then, nothing happens. */
export const DemoGoOnInput = z.object({ from: z.enum(demoChapters) });
