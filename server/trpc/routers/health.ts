import { Health } from "../../../shared/health-api";
import { router, shownProcedure } from "../trpc";

export const healthRouter = router({
  get: shownProcedure("users.read")(Health).query(async ({ ctx }) => ({
    ...(await ctx.health.read()),
    ...(ctx.demo ? { demo: ctx.demo.view() } : {}),
  })),
});
