import { cleanup, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { actionWord } from "../../client/features/audit/action-words";
import { AuditPage } from "../../client/features/audit/audit-page";
import {
  auditAddress,
  filterOf,
  isNarrowed,
  parseAuditSearch,
  writeAuditSearch,
} from "../../client/features/audit/audit-search";
import { EventView } from "../../client/features/audit/event-view";
import { newsIn } from "../../client/features/audit/use-audit";
import { auditActions, type AuditDetail, type AuditRow } from "../../shared/audit-api";
import type { OperatorRole } from "../../shared/permissions";
import { noAnswer, openRoutes, type Answers } from "./portal-harness";

const anEvent = (given: Partial<AuditRow> = {}): AuditRow => ({
  ...{ eventId: "e1", at: 10_000, action: "soft-delete", summary: "Soft-deleted; 2 portal sessions ended." },
  actor: { kind: "operator", id: "op_1", name: "Ada Admin", role: "admin", token: null },
  ...{ outcome: null, reason: "Asked to leave.", userId: "j57a", contactId: null, target: null },
  ...{ webhook: null, requestId: "req-7", changes: [] },
  person: { linkId: "link1", name: "Ina Ivens" },
  removed: null,
  ...given,
});
const run = { kind: "run" as const, id: "run_9" };

async function open(role: OperatorRole, answers: Answers = {}, path = "/audit") {
  return openRoutes([{ path: "/audit", element: <AuditPage /> }], path, {
    "session.me": () => ({ operatorId: "op_1", name: "Vera", email: "vera@desk.example", role }),
    "audit.actors": () => [],
    ...answers,
  });
}

describe("the address of the audit", () => {
  const read = (text: string) => parseAuditSearch(new URLSearchParams(text));

  test("keeps everything that narrows it, as the server understands it", () => {
    const search = read(
      "request=req-7&actor=op_1,backend&action=soft-delete,webhook+user.updated&about=j57&from=2026-11-03T09:00:00Z&to=2026-11-03T10:00:00Z",
    );
    expect(filterOf(search)).toEqual({
      ...{ requestId: "req-7", actors: ["op_1", "backend"], about: "j57" },
      ...{ actions: ["soft-delete", "webhook user.updated"] },
      ...{ from: Date.UTC(2026, 10, 3, 9), to: Date.UTC(2026, 10, 3, 10) },
    });
    const [, written = ""] = auditAddress(search).split("?");
    expect(read(written)).toEqual(search);
  });

  test("has room for every action there is", () => {
    const all = Object.values(auditActions).flat();
    expect(read(`action=${all.map(encodeURIComponent).join(",")}`).action).toEqual(all);
  });

  test("says nothing of what is not asked for, and ignores what cannot be read", () => {
    expect(writeAuditSearch(new URLSearchParams("about=x"), { about: null, actor: [] }).toString()).toBe("");
    expect(isNarrowed(read("actor=&from=yesterday&open=e1"))).toBe(false);
  });
});

describe("what comes while the audit is looked at", () => {
  const rows = [anEvent({ eventId: "b", at: 2 }), anEvent({ eventId: "a", at: 1 })];
  const newer = [anEvent({ eventId: "d", at: 3 }), anEvent({ eventId: "c", at: 2 })];

  test("is counted and waits; where the newest page does not reach down to what is shown, it is at least so much", () => {
    expect(newsIn(rows, { rows, nextCursor: "more" })).toBeNull();
    expect(newsIn(rows, { rows: [...newer, ...rows], nextCursor: "more" })).toEqual({
      count: 2,
      exact: true,
    });
    expect(newsIn(rows, { rows: newer, nextCursor: "more" })).toEqual({ count: 2, exact: false });
    expect(newsIn([], { rows: newer, nextCursor: null })).toEqual({ count: 2, exact: true });
  });

  test("what only moved up to the first page is no news", () => {
    expect(
      newsIn(rows, { rows: [...rows, anEvent({ eventId: "old", at: 0 })], nextCursor: null }),
    ).toBeNull();
  });
});

describe("who opens the audit", () => {
  test.each(["viewer", "support"] as const)(
    "%s is told which right is missing, and nothing is asked for",
    async (role) => {
      await open(role, { "audit.list": () => expect.fail("It was asked for all the same.") });
      expect(await screen.findByRole("heading", { name: "You may not read the audit" })).toBeDefined();
      expect(screen.getByText(/lacks the right audit\.read/u).textContent).toContain(`(${role})`);
    },
  );

  test("with a filter that finds nothing: they can clear it", async () => {
    const empty = { rows: [], nextCursor: null };
    await open("auditor", { "audit.list": () => empty }, "/audit?actor=tandem");
    expect(await screen.findByRole("heading", { name: "No event fits this filter" })).toBeDefined();
    expect(screen.getByRole("button", { name: "Clear filters" })).toBeDefined();
  });

  test("while the server does not answer: what is safe, and how to try again", async () => {
    await open("auditor", { "audit.list": () => Promise.reject(noAnswer()) });
    const alert = await screen.findByRole("alert", {}, { timeout: 5_000 });
    expect(alert.textContent).toContain("is noted down all the same");
    expect(screen.getByRole("button", { name: "Retry" })).toBeDefined();
  });
});

describe("one event", () => {
  const show = (event: AuditRow, place: AuditDetail["place"] = null) =>
    openRoutes([{ path: "/", element: <EventView event={{ ...event, place }} /> }], "/", {});
  const proof = () => within(screen.getByRole("region", { name: "Proof" }));
  const hrefs = () => screen.getAllByRole("link").map((link) => link.getAttribute("href"));

  test("leads to the person, their other events, the actor's, those of the request and of the run", () => {
    show(anEvent({ target: run }));
    expect(hrefs()).toEqual([
      "/audit?actor=op_1",
      "/audit?action=soft-delete",
      "/users?user=link1",
      "/audit?about=link1",
      "/runs/run_9",
      "/audit?about=run_9",
      "/audit?request=req-7",
    ]);
    expect(screen.getByRole("button", { name: "Copy Request ID req-7" })).toBeDefined();
  });

  test("shows before and after of each field", () => {
    const changes = [{ field: "lastName", before: "Ivens", after: null }];
    show(
      anEvent({
        changes,
        webhook: "evt_1",
        actor: { kind: "system", id: "backend", name: "Backend", role: null, token: null },
      }),
    );
    const changed = within(screen.getByRole("region", { name: "What it changed" }));
    expect(changed.getByRole("row", { name: "Last name Ivens empty" })).toBeDefined();
    expect(hrefs()).toContain("/webhooks?q=evt_1");
  });

  test("has its place in the chain to copy, and says whether a server has signed for it", () => {
    const [hash, prev] = ["a".repeat(64), "b".repeat(64)];
    const checkpoint = { seq: 1_200, at: 10_000, keyId: "k3y" };
    show(anEvent(), { seq: 1_187, hash, prev, checkpoint });
    for (const copied of ["Record 1187", `Hash ${hash}`, `Hash before ${prev}`, "Signing key k3y"])
      expect(proof().getByRole("button", { name: `Copy ${copied}` })).toBeDefined();
    expect(proof().getByText("with record 1,200")).toBeDefined();
  });

  test("that is not sealed or not signed yet says so", () => {
    show(anEvent());
    expect(proof().getByText(/Not in the chain yet/u)).toBeDefined();
    cleanup();
    show(anEvent(), { seq: 1, hash: "a", prev: "b", checkpoint: null });
    expect(proof().getByText("Chained, not signed yet")).toBeDefined();
  });

  test("calls a setting and its values what its screen calls them", () => {
    const changes = [
      { field: "approval.over", before: "1000", after: null },
      { field: "fieldOwnership.phone", before: "newest", after: "crm" },
    ];
    show(anEvent({ action: "settings", changes }));
    expect(screen.getByRole("row", { name: "Soft-delete and archive 1,000 off" })).toBeDefined();
    expect(screen.getByRole("row", { name: /Latest change CRM$/u })).toBeDefined();
  });

  test("says when the law had something removed, and of nothing else that it was", () => {
    const changes = [{ field: "phone", before: null, after: null }];
    const removed = { paths: ["/reason", "/changes/0/before"], at: Date.UTC(2026, 10, 3) };
    show(anEvent({ changes, reason: null, removed }));
    const row = screen.getByRole("row", { name: /^Phone/u });
    expect(row.textContent).toMatch(/Removed on .*2026empty$/u);
    expect(screen.getByText("Reason").nextElementSibling?.textContent).toMatch(/^Removed on/u);
    cleanup();
    show(anEvent({ reason: null, removed: { ...removed, at: null } }));
    expect(screen.getByText("Reason").nextElementSibling?.textContent).toBe("Removed");
  });

  test.each([
    ["soft-delete", "Soft-delete"],
    ["webhook user.updated", "user.updated"],
    ["replay user.updated", "Replay user.updated"],
    ["replay unproven user.deleted", "Replay unproven user.deleted"],
    ["replay deliveries", "Replay deliveries"],
  ])("of the action %s is called %s", (action, words) => {
    expect(actionWord(action)).toBe(words);
  });
});
