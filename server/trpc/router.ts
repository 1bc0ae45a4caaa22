import { accountRouter } from "./routers/account";
import { apiTokensRouter } from "./routers/api-tokens";
import { auditRouter } from "./routers/audit";
import { demoRouter } from "./routers/demo";
import { healthRouter } from "./routers/health";
import { importsRouter } from "./routers/imports";
import { operatorsRouter } from "./routers/operators";
import { overviewRouter } from "./routers/overview";
import { portalRouter } from "./routers/portal";
import { reconcileRouter } from "./routers/reconcile";
import { runsRouter } from "./routers/runs";
import { savedViewsRouter } from "./routers/saved-views";
import { sessionRouter } from "./routers/session";
import { settingsRouter } from "./routers/settings";
import { usersRouter } from "./routers/users";
import { webhooksRouter } from "./routers/webhooks";
import { router } from "./trpc";

export const appRouter = router({
  session: sessionRouter,
  account: accountRouter,
  operators: operatorsRouter,
  apiTokens: apiTokensRouter,
  overview: overviewRouter,
  users: usersRouter,
  savedViews: savedViewsRouter,
  runs: runsRouter,
  reconcile: reconcileRouter,
  webhooks: webhooksRouter,
  audit: auditRouter,
  imports: importsRouter,
  health: healthRouter,
  demo: demoRouter,
  settings: settingsRouter,
  portal: portalRouter,
});

/** The only thing of the server that the client knows, and only as a type. */
export type AppRouter = typeof appRouter;
