import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { LinkGlyph } from "../../client/features/users/link-glyph";
import { stateLooks, statesInOrder } from "../../client/features/users/link-states";
import { linkStates } from "../../shared/link-state";

test("every link state has a place in the order", () => {
  expect([...statesInOrder].sort()).toEqual([...linkStates].sort());
});

test.each(linkStates)("%s is drawn and followed by its word", (state) => {
  const { container } = render(<LinkGlyph state={state} />);
  expect(screen.getByText(stateLooks[state].word)).toBeDefined();
  const drawing = container.querySelector("svg");
  expect(drawing?.getAttribute("aria-hidden")).toBe("true");
  expect(drawing?.childElementCount).toBeGreaterThan(1);
});

test("no two states are drawn alike", () => {
  const drawings = linkStates.map((state) => {
    const { container } = render(<LinkGlyph state={state} />);
    return container.querySelector("svg")?.innerHTML;
  });
  expect(new Set(drawings).size).toBe(linkStates.length);
});

test("a missing contact is a hollow dot, and the error class follows the word", () => {
  const present = render(<LinkGlyph state="failed" detail="timeout" />);
  expect(screen.getByText("· timeout")).toBeDefined();
  const absent = render(<LinkGlyph state="failed" hasContact={false} />);
  const html = (result: typeof present) => result.container.querySelector("svg")?.innerHTML;
  expect(html(present)).not.toEqual(html(absent));
});
