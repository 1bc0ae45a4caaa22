import { v } from "convex/values";
import { holds } from "../../shared/permissions";
import { type SavedView, SavedViews } from "../../shared/saved-views-api";
import type { Doc } from "./_generated/dataModel";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { fail, guardedMutation, shownQuery, type Actor } from "./functions";
import { recordEvent } from "./model/audit";

/** Views of the users that operators keep, and how each of them likes the columns. */

const MOST_OWN = 50;
const MOST_SHARED = 200;

type View = Doc<"savedViews">;

/** The operator's own views and everybody's shared ones, by name, and the operator's columns. */
export const list = shownQuery("users.read")({
  shows: SavedViews,
  args: {},
  handler: async (ctx) => {
    const [own, shared] = [await viewsOf(ctx, ctx.actor.id), await sharedViews(ctx)];
    const views = [...new Map([...own, ...shared].map((view) => [view._id, view])).values()];
    views.sort((a, b) => a.name.localeCompare(b.name) || (a._id < b._id ? -1 : 1));
    const preferences = await preferencesOf(ctx);
    return {
      views: views.filter((view) => mayUse(ctx.actor, view)).map((view) => savedView(view, ctx.actor)),
      columns: preferences?.usersColumns ?? null,
    };
  },
});

/** Somebody else's words can be a name, and finding nobody by them is of no use to who sees names masked. */
const mayUse = (actor: Actor, { owner, search }: View) =>
  owner === actor.id || holds(actor, "pii.read") || !/(?:^|[?&])q=/u.test(search);

/** Keeps a view, or what has become of it. A shared one may be changed by its owner and by an admin, and stays shared. */
export const save = guardedMutation("views.write")({
  args: {
    viewId: v.optional(v.string()),
    name: v.string(),
    shared: v.boolean(),
    search: v.string(),
    requestId: v.string(),
  },
  handler: async (ctx, { viewId, requestId, ...wanted }): Promise<SavedView> => {
    const before = viewId === undefined ? null : await viewToChange(ctx, viewId);
    if (wanted.shared || before?.shared) requireShare(ctx.actor);
    if (before?.shared && !wanted.shared) requireOwner(ctx.actor, before);
    const owner = { owner: ctx.actor.id, ownerName: ctx.actor.name };
    await requireRoom(ctx, { ...owner, ...before, ...wanted }, before);
    const changed = { ...wanted, changedAt: Date.now() };
    if (before) await ctx.db.patch("savedViews", before._id, changed);
    const id = before?._id ?? (await ctx.db.insert("savedViews", { ...owner, ...changed }));
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "save view", requestId },
      summary: `${before ? "Changed" : "Saved"} the ${wanted.shared ? "shared " : ""}view "${wanted.name}".`,
      changes: [{ field: "view", before: before?.search ?? null, after: wanted.search }],
    });
    const view = await ctx.db.get("savedViews", id);
    if (!view) throw fail({ code: "not_found", field: "viewId", message: "This view does not exist." });
    return savedView(view, ctx.actor);
  },
});

export const remove = guardedMutation("views.write")({
  args: { viewId: v.string(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { viewId, requestId }) => {
    const view = await viewToChange(ctx, viewId);
    await ctx.db.delete("savedViews", view._id);
    await recordEvent(ctx, {
      ...{ actor: ctx.actor, action: "remove view", requestId },
      summary: `Removed the ${view.shared ? "shared " : ""}view "${view.name}".`,
      changes: [{ field: "view", before: view.search, after: null }],
    });
    return null;
  },
});

/** Remembers how the operator has laid the columns out. It concerns nobody else, so the audit does not tell of it. */
export const keepColumns = guardedMutation("users.read")({
  args: { columns: v.union(v.string(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { columns }) => {
    const kept = await preferencesOf(ctx);
    const usersColumns = columns ?? undefined;
    if (kept) await ctx.db.patch("operatorPreferences", kept._id, { usersColumns });
    else await ctx.db.insert("operatorPreferences", { operator: ctx.actor.id, usersColumns });
    return null;
  },
});

type Acting<Ctx> = Ctx & { actor: Actor };

const viewsOf = (ctx: QueryCtx, owner: string): Promise<View[]> =>
  ctx.db
    .query("savedViews")
    .withIndex("by_owner", (q) => q.eq("owner", owner))
    .take(MOST_OWN + MOST_SHARED);

const sharedViews = (ctx: QueryCtx): Promise<View[]> =>
  ctx.db
    .query("savedViews")
    .withIndex("by_shared", (q) => q.eq("shared", true))
    .take(MOST_SHARED);

const preferencesOf = (ctx: Acting<QueryCtx>) =>
  ctx.db
    .query("operatorPreferences")
    .withIndex("by_operator", (q) => q.eq("operator", ctx.actor.id))
    .first();

const savedView = ({ _id, owner, ownerName, name, shared, search }: View, actor: Actor): SavedView => ({
  ...{ viewId: _id, name, shared, search, owner: ownerName },
  mine: owner === actor.id,
});

async function viewToChange(ctx: Acting<MutationCtx>, viewId: string): Promise<View> {
  const id = ctx.db.normalizeId("savedViews", viewId);
  const view = id && (await ctx.db.get("savedViews", id));
  const { actor } = ctx;
  // Whoever may not see a view is not told that there is one.
  if (!view || (view.owner !== actor.id && !view.shared)) {
    throw fail({ code: "not_found", field: "viewId", message: "This view does not exist." });
  }
  if (view.owner !== actor.id && actor.role !== "admin") {
    throw fail({ code: "forbidden", field: "viewId", message: `Only ${view.ownerName} or an admin may.` });
  }
  return view;
}

function requireShare(actor: Actor): void {
  if (holds(actor, "views.share")) return;
  const message = `Your role (${actor.role}) may not share views. Keep it for yourself.`;
  throw fail({ code: "forbidden", field: "shared", message });
}

/** A view that everybody uses would be gone for all of them, the one who did it too. */
function requireOwner({ id }: Actor, { owner, ownerName }: View): void {
  if (owner === id) return;
  const message = `Only ${ownerName} may keep this view for themselves again.`;
  throw fail({ code: "forbidden", field: "shared", message });
}

/** Names are told apart among an operator's own views and among the shared ones, and neither grows without end. */
async function requireRoom(
  ctx: QueryCtx,
  { owner, name, shared }: Pick<View, "owner" | "name" | "shared">,
  before: View | null,
): Promise<void> {
  const found = shared ? await sharedViews(ctx) : await viewsOf(ctx, owner);
  const beside = found.filter(({ _id }) => _id !== before?._id);
  if (beside.some((view) => view.name === name)) {
    throw fail({ code: "conflict", field: "name", message: "There is a view of this name." });
  }
  const counted = beside.filter((view) => view.shared === shared);
  if (counted.length >= (shared ? MOST_SHARED : MOST_OWN)) {
    throw fail({ code: "conflict", field: "name", message: "There are too many views. Remove one first." });
  }
}
