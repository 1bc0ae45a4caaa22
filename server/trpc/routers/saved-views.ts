import { z } from "zod";
import {
  KeepColumnsInput,
  SavedView,
  SavedViews,
  SaveViewInput,
  ViewRef,
} from "../../../shared/saved-views-api";
import { api } from "../../convex/_generated/api";
import { operatorProcedure, router } from "../trpc";

export const savedViewsRouter = router({
  list: operatorProcedure("users.read")
    .output(SavedViews)
    .query(({ ctx }) => ctx.convex.query(api.savedViews.list, {})),

  save: operatorProcedure("views.write")
    .input(SaveViewInput)
    .output(SavedView)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.savedViews.save, { ...input, requestId: ctx.requestId }),
    ),

  remove: operatorProcedure("views.write")
    .input(ViewRef)
    .output(z.null())
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.savedViews.remove, { ...input, requestId: ctx.requestId }),
    ),

  keepColumns: operatorProcedure("users.read")
    .input(KeepColumnsInput)
    .output(z.null())
    .mutation(({ ctx, input }) => ctx.convex.mutation(api.savedViews.keepColumns, input)),
});
