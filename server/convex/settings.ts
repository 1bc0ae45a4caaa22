import { v } from "convex/values";
import { LaneView } from "../../shared/gate";
import { SettingsView } from "../../shared/settings-api";
import { guardedMutation, guardedQuery, shownQuery } from "./functions";
import { endHold as end, laneView, laneWait, resumeLane as resume } from "./model/lane";
import { changeSettings, readSettings } from "./model/settings";
import { settingsArgs } from "./model/settingsArgs";

/** What an admin can change while Tandem runs, and whether work for the backend waits for one. */

const settingsView = v.object({
  version: v.number(),
  settings: v.object(settingsArgs),
  changedAt: v.union(v.number(), v.null()),
  changedBy: v.union(v.string(), v.null()),
});

const laneResult = v.object({
  paused: v.union(
    v.object({
      at: v.number(),
      cause: v.object({ httpStatus: v.union(v.number(), v.null()), message: v.string() }),
    }),
    v.null(),
  ),
  resumed: v.union(v.object({ at: v.number(), by: v.string() }), v.null()),
});

export const get = shownQuery("settings.read")({
  shows: SettingsView,
  args: {},
  handler: (ctx) => readSettings(ctx),
});

/** Replaces the settings; `conflict` when `version` is not the newest. Their bounds are checked by the caller. */
export const update = guardedMutation("settings.write")({
  args: { version: v.number(), settings: v.object(settingsArgs), requestId: v.string() },
  returns: settingsView,
  handler: (ctx, args) => changeSettings(ctx, { actor: ctx.actor, ...args }),
});

/** What every server looks at every few seconds, to follow what was changed through another one. */
export const watch = guardedQuery("system.work")({
  args: {},
  returns: v.object({
    version: v.number(),
    settings: v.object(settingsArgs),
    paused: v.boolean(),
    heldForMs: v.number(),
  }),
  handler: async (ctx) => {
    const { version, settings } = await readSettings(ctx);
    return { version, settings, ...(await laneWait(ctx)) };
  },
});

/** Whether work for the backend is paused, since when and why. */
export const lane = shownQuery("settings.read")({
  shows: LaneView,
  args: {},
  handler: (ctx) => laneView(ctx),
});

/** The backend has answered although it had asked to be left alone: ends that wait, in all servers. */
export const endHold = guardedMutation("settings.write")({
  args: { requestId: v.string() },
  returns: v.boolean(),
  handler: (ctx, { requestId }) => end(ctx, { actor: ctx.actor, requestId }),
});

/** Lets paused work go on. Letting go on what was not paused changes nothing. */
export const resumeLane = guardedMutation("settings.write")({
  args: { reason: v.string(), requestId: v.string() },
  returns: laneResult,
  handler: async (ctx, args) => {
    await resume(ctx, { actor: ctx.actor, ...args });
    return laneView(ctx);
  },
});
