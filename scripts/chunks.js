/**
 * How the client's modules are put together into files. Left alone, Rolldown makes one of every set of modules that the
 * same screens share: fifty for the users screen, which compress a tenth worse than the three made here.
 */
import { join } from "node:path";

const features = join(import.meta.dirname, "../client/features");
const firstScreen = ["users/users-page.tsx", "users/ask-users.ts"].map((path) => join(features, path));
/** What both they and the desk use, for what it draws: icons, buttons, fields. Not schemas, which the desk's first screen goes without. */
const LIGHT =
  /\/client\/(?:ui|lib)\/|\/(?:lucide-react|@tanstack)\/|\/shared\/(?:link-state|sync-errors)\.ts$/u;

/** Pages of people who may never see the desk, and should not fetch it. */
const elsewhere = ["portal/portal.tsx", "session/sign-in-page.tsx", "session/set-up-page.tsx"].map((path) =>
  join(features, path),
);

const portal = [join(features, "portal/portal.tsx")];
const LIGHT_OF_PORTAL = /\/client\/(?:ui|lib)\/|\/shared\//u;

/** What runs while the others are on their way (`client/app/early.ts`), and all that it imports. */
const early = {
  name: "early",
  test: /\/client\/(?:app\/early|lib\/format|lib\/i18n\/language)\.ts$|\/shared\/language\.ts$/u,
  includeDependenciesRecursively: false,
  priority: 3,
};
const start = { name: "start", tags: ["$initial"], priority: 2 };
/**
 * What the users screen needs besides. Whoever opens another screen first gets it too: it is their next stop. The few
 * buttons and fields that it shares with the pages elsewhere are a file of their own.
 */
const desk = {
  debugName: "desk",
  name: (id, graph) => {
    const imports = (from) => graph.getModuleInfo(from)?.importedIds ?? [];
    if (!reachedFrom(firstScreen, imports).has(id)) return null;
    if (!reachedFrom(elsewhere, imports).has(id)) return "desk";
    return LIGHT.test(id) ? "common" : null;
  },
  includeDependenciesRecursively: false,
  priority: 1,
};

/** What the portal shares with screens of the desk other than the first: each would be a file, and one more to wait for. */
const portalParts = {
  debugName: "portal-parts",
  name: (id, graph) => {
    const imports = (from) => graph.getModuleInfo(from)?.importedIds ?? [];
    // The first screen would fetch all of it for the little that it uses.
    if (!LIGHT_OF_PORTAL.test(id) || reachedFrom(firstScreen, imports).has(id)) return null;
    return reachedFrom(portal, imports).has(id) ? "portal-parts" : null;
  },
  includeDependenciesRecursively: false,
};

/** All the others together are smaller than as many files. */
const icons = { name: "icons", test: /\/lucide-react\//u, includeDependenciesRecursively: false };

/** @type {import("vite").Rolldown.CodeSplittingGroup[]} */
export const groups = [early, start, desk, portalParts, icons];

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
