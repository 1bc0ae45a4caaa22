import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ChainState } from "../../client/features/audit/chain-state";
import type { ChainState as State } from "../../shared/audit-chain-api";
import type { OperatorRole } from "../../shared/permissions";
import { openRoutes } from "./portal-harness";

const now = Date.now();
const state = (given: Partial<State> = {}): State => ({
  sealed: { seq: 1_234, hash: "ab", at: now },
  checkpoint: { seq: 1_200, at: now - 12 * 60_000, keyId: "key-1" },
  unsealed: { count: 2, exact: true, oldestAt: now - 3_000 },
  ...given,
});

const open = (answer: () => State, role: OperatorRole = "auditor") =>
  openRoutes([{ path: "/audit", element: <ChainState /> }], "/audit", {
    "session.me": () => ({
      operatorId: "op_1",
      name: "Vera",
      email: "v@desk.example",
      role,
      mustEnrol: false,
    }),
    "audit.chainState": answer,
  });

test("says up to where the audit is signed, since when, and by which key", async () => {
  open(() => state());
  const note = await screen.findByText(/Signed to record 1,200/u);
  expect(note.textContent).toMatch(/12 min/u);
  expect(note.title).toContain("key-1");
});

test("says that nothing is signed yet", async () => {
  open(() => state({ checkpoint: null }));
  await screen.findByText("Not signed yet");
});

test("says so when events wait longer for their place than they should", async () => {
  open(() => state({ unsealed: { count: 1_000, exact: false, oldestAt: now - 5 * 60_000 } }));
  expect((await screen.findByText(/not in the chain/u)).textContent).toMatch(/1,000\+.*5 min/u);
});

test("asks nothing for who may not know", async () => {
  open(() => expect.fail("It was asked for all the same."), "support");
  await new Promise(requestAnimationFrame);
  expect(document.body.textContent).toBe("");
});
