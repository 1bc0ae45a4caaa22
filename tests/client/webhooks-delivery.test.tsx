import { cleanup, screen, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { WebhookView } from "../../client/features/webhooks/delivery/webhook-view";
import { lagWords, skewWords, sourceWords } from "../../client/features/webhooks/delivery/delivery-facts";
import { ToastProvider } from "../../client/ui/toast";
import type { OperatorRole } from "../../shared/permissions";
import type { WebhookDetail } from "../../shared/webhooks-api";
import { openRoutes, refusal, textbox, type Answers } from "./portal-harness";
import { aDelivery, aRefusal, aWebhook } from "./webhooks-support";

/** A webhook as somebody in this role sees it. */
async function show(webhook: WebhookDetail, role: OperatorRole = "admin", answers: Answers = {}) {
  const element = (
    <ToastProvider>
      <WebhookView webhook={webhook} />
    </ToastProvider>
  );
  let known = false;
  const me = { operatorId: "op_1", name: "Vera", email: "vera@desk.example", role };
  const opened = openRoutes([{ path: "/", element }], "/", {
    "session.me": () => ((known = true), me),
    ...answers,
  });
  await expect.poll(() => known).toBe(true);
  await screen.findByText(webhook.verdict);
  return opened;
}
const region = (name: string) => within(screen.getByRole("region", { name }));
const reasonOf = (control: HTMLElement) => control.getAttribute("aria-description");
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });

describe("what an auditor reads of a webhook", () => {
  test("field by field what it changed, the sessions it ended and the mail it stopped", async () => {
    const changes = [
      { field: "lastName", before: "Müller", after: "Meier" },
      { field: "phone", before: null, after: "+49 151 2345" },
    ];
    await show(aWebhook({ changes, sessionsEnded: 2, mailStopped: true }));
    const changed = region("What it changed");
    expect(changed.getByRole("row", { name: "Last name Müller Meier" })).toBeDefined();
    expect(changed.getByRole("row", { name: "Phone empty +49 151 2345" })).toBeDefined();
    expect(changed.getByText("2 portal sessions were ended.")).toBeDefined();
    expect(changed.getByText(/welcome e-mail .* was not sent/u)).toBeDefined();
  });

  test("the three levels: the request, the delivery as it is by now, and who replayed it why", async () => {
    const attempts: WebhookDetail["attempts"] = [
      {
        attemptId: "a1",
        kind: "first",
        at: 1,
        outcome: "failed",
        cause: "invalid_email",
        by: null,
        reason: null,
        runId: null,
      },
      {
        attemptId: "a2",
        kind: "retry",
        at: 2,
        outcome: "duplicate",
        cause: null,
        by: null,
        reason: null,
        runId: null,
      },
      {
        attemptId: "a3",
        kind: "replay",
        at: 3,
        outcome: "applied",
        cause: null,
        by: "Ada",
        reason: "Mended.",
        runId: "r1",
      },
    ];
    await show(aWebhook({ outcome: "failed", cause: "invalid_email", attempts }));
    const levels = region("Request, delivery, attempts");
    expect(levels.getByText(/^First arrival, /u)).toBeDefined();
    expect(levels.getByText("By now").textContent).toContain("applied");
    expect(levels.getByText(/by Ada: “Mended\.”/u)).toBeDefined();
    expect(levels.getByRole("link", { name: "a run of replays" }).getAttribute("href")).toBe(
      "/webhooks/replays/r1",
    );
    expect(levels.getByRole("link", { name: "Sent again by the backend" }).getAttribute("href")).toBe(
      "/?open=a2",
    );
  });

  test("content that was removed leaves its SHA-256 and the day, and cannot be sent again", async () => {
    const contentRemovedAt = Date.UTC(2026, 10, 3, 12);
    const delivery = aDelivery({ sha256: "9f86d081884c" });
    await show(
      aWebhook({
        payload: "",
        contentRemovedAt,
        delivery,
        replay: { allowed: false, unproven: false, why: "Its content was removed." },
      }),
    );
    const payload = region("Payload");
    expect(payload.getByText(/removed on 3 Nov 2026/u)).toBeDefined();
    expect(payload.getByRole("button", { name: "Copy SHA-256 9f86d081884c" })).toBeDefined();
    expect(reasonOf(button("Copy as curl"))).toBe("The content was removed.");
    expect((await screen.findByRole("button", { name: "Replay" })).getAttribute("aria-description")).toBe(
      "Its content was removed.",
    );
  });

  test.each([
    ["genuine", aWebhook],
    ["refused", aRefusal],
  ])(
    "fields of a %s request that were never stored are named, and it is not to be sent again",
    async (_, one) => {
      await show(one({ redacted: ["phone", "email"] }));
      expect(
        region("Payload").getByText(/Replaced before anything was stored: Phone, E-mail\./u),
      ).toBeDefined();
      expect(reasonOf(button("Copy as curl"))).toBe("Values were replaced before anything was stored.");
    },
  );

  test("a refused request whose content was removed says since when", async () => {
    await show(aRefusal({ payload: "", contentRemovedAt: Date.UTC(2026, 10, 3, 12) }));
    expect(region("Payload").getByText(/removed on 3 Nov 2026/u)).toBeDefined();
    expect(reasonOf(button("Copy as curl"))).toBe("The content was removed.");
  });

  test("a viewer, to whom the content is withheld, has nothing to copy as curl or to download", async () => {
    await show(aWebhook({ payload: "•••" }), "viewer");
    for (const name of ["Copy as curl", "Download"])
      expect(reasonOf(button(name))).toBe("Your role (viewer) may not read what webhooks hold; support may.");
  });

  test("the request as curl is the request as it came", async () => {
    const { user } = await show(aWebhook());
    const write = vi.spyOn(navigator.clipboard, "writeText");
    await user.click(button("Copy as curl"));
    expect(write.mock.calls[0]?.[0]).toMatch(/^curl --request POST '.+\/api\/webhooks\/backend-sync'/u);
    expect(write.mock.calls[0]?.[0]).toContain(`--data-binary '{"type":"user.updated"}'`);
    expect(await screen.findByText("Copied as curl")).toBeDefined();
  });

  test.each([
    [412, "7 min ahead of ours"],
    [-90.2, "2 min behind ours"],
    [0.4, "agrees with ours"],
    [-1, "agrees with ours"],
  ])("a clock %d s off: %s", (skew, words) => {
    expect(skewWords(skew)).toBe(words);
  });

  test("a flood of forgeries is one row, which says from where and how many", () => {
    expect(sourceWords(aWebhook())).toBe(null);
    expect(sourceWords(aRefusal({ source: "192.0.2.7" }))).toBe("192.0.2.7");
    const flood = aRefusal({ cause: "rate_limited", source: "192.0.2.7", requests: 700 });
    expect(sourceWords(flood)).toBe("192.0.2.7, 700 requests like this one");
  });

  test("how late it came", () => {
    expect(lagWords(340)).toBe("340 ms after it happened");
    expect(lagWords(-2_000)).toBe("2.0 s before it happened by the sender’s clock");
  });
});

describe("replaying one", () => {
  const applied = { attemptId: "a9", deliveryId: "d1", outcome: "applied", cause: null } as const;
  const changes = [{ field: "email", before: "a@b.example", after: "c@d.example" }];

  test("asks why, and says what it has come to", async () => {
    const sent: unknown[] = [];
    const replay = (input: unknown) => (sent.push(input), { ...applied, changes });
    const { user } = await show(aWebhook(), "support", { "webhooks.replay": replay });
    await user.click(await screen.findByRole("button", { name: "Replay" }));
    expect(button("Replay 1 webhook").disabled).toBe(true);
    await user.type(textbox("Reason"), "The check was mended");
    await user.click(button("Replay 1 webhook"));
    expect(await screen.findByText("Replayed: applied")).toBeDefined();
    expect(screen.getByText("1 field changed.")).toBeDefined();
    expect(sent).toEqual([{ attemptId: "a1", reason: "The check was mended" }]);
  });

  test("a refusal is told in the dialog, which stays", async () => {
    const refused = refusal({ code: "conflict", message: "It is being replayed by Sam just now." });
    const { user } = await show(aWebhook(), "admin", { "webhooks.replay": () => Promise.reject(refused) });
    await user.click(await screen.findByRole("button", { name: "Replay" }));
    await user.type(textbox("Reason"), "The check was mended");
    await user.click(button("Replay 1 webhook"));
    expect(
      await screen.findByText(/It is being replayed by Sam just now\. Nothing was changed\./u),
    ).toBeDefined();
  });

  test("what was refused at the door needs the phrase typed out", async () => {
    const sent: unknown[] = [];
    const replayRejected = (input: unknown) => (sent.push(input), { ...applied, changes: [] });
    const { user } = await show(aRefusal(), "admin", { "webhooks.replayRejected": replayRejected });
    await user.click(await screen.findByRole("button", { name: "Replay unproven request" }));
    const dialog = within(screen.getByRole("dialog"));
    const confirm = dialog.getByRole<HTMLButtonElement>("button", { name: "Replay unproven request" });
    await user.type(dialog.getByRole("textbox", { name: "Reason" }), "Compared with the backend");
    await user.type(dialog.getByRole("textbox", { name: /^Type “replay unproven”/u }), "replay");
    expect(confirm.disabled).toBe(true);
    await user.type(dialog.getByRole("textbox", { name: /^Type “replay unproven”/u }), " unproven");
    await user.click(confirm);
    expect(await screen.findByText("There was nothing left to change.")).toBeDefined();
    expect(sent).toEqual([
      { attemptId: "a1", reason: "Compared with the backend", typed: "replay unproven" },
    ]);
  });

  test.each<[OperatorRole, string[], string[]]>([
    ["viewer", [], []],
    ["auditor", [], []],
    ["support", ["Replay"], []],
    ["admin", ["Replay"], ["Replay unproven request"]],
  ])("a %s can press %o for a genuine one and %o for a refused one", async (role, genuine, refused) => {
    const names = () => screen.queryAllByRole("button", { name: /^Replay/u }).map((each) => each.textContent);
    await show(aWebhook(), role);
    await expect.poll(names).toEqual(genuine);
    cleanup();
    await show(aRefusal(), role);
    await expect.poll(names).toEqual(refused);
  });
});
