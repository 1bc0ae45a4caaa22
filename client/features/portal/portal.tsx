import { useRoutes } from "react-router";
import type { Asking } from "../../lib/trpc";
import { loadEventsAt } from "./events/pages";
import { takeOrganization } from "./organization";
import { portalRoutes } from "./routes";

/** Everything under `/portal`. */
export const Portal = () => useRoutes(portalRoutes);

/** Fetches the code of the page at `pathname`, and takes what came with it. */
export async function loadPageAt(pathname: string, services: Asking): Promise<void> {
  takeOrganization(services);
  await loadEventsAt(pathname, services);
}
