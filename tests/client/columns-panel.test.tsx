import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { layoutText, readLayout } from "../../client/features/users/column-layout";
import { ColumnsPanel } from "../../client/features/users/columns-panel";

function Panel() {
  const [layout, setLayout] = useState(() => readLayout("name*.state.createdAt"));
  return (
    <>
      <output>{layoutText(layout)}</output>
      <ColumnsPanel layout={layout} onLayout={setLayout} />
    </>
  );
}
const shown = () => document.querySelector("output")?.textContent;
const button = (name: string) => screen.getByRole("button", { name });

test("columns are shown, hidden, pinned, moved and put back, by mouse and by keyboard", async () => {
  const user = userEvent.setup();
  render(<Panel />);
  await user.click(screen.getByRole("checkbox", { name: "Last sync" }));
  expect(shown()).toBe("name*.state.createdAt.lastSyncAt");
  await user.click(screen.getByRole("checkbox", { name: "Link" }));
  expect(shown()).toBe("name*.createdAt.lastSyncAt");
  await user.click(button("Move Last sync up"));
  expect(shown()).toBe("name*.lastSyncAt.createdAt");
  expect(screen.getAllByRole("status").at(-1)?.textContent).toBe("Last sync: place 2 of 3");
  screen.getByRole("checkbox", { name: "Created" }).focus();
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  expect(shown()).toBe("name*.createdAt.lastSyncAt");
  await user.click(button("Pin Last sync"));
  expect(shown()).toBe("name*.lastSyncAt*.createdAt");
  await user.click(button("Reset"));
  expect(shown()).toContain("name*.state.userId");
  expect(button("Reset")).toHaveProperty("disabled", true);
});

test("the name cannot be hidden, and the ends of the list cannot be passed", () => {
  render(<Panel />);
  expect(screen.getByRole("checkbox", { name: "Name / E-mail" })).toHaveProperty("disabled", true);
  expect(button("Move Name / E-mail up")).toHaveProperty("disabled", true);
  expect(button("Move Created down")).toHaveProperty("disabled", true);
});
