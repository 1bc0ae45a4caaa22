import { afterEach, expect, test, vi } from "vitest";
import { showOne, showRows } from "../../server/cli/desk/show";

/** What the command line prints of what others wrote. */
const written: string[] = [];
const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
afterEach(() => written.splice(0));
const said = () => written.splice(0).join("");

const rows = [
  { name: "Ida\u001b[2J\nroot", state: "linked" },
  { name: "Jo", state: null },
];
const columns = { NAME: (row: (typeof rows)[0]) => row.name, STATE: (row: (typeof rows)[0]) => row.state };

test("a table has a line for each, and nobody's name moves the cursor or begins a line", async () => {
  await showRows(rows, columns, {});
  expect(said()).toBe("NAME          STATE\nIda�[2J�root  linked\nJo            –\n");
});

test("for programs there is one document a line, and nothing beside it", async () => {
  await showRows(rows, columns, { json: true }, "2 of 2");
  const lines = said().trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows);
  await showOne(rows[1], { Name: "Jo" }, { json: true });
  expect(JSON.parse(said())).toEqual(rows[1]);
  expect(write).toHaveBeenCalled();
});
