import { healthRouter } from "./routers/health";
import { importsRouter } from "./routers/imports";
import { portalRouter } from "./routers/portal";
import { runsRouter } from "./routers/runs";
import { sessionRouter } from "./routers/session";
import { usersRouter } from "./routers/users";
import { webhooksRouter } from "./routers/webhooks";
import { router } from "./trpc";

export const appRouter = router({
  session: sessionRouter,
  users: usersRouter,
  runs: runsRouter,
  webhooks: webhooksRouter,
  imports: importsRouter,
  health: healthRouter,
  portal: portalRouter,
});

/** The only thing of the server that the client knows, and only as a type. */
export type AppRouter = typeof appRouter;
