import { ImportProgress, ImportStartInput } from "../../../shared/imports-api";
import { operatorProcedure, router } from "../trpc";

/** Two exports in. The files come first, streamed to `POST /api/import/upload`; then `start` names them. */
export const importsRouter = router({
  start: operatorProcedure("imports.write")
    .input(ImportStartInput)
    .output(ImportProgress)
    .mutation(({ ctx, input }) => ctx.imports.start(input, { by: ctx.convex, requestId: ctx.requestId })),

  get: operatorProcedure("imports.write")
    .output(ImportProgress)
    .query(({ ctx }) => ctx.imports.progress()),
});
