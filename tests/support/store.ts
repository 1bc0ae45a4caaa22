import { openEmbedded } from "../../server/embedded";
import { convexModules } from "../../server/config/convex-modules";
import schema from "../../server/convex/schema";

/** The real store with Tandem's functions, in memory unless told, and with a clock of its own. */
export async function openStore(path = ":memory:") {
  const clock = { now: Date.UTC(2026, 10, 23, 9) };
  const store = await openEmbedded({
    path,
    schema,
    modules: convexModules,
    now: () => clock.now,
  });
  return { store, clock };
}
export type TestStore = Awaited<ReturnType<typeof openStore>>["store"];
