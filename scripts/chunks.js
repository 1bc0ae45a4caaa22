/**
 * How the client's modules are put together into files. Left alone, Rolldown makes one of every set of modules that the
 * same screens share: fifty for the users screen, which compress a tenth worse than the three made here.
 */
import { join } from "node:path";

const features = join(import.meta.dirname, "../client/features");
const firstScreen = [join(features, "users/users-page.tsx")];
/** Pages of people who may never see the desk, and should not fetch it. */
const elsewhere = ["portal/portal.tsx", "session/sign-in-page.tsx", "session/set-up-page.tsx"].map((path) =>
  join(features, path),
);

/** zod's settings are made on every page, its schemas only on some. */
const zodSettings = {
  name: "zod-settings",
  test: /zod\/v4\/core\/core\.js$/u,
  includeDependenciesRecursively: false,
  priority: 3,
};
const start = { name: "start", tags: ["$initial"], priority: 2 };
/** What the users screen needs besides. Whoever opens another screen first gets it too: it is their next stop. */
const desk = {
  debugName: "desk",
  name: (id, graph) => {
    const imports = (from) => graph.getModuleInfo(from)?.importedIds ?? [];
    return reachedFrom(firstScreen, imports).has(id) && !reachedFrom(elsewhere, imports).has(id)
      ? "desk"
      : null;
  },
  includeDependenciesRecursively: false,
  priority: 1,
};

/** @type {import("vite").Rolldown.CodeSplittingGroup[]} */
export const groups = [zodSettings, start, desk];

const reached = new Map();

/** All modules that are needed at once when `roots` are. */
function reachedFrom(roots, imports) {
  const known = reached.get(roots);
  if (known) return known;
  const found = new Set(roots);
  for (const id of found) for (const next of imports(id)) found.add(next);
  reached.set(roots, found);
  return found;
}
