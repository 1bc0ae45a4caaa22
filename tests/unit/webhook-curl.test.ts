import { expect, test } from "vitest";
import { curlOf } from "../../shared/webhook-curl";
import { lagBucket, lagWithin } from "../../shared/webhook-lag";
import { curlArguments } from "../support/shell-curl";

test("a webhook copied as curl is the same request, whatever is in it, and nothing of it is run by the shell", () => {
  const payload = `{"name":"O'Neill $(touch x) \`id\` \\\\ ü",\n"b":"it''s"}`;
  const headers = [
    { name: "content-type", value: "application/json" },
    { name: "webhook-signature", value: "v1,abc= v1,it's" },
    { name: "authorization", value: "(not kept)" },
    { name: "host", value: "tandem.example" },
    { name: "content-length", value: "9" },
  ];
  expect(curlArguments(curlOf({ url: "https://t.example/api?x='1'", headers, payload }))).toEqual([
    ...["--request", "POST", "https://t.example/api?x='1'"],
    ...["--header", "content-type: application/json"],
    ...["--header", "webhook-signature: v1,abc= v1,it's"],
    ...["--data-binary", payload],
  ]);
});

test("every lag is in a bucket that ends at most a fifth above it", () => {
  for (const ms of [1, 2, 7, 50, 999, 1_000, 60_000, 3_600_000, 86_400_000]) {
    const within = lagWithin(new Map([[lagBucket(ms), 1]]), 0.5) ?? 0;
    expect(within).toBeGreaterThanOrEqual(ms - 1);
    expect(within).toBeLessThanOrEqual(ms * 1.2);
  }
});

test("percentiles are of all counts; of none there is none, and a clock ahead counts as no lag", () => {
  const counts = new Map([
    [lagBucket(-500), 50],
    [lagBucket(1_000), 49],
    [lagBucket(60_000), 1],
  ]);
  expect(lagWithin(counts, 0.5)).toBe(1);
  expect(lagWithin(counts, 0.9)).toBeLessThan(1_200);
  expect(lagWithin(counts, 1)).toBeGreaterThanOrEqual(60_000);
  expect(lagWithin(new Map(), 0.5)).toBeNull();
});
