import { useRoutes } from "react-router";
import type { Api, Asking } from "../../lib/trpc";
import { loadEventsAt } from "./events/pages";
import { takeOrganization } from "./organization";
import { portalRoutes } from "./routes";

/** Everything under `/portal`. */
export const Portal = () => useRoutes(portalRoutes);

/** Fetches the code of the page at `pathname`, and takes what came with it. */
export async function loadPageAt(pathname: string, services: Asking & { api: Api }): Promise<void> {
  await Promise.all([takeOrganization(services), loadEventsAt(pathname, services)]);
}
