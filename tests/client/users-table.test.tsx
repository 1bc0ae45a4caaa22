import { fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef, useState } from "react";
import { MemoryRouter } from "react-router";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { readLayout, layoutText, usualWidths } from "../../client/features/users/column-layout";
import { nobody, toggle } from "../../client/features/users/selection";
import { UsersTable } from "../../client/features/users/users-table";
import type { SortBy, UserLink } from "../../shared/users-api";
import { aRow } from "./support";

/** How often each person was drawn. */
const drawn = vi.hoisted(() => new Map<string, number>());
vi.mock("../../client/features/users/name-cell", () => ({
  NameCell({ user }: { user: UserLink }) {
    drawn.set(user.linkId, (drawn.get(user.linkId) ?? 0) + 1);
    return <span>{user.name}</span>;
  },
}));
/** How often each head of a column was. */
const heads = vi.hoisted(() => new Map<string, number>());
vi.mock(import("../../client/features/users/head-cell"), async (original) => {
  const { HeadCell } = await original();
  return {
    HeadCell(props) {
      heads.set(props.header.id, (heads.get(props.header.id) ?? 0) + 1);
      return <HeadCell {...props} />;
    },
  };
});
beforeEach(() => drawn.clear());

const people = ["a", "b", "c", "d"].map((linkId) => aRow({ linkId, name: `Person ${linkId}` }));

/** The list as the screen holds it, with knobs for what else would come from outside. */
type DeskProps = {
  onOpen?: (user: UserLink) => void;
  people?: UserLink[];
  gone?: readonly string[];
  nameRefusal?: string | null;
};
function Desk({ onOpen, people: first = people, gone = [], nameRefusal = null }: DeskProps) {
  const [rows, setRows] = useState(first);
  const [picked, setPicked] = useState(nobody);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [sort, setSort] = useState<SortBy | null>(null);
  const [layout, setLayout] = useState(() => readLayout("name*.state.createdAt.attempts"));
  const gridRef = useRef<HTMLDivElement>(null);
  const news = () =>
    setRows(rows.map((row) => (row.linkId === "c" ? { ...row, name: "Person new", updatedAt: 2_000 } : row)));
  return (
    <MemoryRouter>
      <button onClick={news}>News of c</button>
      <output>{`${layoutText(layout)} ${sort?.key ?? "-"} ${sort?.direction ?? ""}`}</output>
      <UsersTable
        rows={rows}
        total={rows.length}
        sort={sort}
        onSort={setSort}
        layout={layout}
        onLayout={setLayout}
        activeId={activeId}
        onOpen={(user) => {
          setActiveId(user.linkId);
          onOpen?.(user);
        }}
        onMove={() => setActiveId("d")}
        picked={picked}
        onPick={(user) => setPicked(toggle(picked, user.linkId))}
        onPickAll={() => {}}
        busy={false}
        onNearEnd={() => {}}
        gone={gone}
        onSight={() => {}}
        nameRefusal={nameRefusal}
        gridRef={gridRef}
      />
    </MemoryRouter>
  );
}

const said = () => screen.getByRole("status").textContent ?? "";
const anew = (act: () => void) => {
  drawn.clear();
  act();
  return Object.fromEntries(drawn);
};
const rowOf = (name: string) => screen.getByText(name).closest<HTMLElement>("[role=row]");
const box = (name: string) => within(rowOf(name) ?? document.body).getByRole("checkbox");

describe("a row is drawn anew only when it has to be", () => {
  test("not when another one is picked or opened", () => {
    render(<Desk />);
    expect(Object.keys(Object.fromEntries(drawn))).toEqual(["a", "b", "c", "d"]);
    expect(anew(() => fireEvent.click(box("Person b")))).toEqual({ b: 1 });
    expect(rowOf("Person b")?.getAttribute("aria-selected")).toBe("true");
    expect(anew(() => fireEvent.click(box("Person a")))).toEqual({ a: 1 });
    expect(anew(() => fireEvent.click(screen.getByText("Person c")))).toEqual({ c: 1 });
    expect(anew(() => fireEvent.click(screen.getByText("Person d")))).toEqual({ c: 1, d: 1 });
  });

  test("not when news arrives of somebody else", () => {
    render(<Desk />);
    expect(anew(() => fireEvent.click(screen.getByText("News of c")))).toEqual({ c: 1 });
    expect(screen.getByText("Person new")).toBeTruthy();
  });

  test("not when a column is drawn wider or the order changes, but when the columns do", async () => {
    render(<Desk />);
    const edge = await screen.findByRole("separator", { name: "Width of Created" });
    expect(anew(() => fireEvent.keyDown(edge, { key: "ArrowRight" }))).toEqual({});
    expect(said()).toContain(`createdAt-${usualWidths.createdAt + 16}`);
    expect(anew(() => fireEvent.click(screen.getByRole("button", { name: "Created" })))).toEqual({});
    expect(said()).toContain("created desc");
  });
});

describe("the head of a column", () => {
  test("is not drawn anew while rows are scrolled by", () => {
    render(<Desk people={Array.from({ length: 200 }, (_, n) => aRow({ linkId: `${n}`, name: `P ${n}` }))} />);
    const scroller = screen.getByRole("grid").parentElement ?? document.body;
    heads.clear();
    for (const top of [360, 720, 3_600]) fireEvent.scroll(scroller, { target: { scrollTop: top } });
    expect(screen.getByText("P 100")).toBeTruthy();
    expect(Object.fromEntries(heads)).toEqual({});
  });

  test("is drawn wider and narrower by the arrow keys within bounds; Home brings the usual width back", async () => {
    const user = userEvent.setup();
    render(<Desk />);
    const edge = await screen.findByRole("separator", { name: "Width of Tries" });
    edge.focus();
    await user.keyboard("{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}");
    expect(said()).toContain("attempts-60");
    expect(edge.getAttribute("aria-valuenow")).toBe("60");
    await user.keyboard("{Home}");
    expect(said()).toMatch(/attempts /u);
  });

  test("sorts words from A and times from the newest, and the other way round the next time", () => {
    render(<Desk />);
    const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
    const orders = ["E-mail", "E-mail", "Name", "Created", "Created", "Created"].map((name) => {
      press(name);
      return said().split(" ").slice(1).join(" ");
    });
    expect(orders).toEqual([
      "email asc",
      "email desc",
      "name asc",
      "created desc",
      "created asc",
      "created desc",
    ]);
    expect(screen.getByRole("columnheader", { name: "Created" }).getAttribute("aria-sort")).toBe(
      "descending",
    );
  });

  test("sorts by nothing that the operator sees masked, and says why", () => {
    render(<Desk nameRefusal="Your role (viewer) may not." />);
    const button = screen.getByRole("button", { name: "E-mail" });
    fireEvent.click(button);
    expect(said()).toContain(" - ");
    expect(button.getAttribute("aria-description")).toBe("Your role (viewer) may not.");
    fireEvent.click(screen.getByRole("button", { name: "Created" }));
    expect(said()).toContain("created desc");
  });

  test("is dragged to another place", () => {
    render(<Desk />);
    const [tries, link] = ["Tries", "Link"].map((name) => screen.getByRole("columnheader", { name }));
    const dataTransfer = { setData: () => {}, effectAllowed: "" };
    fireEvent.dragStart(tries ?? document.body, { dataTransfer });
    fireEvent.dragOver(link ?? document.body, { dataTransfer });
    fireEvent.drop(link ?? document.body, { dataTransfer, clientX: -1 });
    expect(said()).toContain("name*.attempts.state.createdAt");
    const heads = screen.getAllByRole("columnheader").map((head) => head.textContent);
    expect(heads).toEqual(["", "NameE-mail", "Tries", "Link", "Created"]);
  });
});

test("a click at the checkbox picks, one anywhere else in the row opens", () => {
  const opened: string[] = [];
  render(<Desk onOpen={(user) => opened.push(user.linkId)} />);
  fireEvent.click(box("Person b"));
  expect(opened).toEqual([]);
  fireEvent.click(screen.getByText("Person b"));
  expect(opened).toEqual(["b"]);
});

test("a row that no longer matches says so, and is not struck through as the deleted are", () => {
  render(<Desk gone={["b"]} />);
  expect(within(rowOf("Person b") ?? document.body).getByText("no longer matches")).toBeTruthy();
  expect(screen.getAllByText("no longer matches")).toHaveLength(1);
  expect(rowOf("Person b")?.outerHTML).not.toContain("line-through");
});

test("a next try whose time is over is due, not in the past", () => {
  const tried = { attempts: 1, nextAttemptAt: Date.now() - 3_000 };
  render(<Desk people={[aRow({ name: "Person a", ...tried })]} />);
  expect(rowOf("Person a")?.textContent).toContain("1 · due");
  expect(rowOf("Person a")?.textContent).not.toContain("next");
});
