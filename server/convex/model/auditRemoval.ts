import { digestOf, saltOf, splitEvent } from "../../../shared/audit-record";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { sealNext, isSealed, type SealedEvent } from "./auditSeal";
import { auditEvent } from "./auditViews";

/**
 * Takes personal values out of events when a person is forgotten. The digest of each stays, its salt goes: the record is
 * as provable as before, and what the value was cannot be found out by trying.
 */
const PAGE = 50;

/**
 * Removes what the events about a user say of them, a page at a time. `cursor`: where the page before ended. Answers how
 * many values went, and where to go on, or `null` at the end.
 */
export async function removeOf(ctx: MutationCtx, user: Id<"users">, cursor: string | null) {
  const { page, isDone, continueCursor } = await ctx.db
    .query("auditEvents")
    .withIndex("by_user", (q) => q.eq("user", user))
    .paginate({ cursor, numItems: PAGE });
  // A value that is not in the chain yet would leave nothing that proves the event.
  if (!page.every(isSealed)) {
    await sealNext(ctx, true);
    return { removed: 0, next: cursor, isDone: false };
  }
  let removed = 0;
  for (const event of page) removed += await removeValues(ctx, event, tellsOfPerson(event));
  return { removed, next: continueCursor, isDone };
}

/** What operators are called stays: it is said of their work. So does the sentence, which holds no personal data. */
const tellsOfPerson =
  ({ actor }: SealedEvent) =>
  (path: string): boolean =>
    path === "/reason" || path.startsWith("/changes/") || (path === "/actor/name" && actor.kind === "member");

async function removeValues(
  ctx: MutationCtx,
  event: SealedEvent,
  isToGo: (path: string) => boolean,
): Promise<number> {
  const known = Object.entries(splitEvent(auditEvent(event)).personal);
  const { salt: _salt, salts: _salts, removed: before = [], ...place } = event.seal;
  const there = known
    .filter(([path]) => !before.some((gone) => gone.path === path))
    .map(([path, value]) => ({ path, value, salt: saltOf(event.seal, path) }));
  const going = there.filter(({ path }) => isToGo(path));
  if (going.length === 0) return 0;
  const removed = [
    ...before,
    ...going.map(({ path, ...salted }) => ({ path, digest: digestOf(path, salted) })),
  ];
  const salts = there.filter(({ path }) => !isToGo(path)).map(({ path, salt }) => ({ path, salt }));
  const goes = (path: string) => going.some((one) => one.path === path);
  await ctx.db.patch("auditEvents", event._id, {
    ...{ actor: goes("/actor/name") ? { ...event.actor, name: "" } : event.actor },
    ...{ summary: goes("/summary") ? "" : event.summary },
    ...{ reason: goes("/reason") ? undefined : event.reason },
    changes: event.changes.map(({ field, before, after }, at) => ({
      field,
      before: goes(`/changes/${at}/before`) ? null : before,
      after: goes(`/changes/${at}/after`) ? null : after,
    })),
    seal: { ...place, salts, removed },
  });
  return going.length;
}
