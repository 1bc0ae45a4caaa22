import { Health } from "../../../shared/health-api";
import { router, shownProcedure } from "../trpc";

export const healthRouter = router({
  get: shownProcedure("users.read")(Health).query(({ ctx }) => ctx.health.read()),
});
