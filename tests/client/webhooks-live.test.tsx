import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { createTRPCClient, splitLink, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { useState } from "react";
import { describe, expect, test } from "vitest";
import { useWebhookLog } from "../../client/features/webhooks/log/use-webhook-log";
import { parseWebhooksSearch } from "../../client/features/webhooks/webhooks-search";
import { createQueryClient } from "../../client/lib/query-client";
import { TRPCProvider } from "../../client/lib/trpc";
import { NewsPill } from "../../client/ui/news-pill";
import type { AppRouter } from "../../server/trpc/router";
import type { WebhookRow } from "../../shared/webhooks-api";
import { wire } from "./portal-harness";
import { anArrival } from "./webhooks-support";

const arrival = (place: number) => anArrival({ attemptId: `a${place}`, receivedAt: place * 1_000 });

/** The tail of a server: what it is told goes out to who listens; `cut` and `mend` are the line between. */
function createTail() {
  type Listener = Parameters<Parameters<typeof observable>[0]>[0];
  let listener: Listener | undefined;
  const started = () => listener?.next({ result: { type: "started" } });
  const link: TRPCLink<AppRouter> = () => () =>
    observable((observer) => {
      listener = observer as Listener;
      started();
      return () => (listener = undefined);
    });
  return {
    link,
    tell: (row: WebhookRow) =>
      listener?.next({ result: { type: "data", id: row.attemptId, data: { id: row.attemptId, data: row } } }),
    cut: () =>
      listener?.next({ result: { type: "state", state: "connecting", error: new Error("cut") as never } }),
    mend: started,
    hasListener: () => listener !== undefined,
  };
}

function Log({ address }: { address: string }) {
  const [calm, setCalm] = useState(true);
  const search = parseWebhooksSearch(new URLSearchParams(address));
  const { log, arrivals } = useWebhookLog(search, { live: true, calm });
  return (
    <>
      <button onClick={() => setCalm(!calm)}>{calm ? "Point at a row" : "Leave the log"}</button>
      <ol>
        {log.rows.map(({ attemptId }) => (
          <li key={attemptId}>{attemptId}</li>
        ))}
      </ol>
      <NewsPill
        news={arrivals.count > 0 ? `${arrivals.count} new` : null}
        onShow={() => void arrivals.show()}
      />
      <p>{arrivals.cut ? "cut" : "whole"}</p>
    </>
  );
}

/** The log of a server that holds `stored`, newest first, and follows it. */
function follow(stored: WebhookRow[], address = "") {
  const tail = createTail();
  const asked: unknown[] = [];
  const list = (input: unknown) => (asked.push(input), { rows: [...stored], nextCursor: null });
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: tail.link,
        false: wire({ "webhooks.list": list }),
      }),
    ],
  });
  const queryClient = createQueryClient(() => {});
  render(
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <Log address={address} />
      </TRPCProvider>
    </QueryClientProvider>,
  );
  return { tail, asked };
}

const shown = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);
const press = (name: string) => act(() => screen.getByRole("button", { name }).click());

describe("the live tail", () => {
  test("lets what arrives join a log that nobody points at", async () => {
    const { tail } = follow([arrival(1)]);
    await expect.poll(tail.hasListener).toBe(true);
    act(() => tail.tell(arrival(2)));
    await expect.poll(shown).toEqual(["a2", "a1"]);
    expect(screen.queryByText(/new, show/u)).toBeNull();
  });

  test("never moves a row away under the pointer: it counts, and shows them when asked", async () => {
    const stored = [arrival(1)];
    const { tail } = follow(stored);
    await expect.poll(tail.hasListener).toBe(true);
    press("Point at a row");
    stored.unshift(arrival(3), arrival(2));
    act(() => {
      tail.tell(arrival(2));
      tail.tell(arrival(3));
      tail.tell(arrival(3));
    });
    expect(await screen.findByText(/2 new, show/u)).toBeDefined();
    expect(shown()).toEqual(["a1"]);
    press("2 new, show");
    await expect.poll(shown).toEqual(["a3", "a2", "a1"]);
    expect(screen.queryByText(/new, show/u)).toBeNull();
  });

  test("says that it was cut, and misses nothing that came meanwhile", async () => {
    const stored = [arrival(1)];
    const { tail } = follow(stored);
    await expect.poll(tail.hasListener).toBe(true);
    act(() => tail.cut());
    expect(await screen.findByText("cut")).toBeDefined();
    stored.unshift(arrival(2));
    act(() => tail.mend());
    expect(await screen.findByText("whole")).toBeDefined();
    await expect.poll(shown).toEqual(["a2", "a1"]);
  });

  test("passes over what the log is narrowed against", async () => {
    const { tail } = follow([arrival(1)], "q=evt_1");
    await expect.poll(tail.hasListener).toBe(true);
    act(() => {
      tail.tell({ ...arrival(2), eventId: "evt_2" });
      tail.tell({ ...arrival(3), eventId: "evt_1b" });
    });
    await expect.poll(shown).toEqual(["a3", "a1"]);
  });

  test("of one person is looked up instead, by whichever of their IDs", async () => {
    const { tail, asked } = follow([arrival(1)], "person=frontend_user_7");
    await expect.poll(shown).toEqual(["a1"]);
    expect(tail.hasListener()).toBe(false);
    expect(asked[0]).toMatchObject({ person: "frontend_user_7" });
  });
});

test("pages without anything that fits are read on, until there is nothing more", async () => {
  const pages = ["p1", "p2", null];
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: createTail().link,
        false: wire({
          "webhooks.list": (input) => {
            const { cursor = null } = input as { cursor?: string | null };
            const nextCursor = cursor === null ? "p1" : (pages[pages.indexOf(cursor) + 1] ?? null);
            return { rows: nextCursor === null ? [arrival(1)] : [], nextCursor };
          },
        }),
      }),
    ],
  });
  const queryClient = createQueryClient(() => {});
  render(
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <Log address="cause=error" />
      </TRPCProvider>
    </QueryClientProvider>,
  );
  await expect.poll(shown).toEqual(["a1"]);
});
