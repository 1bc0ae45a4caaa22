import { Health } from "../../../shared/health-api";
import { operatorProcedure, router } from "../trpc";

export const healthRouter = router({
  get: operatorProcedure("users.read")
    .output(Health)
    .query(({ ctx }) => ctx.health.read()),
});
