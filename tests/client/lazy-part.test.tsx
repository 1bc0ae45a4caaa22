import { cleanup, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, expect, test } from "vitest";
import { fetchSpareParts, sparePart } from "../../client/lib/lazy-part";

afterEach(cleanup);

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
