import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { SignedIn } from "../../server/auth/identify";
import type { ConvexCaller } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { whileLetIn } from "../../server/http/export/while-let-in";
import { whileSignedIn } from "../../server/trpc/while-signed-in";

/** What goes on for minutes after somebody was let in, and must end when they would not be any more. */
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());
const aSecond = () => void vi.setSystemTime(Date.now() + 1_000);

const ada = { operatorId: "op_1", role: "admin" } as SignedIn;
const changes: Array<[string, SignedIn | null]> = [
  ["has signed out or is disabled", null],
  ["has another role", { ...ada, role: "viewer" }],
  ["is somebody else by now", { ...ada, operatorId: "op_2" }],
];

describe("a stream", () => {
  /** One message a second; what of it is told, when after the second one `now` is how things are. */
  async function toldUntil(now: SignedIn | null): Promise<{ told: number[]; why: unknown }> {
    let sent = 0;
    async function* messages() {
      for (;;) {
        aSecond();
        yield ++sent;
        if (sent > 5) return;
      }
    }
    const told: number[] = [];
    try {
      const operatorNow = async () => (sent > 2 ? now : ada);
      for await (const message of whileSignedIn(messages(), { operator: ada, operatorNow }))
        told.push(message as number);
      return { told, why: null };
    } catch (error) {
      return { told, why: (error as { data?: { code?: string } }).data?.code };
    }
  }

  test.each(changes)("breaks off before the next message when its operator %s", async (_how, now) => {
    expect(await toldUntil(now)).toEqual({ told: [1, 2], why: "unauthenticated" });
  });

  test("goes on for who is still who they were", async () => {
    expect(await toldUntil(ada)).toEqual({ told: [1, 2, 3, 4, 5, 6], why: null });
  });
});

test("a file breaks off before the next page when who takes it may not any more, and its end is noted all the same", async () => {
  const asked: string[] = [];
  const caller = {
    query: async () => void asked.push("page"),
    mutation: async () => void asked.push("end"),
  } as unknown as ConvexCaller;
  let may = true;
  const taker = whileLetIn(caller, async () => may);
  const page = () => taker.query(api.audit.actors, {});
  await page();
  aSecond();
  await page();
  may = false;
  aSecond();
  await expect(page()).rejects.toMatchObject({ data: { code: "unauthenticated" } });
  await taker.noteEnd(api.audit.endExport, { count: 2, complete: false, requestId: "r" });
  expect(asked).toEqual(["page", "page", "end"]);
});
