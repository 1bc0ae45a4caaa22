import { isDeepStrictEqual } from "node:util";
import { LaneView } from "../../../shared/gate";
import {
  ConnectionTest,
  ResumeLaneInput,
  SettingsUpdateInput,
  SettingsView,
} from "../../../shared/settings-api";
import { api } from "../../convex/_generated/api";
import { requireStepUp } from "../step-up";
import { operatorProcedure, router, shownProcedure } from "../trpc";

/** What admins can change while Tandem runs. This server follows at once, the others within seconds. */
export const settingsRouter = router({
  get: shownProcedure("settings.read")(SettingsView).query(({ ctx }) =>
    ctx.convex.query(api.settings.get, {}),
  ),

  update: operatorProcedure("settings.write")
    .input(SettingsUpdateInput)
    .output(SettingsView)
    .mutation(async ({ ctx, input }) => {
      const { settings: now } = await ctx.convex.query(api.settings.get, {});
      // Whoever can loosen how people sign in could stay in for good, do alone what takes two, or have people purged.
      const { access, approval, retention } = input.settings;
      if (!isDeepStrictEqual([now.access, now.approval, now.retention], [access, approval, retention]))
        requireStepUp(ctx.operator);
      const result = await ctx.convex.mutation(api.settings.update, { ...input, requestId: ctx.requestId });
      await ctx.settings.look();
      return result;
    }),

  lane: shownProcedure("settings.read")(LaneView).query(({ ctx }) => ctx.convex.query(api.settings.lane, {})),

  resumeLane: operatorProcedure("settings.write")
    .input(ResumeLaneInput)
    .output(LaneView)
    .mutation(async ({ ctx, input }) => {
      const result = await ctx.convex.mutation(api.settings.resumeLane, {
        ...input,
        requestId: ctx.requestId,
      });
      await ctx.settings.look();
      ctx.worker.nudge();
      return result;
    }),

  /**
   * A mutation, because it sends something: asking for it twice asks the backend twice. A good answer ends a wait that
   * the backend had asked for: nobody is left waiting for an hour because of a wrong `Retry-After`.
   */
  testConnection: operatorProcedure("settings.write")
    .output(ConnectionTest)
    .mutation(async ({ ctx }) => {
      const result = await ctx.testConnection();
      if (result.roundTripMs === null) return result;
      if (await ctx.convex.mutation(api.settings.endHold, { requestId: ctx.requestId })) {
        await ctx.settings.look();
        ctx.worker.nudge();
      }
      return result;
    }),
});
