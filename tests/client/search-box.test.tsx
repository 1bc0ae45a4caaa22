import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SearchBox } from "../../client/ui/search-box";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const searched = vi.fn();
const box = (query: string) => (
  <SearchBox label="Search" placeholder="" query={query} onSearch={searched} onLeave={() => {}} />
);
const field = () => screen.getByRole<HTMLInputElement>("searchbox");
const type = (value: string) => fireEvent.change(field(), { target: { value } });
const pause = () => vi.advanceTimersByTime(1_000);

test("whoever types on while a search is under way keeps every letter", () => {
  const { rerender } = render(box(""));
  type("mue");
  pause();
  expect(searched).toHaveBeenLastCalledWith("mue");
  type("mueller");
  rerender(box("mue"));
  expect(field().value).toBe("mueller");
  pause();
  expect(searched).toHaveBeenLastCalledWith("mueller");
  rerender(box("mueller"));
  expect(field().value).toBe("mueller");
});

test("an address that changes for another reason, such as Back, is what the field says", () => {
  const { rerender } = render(box("mueller"));
  type("schulz");
  pause();
  rerender(box("schulz"));
  rerender(box("mueller"));
  expect(field().value).toBe("mueller");
});
