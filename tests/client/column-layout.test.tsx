import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  columnKeys,
  type ColumnLayout,
  isUsual,
  layoutText,
  moveColumn,
  readLayout,
  setWidth,
  toggleColumn,
  togglePin,
  trackLines,
  usualLayout,
  usualWidths,
} from "../../client/features/users/column-layout";

const keysOf = (layout: ColumnLayout) =>
  layout.map(({ key, pinned }) => `${key}${pinned ? "*" : ""}`).join(" ");
const short = readLayout("name*.state.createdAt.attempts");

describe("columns", () => {
  test("are as usual where nobody has said anything, and where what was said cannot be read", () => {
    for (const text of [null, "", "shoeSize.purple", "../../etc"])
      expect(isUsual(readLayout(text))).toBe(true);
  });

  test("what can be read of an address is taken, and the name is never lost", () => {
    expect(keysOf(readLayout("state.shoeSize.state.attempts"))).toBe("name* state attempts");
    expect(readLayout("name-9999.state-1").map(({ width }) => width)).toEqual([640, 60]);
  });

  test("are hidden and shown again at the end; the name stays", () => {
    const without = toggleColumn(short, "state");
    expect(keysOf(without)).toBe("name* createdAt attempts");
    expect(keysOf(toggleColumn(without, "state"))).toBe("name* createdAt attempts state");
    expect(toggleColumn(short, "name")).toBe(short);
  });

  test("one moved among the pinned is pinned, one moved out of them is let go", () => {
    const two = togglePin(short, "createdAt");
    expect(keysOf(two)).toBe("name* createdAt* state attempts");
    expect(keysOf(moveColumn(two, "attempts", 1))).toBe("name* attempts* createdAt* state");
    expect(keysOf(moveColumn(two, "createdAt", 2))).toBe("name* state createdAt attempts");
    expect(keysOf(togglePin(two, "name"))).toBe("createdAt* name state attempts");
  });

  test("a pinned one stays as far from the left as those before it are wide", () => {
    const { pins, minWidth, template } = trackLines(readLayout("name*.state*-100.attempts"));
    expect([...pins]).toEqual([
      ["name", 40],
      ["state", 40 + 12 + 196],
    ]);
    expect(template).toBe(`28px minmax(196px, 1fr) 100px ${usualWidths.attempts}px`);
    expect(minWidth).toBe(12 + 28 + 12 + 196 + 12 + 100 + 12 + usualWidths.attempts + 12);
    expect(trackLines(setWidth(short, "name", 300)).template).toMatch(/^28px 300px .* minmax\(0, 1fr\)$/u);
  });
});

test("whatever is done to the columns: each at most once, the name there, the pinned first, and the text brings it back", () => {
  const key = fc.constantFrom(...columnKeys);
  const step = fc.oneof(
    key.map((of) => (layout: ColumnLayout) => toggleColumn(layout, of)),
    key.map((of) => (layout: ColumnLayout) => togglePin(layout, of)),
    fc.tuple(key, fc.integer({ min: -2, max: 14 })).map(
      ([of, to]) =>
        (layout: ColumnLayout) =>
          moveColumn(layout, of, to),
    ),
    fc.tuple(key, fc.option(fc.integer({ min: -50, max: 2_000 }))).map(
      ([of, width]) =>
        (layout: ColumnLayout) =>
          setWidth(layout, of, width),
    ),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const layout = steps.reduce((now, take) => take(now), usualLayout);
      const keys = layout.map((column) => column.key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).toContain("name");
      const pins = layout.map(({ pinned }) => pinned);
      expect(pins).toEqual([...pins].sort((a, b) => Number(b) - Number(a)));
      expect(readLayout(layoutText(layout))).toEqual(layout);
    }),
  );
});
