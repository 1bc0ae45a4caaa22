import { render, screen } from "@testing-library/react";
import { lazy } from "react";
import { expect, test, vi } from "vitest";

/** A page that has just begun to load, with what comes late in it, whose code is fetched by then. */
async function openPage() {
  vi.resetModules();
  const { Afterwards } = await import("../../client/ui/afterwards");
  const fetchCode = vi.fn(async () => ({ default: () => "backend ok" }));
  const Health = lazy(fetchCode);
  const page = () => (
    <Afterwards until="its place">
      <Health />
    </Afterwards>
  );
  return { page, fetchCode };
}

test("what nobody misses at first has its place in the first picture, and runs none of its code before that stands", async () => {
  const { page, fetchCode } = await openPage();
  render(page());
  expect(screen.getByText("its place")).toBeTruthy();
  expect(fetchCode).not.toHaveBeenCalled();
  expect(await screen.findByText("backend ok")).toBeTruthy();
});

test("on a page that stands it is drawn at once", async () => {
  const { page, fetchCode } = await openPage();
  render(page()).unmount();
  render(page());
  await screen.findByText("backend ok");
  render(page());
  expect(screen.getAllByText("backend ok")).toHaveLength(2);
  expect(fetchCode).toHaveBeenCalledOnce();
});
