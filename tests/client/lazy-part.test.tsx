import { render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectionBack, connectionLost } from "../../client/lib/connection";
import { fetchSpareParts, sparePart } from "../../client/lib/lazy-part";

// Files share the code they read: another may have left the connection lost.
beforeEach(connectionBack);
afterEach(() => void vi.useRealTimers());

const Hello = () => <p>Hello</p>;
const aPart = () => sparePart(() => Promise.resolve(Hello));
const show = (Part: ReturnType<typeof aPart>) =>
  render(
    <Suspense fallback={<p>on its way</p>}>
      <Part />
    </Suspense>,
  );

test("what somebody pointed at opens at once", async () => {
  const Part = aPart();
  await Part.fetch();
  show(Part);
  expect(screen.getByText("Hello")).toBeTruthy();
});

test("what was fetched while the page had nothing to do opens at once", async () => {
  const Part = aPart();
  fetchSpareParts();
  await Promise.resolve();
  show(Part);
  expect(screen.getByText("Hello")).toBeTruthy();
});

test("what nobody fetched comes when it is needed", async () => {
  show(aPart());
  expect(screen.getByText("on its way")).toBeTruthy();
  expect(await screen.findByText("Hello")).toBeTruthy();
});

test("what does not come before the connection is known to be lost comes when that is back", async () => {
  vi.useFakeTimers();
  let reachable = false;
  const load = vi.fn(() =>
    reachable ? Promise.resolve(Hello) : Promise.reject(new TypeError("no way there")),
  );
  show(sparePart(load));
  await vi.advanceTimersByTimeAsync(1_500);
  expect(load).toHaveBeenCalledTimes(2);
  connectionLost();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(load).toHaveBeenCalledTimes(2);
  reachable = true;
  connectionBack();
  vi.useRealTimers();
  expect(await screen.findByText("Hello")).toBeTruthy();
});
