import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createTRPCClient } from "@trpc/client";
import { MemoryRouter } from "react-router";
import { expect, test, vi } from "vitest";
import { commandsFor, groupsInOrder, type Command, type Entry } from "../../client/features/palette/entry";
import { PaletteHost } from "../../client/features/palette/palette-host";
import { createQueryClient } from "../../client/lib/query-client";
import { TRPCProvider } from "../../client/lib/trpc";
import type { AppRouter } from "../../server/trpc/router";
import type { OperatorRole } from "../../shared/permissions";
import { wire } from "./portal-harness";

function openPalette(role: OperatorRole) {
  const signOut = vi.fn();
  const client = createTRPCClient<AppRouter>({ links: [wire({})] });
  const queryClient = createQueryClient(() => {});
  const me = { operatorId: "op1", name: "Vera", email: "vera@desk.example", role, mustEnrol: false };
  render(
    <MemoryRouter>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          <PaletteHost
            me={me}
            toApprove={[]}
            screens={[]}
            asked="palette"
            onAsk={() => {}}
            signOut={signOut}
          />
        </TRPCProvider>
      </QueryClientProvider>
    </MemoryRouter>,
  );
  return { user: userEvent.setup(), signOut };
}

test("what a viewer may not do is shown all the same, with the reason, and does nothing", async () => {
  openPalette("viewer");
  for (const name of [/^Resync all failed users/u, /^Start sweep: Full/u]) {
    const option = await screen.findByRole("option", { name });
    expect(option.getAttribute("aria-disabled")).toBe("true");
    expect(option.textContent).toContain("Your role (viewer) may not.");
  }
});

test("an admin is refused nothing, and signs out by a word and Enter", async () => {
  const { user, signOut } = openPalette("admin");
  await screen.findByRole("combobox");
  expect(screen.queryByText(/may not/u)).toBeNull();
  await user.type(screen.getByRole("combobox"), "sign out{Enter}");
  expect(signOut).toHaveBeenCalledOnce();
});

const called = (label: string, also = "") => ({ label, also }) as Command;

test("a command is found by any of its words, in any order, with or without accents", () => {
  const commands = [called("Zeilenhöhe: kompakt", "density"), called("Sign out")];
  expect(commandsFor("zeilenhohe", commands)).toHaveLength(1);
  expect(commandsFor("dens KOMP", commands)).toHaveLength(1);
  expect(commandsFor("out sign", commands)).toHaveLength(1);
  expect(commandsFor("", commands)).toHaveLength(2);
  expect(commandsFor("purple", commands)).toHaveLength(0);
});

test("what begins with the typed comes before what only has it somewhere, and a person before that", () => {
  const commands = [called("Start sweep: Changes"), called("Sign out"), called("Go to runs", "anna")];
  expect(commandsFor("s", commands).map(({ label }) => label)).toEqual(["Start sweep: Changes", "Sign out"]);
  expect(commandsFor("run", commands)).toHaveLength(1);
  expect(commandsFor("an", [called("Change the theme")]), "two letters are within too much").toEqual([]);

  const person = { kind: "person", label: "Anna Changes" } as Entry;
  const people = { value: "Users", items: [person] };
  const groupOf = (label: string) => ({
    value: "Actions",
    items: [{ ...called(label), kind: "command" } as Command],
  });
  const order = (typed: string, label: string) =>
    groupsInOrder(typed, [groupOf(label), people]).map(({ value }) => value);
  expect(order("change", "Exchange keys")).toEqual(["Users", "Actions"]);
  expect(order("change", "Change the theme")).toEqual(["Actions", "Users"]);
});
