import { fail } from "../functions";
import type { QueryCtx } from "../_generated/server";
import { purgedAt } from "./purgedIds";

/** Why nobody is found by an ID: they were purged, or never were. */
export async function nobody(ctx: QueryCtx, id: string) {
  const at = await purgedAt(ctx, [id]);
  if (at === null) return fail({ code: "not_found", field: "id", message: "Nobody has this ID." });
  const day = new Date(at).toISOString().slice(0, 10);
  const message = `This person was purged on ${day}. Nothing is left to restore.`;
  return fail({ code: "not_found", field: "id", message });
}
