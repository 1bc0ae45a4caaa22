import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerLimit } from "../../client/lib/answer-limit";
import { describeError } from "../../client/lib/api-error";
import type { AppRouter } from "../../server/trpc/router";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that hears every call and answers none. */
function deafServer() {
  const signals: AbortSignal[] = [];
  const fetch = (_url: unknown, { signal }: { signal?: AbortSignal | null } = {}) =>
    new Promise<Response>((_resolve, reject) => {
      if (!signal) return;
      signals.push(signal);
      signal.addEventListener("abort", () => reject(new DOMException("Aborted.", "AbortError")));
    });
  const links = [answerLimit, httpBatchLink({ url: "http://desk.example/trpc", fetch })];
  return { client: createTRPCClient<AppRouter>({ links }), signals };
}

test("a button of the portal that nobody answers is free again after twenty seconds, and says that no answer came", async () => {
  const { client } = deafServer();
  const failure = client.portal.signOut.mutate().catch(describeError);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await failure).toMatchObject({ unanswered: true });
});

test("what somebody has given up before is not waited for", async () => {
  const { client, signals } = deafServer();
  const gone = new AbortController();
  const call = client.portal.me.query(undefined, { signal: gone.signal }).catch(() => "given up");
  await vi.advanceTimersByTimeAsync(10);
  gone.abort();
  expect(await call).toBe("given up");
  expect(signals).toMatchObject([{ aborted: true }]);
  expect(vi.getTimerCount()).toBe(0);
});

test("the desk's own questions may take as long as they need", async () => {
  const { client, signals } = deafServer();
  void client.health.get.query().catch(() => null);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(signals).toMatchObject([{ aborted: false }]);
});
