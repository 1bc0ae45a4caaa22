import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  MOST_ASIDE,
  belongs,
  nothingArrived,
  setAside,
  setPageAside,
  withArrived,
  type LoadedLog,
} from "../../client/features/webhooks/log/arrivals";
import { searchOf } from "../../client/features/webhooks/replay/filter-search";
import { filterWords } from "../../client/features/webhooks/replay/filter-words";
import {
  filterOf,
  isNarrowed,
  parseWebhooksSearch,
  writeWebhooksSearch,
} from "../../client/features/webhooks/webhooks-search";
import type { WebhookFilter, WebhookRow } from "../../shared/webhooks-api";
import { anArrival } from "./webhooks-support";

const arrival = (place: number, given: Partial<WebhookRow> = {}) =>
  anArrival({ attemptId: `a${place}`, receivedAt: place * 1_000, ...given });
const logOf = (rows: WebhookRow[], nextCursor: string | null = null): LoadedLog => ({
  pages: [{ rows, nextCursor }],
  pageParams: [null],
});
const ids = (rows: readonly WebhookRow[]) => rows.map(({ attemptId }) => attemptId);
const shownIn = (loaded: LoadedLog) => ids(loaded.pages.flatMap(({ rows }) => rows));

describe("what arrives while the log is looked at", () => {
  test("in whatever pieces and however often it is told: it stands in the log once, the newest first", () => {
    const places = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(places, { maxLength: 8 }), (told) => {
        const loaded = logOf([arrival(2), arrival(1), arrival(0)]);
        const arrived = told.reduce(
          (aside, piece) =>
            setAside(
              aside,
              loaded,
              piece.map((place) => arrival(place)),
            ),
          nothingArrived,
        );
        const expected = [...new Set([...told.flat(), 0, 1, 2])].sort((one, other) => other - one);
        expect(shownIn(withArrived(loaded, arrived))).toEqual(expected.map((place) => `a${place}`));
      }),
    );
  });

  test("after a cut, the newest page closes the gap; where it does not reach down, more than it says is missing", () => {
    const loaded = logOf([arrival(2), arrival(1)]);
    const meets = { rows: [arrival(4), arrival(3), arrival(2)], nextCursor: "more" };
    expect(setPageAside(nothingArrived, loaded, meets)).toEqual({
      rows: [arrival(4), arrival(3)],
      gap: false,
    });
    const beyond = { rows: [arrival(90), arrival(89)], nextCursor: "more" };
    expect(setPageAside(nothingArrived, loaded, beyond)).toMatchObject({ gap: true });
    const nothingNew = { rows: [arrival(2), arrival(1)], nextCursor: null };
    expect(setPageAside(nothingArrived, loaded, nothingNew)).toEqual(nothingArrived);
  });

  test("a flood is not kept for ever: the rest is read from the server", () => {
    const flood = Array.from({ length: MOST_ASIDE + 1 }, (_, place) => arrival(place + 10));
    const arrived = setAside(nothingArrived, logOf([arrival(1)]), flood);
    expect(arrived.rows).toHaveLength(MOST_ASIDE);
    expect(arrived.gap).toBe(true);
  });

  test.each<[string, WebhookFilter, boolean]>([
    ["nothing", {}, true],
    ["its outcome", { outcomes: ["applied"] }, true],
    ["another outcome", { outcomes: ["failed", "rejected"] }, false],
    ["its type", { types: ["user.updated"] }, true],
    ["a cause", { causes: ["signature"] }, false],
    ["the beginning of its event ID", { eventId: "evt" }, true],
    ["another event ID", { eventId: "evt_2" }, false],
    ["a time that holds it", { from: 5_000, to: 5_001 }, true],
    ["a time that ends as it comes", { to: 5_000 }, false],
  ])("belongs to a log narrowed to %s: %o", (_what, filter, expected) => {
    expect(belongs(arrival(5), filter)).toBe(expected);
  });
});

describe("the address of the log", () => {
  const read = (text: string) => parseWebhooksSearch(new URLSearchParams(text));

  test("keeps everything that narrows it, as the server understands it", () => {
    const search = read(
      "q=evt_9&outcome=failed,stale&cause=invalid_email&type=user.updated&person=j57&from=2026-11-03T09:00:00Z&to=2026-11-03T10:00:00.000Z",
    );
    expect(filterOf(search)).toEqual({
      ...{ eventId: "evt_9", outcomes: ["failed", "stale"], causes: ["invalid_email"] },
      ...{ types: ["user.updated"], person: "j57" },
      ...{ from: Date.UTC(2026, 10, 3, 9), to: Date.UTC(2026, 10, 3, 10) },
    });
    expect(filterOf({ ...search, ...searchOf(filterOf(search)) })).toEqual(filterOf(search));
  });

  test("says nothing of what is as always, and ignores what cannot be read", () => {
    expect(writeWebhooksSearch(new URLSearchParams("q=x"), { q: "", range: "24h" }).toString()).toBe("");
    const odd = read("outcome=lost&cause=&from=yesterday&range=century");
    expect(isNarrowed(odd)).toBe(false);
    expect(odd.range).toBe("24h");
  });

  test("a filter can be said in words", () => {
    expect(filterWords({})).toBe("everything");
    expect(
      filterWords({ outcomes: ["failed"], causes: ["invalid_frontendUserId"], types: ["user.updated"] }),
    ).toBe("failed, invalid frontend user ID, user.updated");
  });
});
