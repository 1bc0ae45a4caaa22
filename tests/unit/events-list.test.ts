import { expect, test } from "vitest";
import { createEvents } from "../../server/events/events";
import type { Crm } from "../../server/crm/port";
import type { BackendEvent } from "../../shared/backend-api";

/** The events to come, from backends that list them their own way. */
const NOW = 1_000_000;
const event = (id: string, startDate: number): BackendEvent => ({
  id,
  name: id,
  status: "published",
  startDate,
  raw: {},
});

function backendWith(all: BackendEvent[], mostOfPage: number) {
  const listEvents: Crm["listEvents"] = ({ limit = 100, offset = 0 } = {}) => {
    const events = all.slice(offset, offset + Math.min(limit, mostOfPage));
    return Promise.resolve({ events, unreadable: 0, total: all.length });
  };
  return createEvents({ crm: { listEvents } as Crm, now: () => NOW });
}

test("past ones that the backend lists first hide none that come", async () => {
  const past = Array.from({ length: 120 }, (_, n) => event(`past-${n}`, n));
  const { value } = await backendWith([...past, event("to-come", NOW + 1)], 100).upcoming();
  expect(value.map(({ id }) => id)).toEqual(["to-come"]);
});

test("a backend that gives fewer at a time than it is asked for is read to its end, each once", async () => {
  const all = Array.from({ length: 45 }, (_, n) => event(`event-${n}`, NOW + n));
  const { value } = await backendWith(all, 20).upcoming();
  expect(value).toEqual(all);
});
