import { Suspense, type ComponentType } from "react";
import { matchPath } from "react-router";
import { lazyPart } from "../../../lib/lazy-part";
import type { Asking } from "../../../lib/trpc";
import { takeEvent, takeEvents } from "./ask-events";
import { portalPaths } from "../paths";

const loaded = new Map<string, ComponentType>();

/** A page of events is a part of its own: whoever registers does not fetch it. */
function part(name: string, load: () => Promise<ComponentType>) {
  const fetch = async () => {
    const page = await load();
    loaded.set(name, page);
    return page;
  };
  return { fetch, Page: lazyPart(fetch, () => loaded.get(name)) };
}

const list = part("list", async () => (await import("./events-page")).EventsPage);
const one = part("one", async () => (await import("./event-page")).EventPage);

export const EventsPage = () => <Fetched Page={list.Page} />;
export const EventPage = () => <Fetched Page={one.Page} />;

/** Fetches the code of the page of events at `pathname`, if it is one, and takes what came with it. */
export async function loadEventsAt(pathname: string, services: Asking): Promise<void> {
  const eventId = matchPath(`${portalPaths.events}/:eventId`, pathname)?.params.eventId;
  if (pathname === portalPaths.events) {
    takeEvents(services);
    await list.fetch();
  } else if (eventId) {
    takeEvent(services, eventId);
    await one.fetch();
  }
}

function Fetched({ Page }: { Page: ComponentType }) {
  return (
    <Suspense fallback={<div className="min-h-dvh" />}>
      <Page />
    </Suspense>
  );
}
