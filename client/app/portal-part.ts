import type { ComponentType } from "react";
import { lazyPart } from "../lib/lazy-part";
import type { Services } from "./services";

let known: ComponentType | undefined;

async function load(): Promise<ComponentType> {
  known = (await import("../features/portal/portal")).Portal;
  return known;
}

/** The portal is for other people: its code is fetched only by those who go there. */
export const PortalPart = lazyPart(load, () => known);

export const isPortal = (pathname: string) => /^\/portal(?:\/|$)/u.test(pathname);

/** Fetches the code of the portal and of its page at `pathname`; from then on it is drawn at once. */
export async function loadPortal(pathname: string, services: Services): Promise<void> {
  await load();
  const { loadPageAt } = await import("../features/portal/portal");
  await loadPageAt(pathname, services);
}
