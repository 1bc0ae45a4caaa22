import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { procedureRights, rightsByName } from "../support/right-table";

/** A promise about safety is worth its test: docs/threat-model.md names one for every door, and it must be there. */
const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/threat-model.md"), "utf8");
const [, , ...rows] = page.split("\n").filter((line) => line.startsWith("|"));
const cellsOf = (row: string) => row.split("|").slice(1, -1);
const testsIn = (text: string) => [...text.matchAll(/`(tests\/[^`]+)`/gu)].map(([, path = ""]) => path);
const doors = rows.map((row) => ({
  door: cellsOf(row)[0]?.trim() ?? "",
  shownBy: testsIn(cellsOf(row)[3] ?? ""),
}));

describe("every door of the threat model is shown by tests that exist", () => {
  test("and the page has doors at all", () => {
    expect(doors.length).toBeGreaterThan(15);
  });

  test.each(doors)("$door", ({ shownBy }) => {
    expect(shownBy).not.toEqual([]);
    expect(shownBy.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

/** `portal.events`, `event` in one cell are two procedures of one router; `session.*` are all of one. */
function proceduresIn(door: string): string[] {
  let router = "";
  return [...door.matchAll(/`(?<name>[a-zA-Z.*]+)`/gu)].flatMap(({ groups: { name = "" } = {} }) => {
    const [first = "", second] = name.split(".");
    if (second) router = first;
    return second ? [name] : router ? [`${router}.${name}`] : [];
  });
}

describe("every procedure has a row that names it, or all of its router", () => {
  const named = new Set(doors.flatMap(({ door }) => proceduresIn(door)));

  test.each(rightsByName(procedureRights))("%s", (procedure) => {
    expect([procedure, procedure.replace(/\..*/u, ".*")].some((name) => named.has(name))).toBe(true);
  });
});
