import { z } from "zod";
import {
  KeepColumnsInput,
  SavedView,
  SavedViews,
  SaveViewInput,
  ViewRef,
} from "../../../shared/saved-views-api";
import { api } from "../../convex/_generated/api";
import { router, shownProcedure } from "../trpc";

export const savedViewsRouter = router({
  list: shownProcedure("users.read")(SavedViews).query(({ ctx }) =>
    ctx.convex.query(api.savedViews.list, {}),
  ),

  save: shownProcedure("views.write")(SavedView)
    .input(SaveViewInput)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.savedViews.save, { ...input, requestId: ctx.requestId }),
    ),

  remove: shownProcedure("views.write")(z.null())
    .input(ViewRef)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.savedViews.remove, { ...input, requestId: ctx.requestId }),
    ),

  keepColumns: shownProcedure("users.read")(z.null())
    .input(KeepColumnsInput)
    .mutation(({ ctx, input }) => ctx.convex.mutation(api.savedViews.keepColumns, input)),
});
