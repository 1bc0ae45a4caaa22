import { afterEach, beforeEach, expect, vi } from "vitest";

/** A `console.error` nobody asked for is a failure nobody looked at, so it fails the test it happened in. */
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation((...args) => {
    calls.push(args.map(String).join(" "));
  });
});

afterEach(() => {
  const seen = calls.splice(0);
  expect(seen, "console.error was called").toEqual([]);
});

const calls: string[] = [];
