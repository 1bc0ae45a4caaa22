import { ImportProgress, ImportStartInput } from "../../../shared/imports-api";
import { api } from "../../convex/_generated/api";
import { operatorProcedure, router } from "../trpc";

/** Two exports in. The files come first, streamed to `POST /api/import/upload`; then `start` names them. */
export const importsRouter = router({
  start: operatorProcedure("imports.write")
    .input(ImportStartInput)
    .output(ImportProgress)
    .mutation(({ ctx, input }) => {
      const { snapshotUploadId, contactsUploadId } = input;
      const what = { snapshot: snapshotUploadId !== null, contacts: contactsUploadId !== null };
      const told = () => ctx.convex.mutation(api.imports.begin, { ...what, requestId: ctx.requestId });
      return ctx.imports.start(input, told);
    }),

  get: operatorProcedure("imports.write")
    .output(ImportProgress)
    .query(({ ctx }) => ctx.imports.progress()),
});
