import { type Topic, demand, need } from "../check";
import { type Event, eventForm, eventPageForm, productsForm } from "../forms/events";
import { demandError } from "../forms/failure";
import { read } from "../forms/read";
import type { Probe } from "../probe";

const NO_EVENT = "no event is published";

export const events: Topic = {
  name: "Events",
  checks: [
    {
      title: "GET /events?status=published gives { events, total }, each published",
      async run(probe) {
        const { events, total } = await published(probe);
        const others = events.filter(({ status }) => status !== "published").length;
        demand(others === 0, "only published events", `${others} others`);
        demand(total >= events.length, "total to count them all", `${total}`);
        return `${events.length} read`;
      },
    },
    {
      title: "limit and offset page through the events",
      async run(probe) {
        const { events } = await published(probe);
        need(events[1], "fewer than two events are published");
        const [first, second] = [
          await list(probe, { limit: 1, offset: 0 }),
          await list(probe, { limit: 1, offset: 1 }),
        ];
        const given = `${first.events.length} and ${second.events.length}`;
        demand(given === "1 and 1", "one event each", given);
        demand(first.events[0]?.id !== second.events[0]?.id, "another event", "the same one again");
      },
    },
    {
      title: "GET /events/:id gives the event",
      async run(probe) {
        const { id } = await someEvent(probe);
        const event = read(eventForm, await probe.get(pathOf(id)), "an event");
        demand(event.id === id, "the event that was asked for", "another");
      },
    },
    {
      title: "An event that is not there is EVENT_NOT_FOUND 404",
      async run(probe) {
        demandError(await probe.get("/events/event_backend-check-none"), 404, "EVENT_NOT_FOUND");
      },
    },
    {
      title: "GET /events/:id/products gives { products, count }, prices in minor units and ISO 4217",
      async run(probe) {
        const { id } = await someEvent(probe);
        const { products, count } = await productsOf(probe, id);
        demand(count === products.length, `count ${products.length}`, `${count}`);
        return `${count} read`;
      },
    },
  ],
};

const someEvent = async (probe: Probe): Promise<Event> => need((await published(probe)).events[0], NO_EVENT);
const pathOf = (id: string): string => `/events/${encodeURIComponent(id)}`;

export const published = (probe: Probe) =>
  probe.once("the published events", () => list(probe, { limit: 50, offset: 0 }));

const list = async (probe: Probe, query: Record<string, string | number>) =>
  read(eventPageForm, await probe.get("/events", { status: "published", ...query }), "a page of events");

/** What can be booked of an event. */
export const productsOf = async (probe: Probe, eventId: string) =>
  read(productsForm, await probe.get(`${pathOf(eventId)}/products`), "the products of an event");
