import { describe, expect, test } from "vitest";
import { isOutage, outageAware } from "../../server/convex-outage";

const answering = (status: number) =>
  outageAware(async () => new Response("{}", { status })) as (url: string) => Promise<Response>;
const failureOf = (status: number, path: string) =>
  answering(status)(`https://x.convex.cloud${path}`).then(
    () => null,
    (error: unknown) => error,
  );

describe("what a deployment says of itself is no verdict on what was asked of it", () => {
  test.each([429, 500, 502, 503, 504, 529])("%i is an outage", async (status) => {
    expect(isOutage(await failureOf(status, "/api/mutation"))).toBe(true);
  });

  test("a function that has thrown is not: its answer is handed on", async () => {
    expect(await failureOf(560, "/api/mutation")).toBeNull();
  });

  test.each([
    [503, "/api/mutation", "Nothing was changed."],
    [500, "/api/mutation", "Look whether it was done"],
    [504, "/api/mutation", "Look whether it was done"],
    [500, "/api/query", "Nothing was changed."],
  ])("after %i of %s people are told: %s", async (status, path, words) => {
    expect(String(await failureOf(status, path))).toContain(words);
  });
});
