import { digestOf, saltOf, splitEvent } from "../../../shared/audit-record";
import type { MutationCtx } from "../_generated/server";
import type { SealedEvent } from "./auditSeal";
import { auditEvent } from "./auditViews";

/**
 * Takes personal values out of events when a person is forgotten. The digest of each stays, its salt goes: the record is
 * as provable as before, and what the value was cannot be found out by trying.
 */
/**
 * What operators are called stays: it is said of their work. So does the sentence, which holds no personal data, unless
 * it is the end of a job, which the backend may have put in its own words.
 */
export const tellsOfPerson =
  ({ actor, action }: Pick<SealedEvent, "actor" | "action">) =>
  (path: string): boolean =>
    path === "/reason" ||
    path.startsWith("/changes/") ||
    (path === "/actor/name" && actor.kind === "member") ||
    (path === "/summary" && action.startsWith("job "));

/** Takes out of an event those of its values that have to go, each known by its path. Answers how many went. */
export async function removeValues(
  ctx: MutationCtx,
  event: SealedEvent,
  isToGo: (path: string, value: string) => boolean,
): Promise<number> {
  const known = Object.entries(splitEvent(auditEvent(event)).personal);
  const { salt: _salt, salts: _salts, removed: before = [], ...place } = event.seal;
  const there = known
    .filter(([path]) => !before.some((gone) => gone.path === path))
    .map(([path, value]) => ({ path, value, salt: saltOf(event.seal, path) }));
  const going = there.filter(({ path, value }) => isToGo(path, value));
  if (going.length === 0) return 0;
  const removed = [
    ...before,
    ...going.map(({ path, ...salted }) => ({ path, digest: digestOf(path, salted) })),
  ];
  const salts = there
    .filter(({ path, value }) => !isToGo(path, value))
    .map(({ path, salt }) => ({ path, salt }));
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
    seal: { ...place, salts, removed, removedAt: Date.now() },
  });
  return going.length;
}
