import { QueryClientProvider, useMutation } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createTRPCClient } from "@trpc/client";
import { expect, it, vi } from "vitest";
import { StepUpHost } from "../../client/features/session/step-up-host";
import { describeError } from "../../client/lib/api-error";
import { createQueryClient } from "../../client/lib/query-client";
import { stepUpLink } from "../../client/lib/step-up-link";
import { TRPCProvider, useTRPC } from "../../client/lib/trpc";
import type { AppRouter } from "../../server/trpc/router";
import type { OwnAccount } from "../../shared/session-api";
import { refusal, wire, type Answers } from "./portal-harness";

function Withdraw() {
  const trpc = useTRPC();
  const withdraw = useMutation(trpc.operators.withdrawInvite.mutationOptions());
  return (
    <>
      <button onClick={() => withdraw.mutate({ inviteId: "i1" })}>Withdraw</button>
      <p>{withdraw.isSuccess ? "Withdrawn." : withdraw.error ? describeError(withdraw.error).message : ""}</p>
    </>
  );
}

const accountOf = (more: Partial<OwnAccount>): OwnAccount => ({
  ...{ secondFactor: null, demanded: false, password: true, signOn: false },
  ...more,
});

/** A button that needs a step-up at a server that remembers whether there was one. */
function openDesk(answers: Answers = {}) {
  const server = { proved: false };
  const withdraw = vi.fn(() => {
    if (server.proved) return null;
    throw refusal({ code: "needs_step_up", message: "Confirm first that it is you." });
  });
  const stepUp = vi.fn((_input: unknown) => {
    server.proved = true;
  });
  const client = createTRPCClient<AppRouter>({
    links: [
      stepUpLink,
      wire({
        "operators.withdrawInvite": withdraw,
        "session.stepUp": stepUp,
        "session.methods": () => ({ provider: { label: "Desk ID" } }),
        "account.get": () => accountOf({ secondFactor: { since: 1_000, recoveryCodesLeft: 10 } }),
        ...answers,
      }),
    ],
  });
  const queryClient = createQueryClient(() => {});
  render(
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <Withdraw />
        <StepUpHost />
      </TRPCProvider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), withdraw, stepUp };
}

const press = async (user: ReturnType<typeof userEvent.setup>, name: string) =>
  user.click(await screen.findByRole("button", { name }));

it("what was refused is done by itself once the operator has given their password", async () => {
  const { user, withdraw, stepUp } = openDesk();
  await press(user, "Withdraw");
  await user.type(await screen.findByLabelText("Password"), "correct horse battery");
  await press(user, "Confirm");
  expect(await screen.findByText("Withdrawn.")).toBeDefined();
  expect(stepUp).toHaveBeenCalledWith({ by: "password", password: "correct horse battery" });
  expect(withdraw).toHaveBeenCalledTimes(2);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("a code of the second factor will do instead", async () => {
  const { user, stepUp } = openDesk();
  await press(user, "Withdraw");
  await press(user, "Use a code instead");
  await user.type(await screen.findByLabelText("Code"), "123456");
  await press(user, "Confirm");
  expect(await screen.findByText("Withdrawn.")).toBeDefined();
  expect(stepUp).toHaveBeenCalledWith({ by: "code", code: "123456" });
});

it("a wrong password is told beside the field, and who gives up reads why nothing was done", async () => {
  const wrong = { code: "invalid", field: "password", message: "This password is wrong." } as const;
  const { user, withdraw } = openDesk({
    "session.stepUp": () => {
      throw refusal(wrong);
    },
  });
  await press(user, "Withdraw");
  await user.type(await screen.findByLabelText("Password"), "x");
  await press(user, "Confirm");
  expect(await screen.findByText("This password is wrong.")).toBeDefined();
  await press(user, "Cancel");
  expect(await screen.findByText("Confirm first that it is you.")).toBeDefined();
  expect(withdraw).toHaveBeenCalledOnce();
});

it("who has no password is led to the identity provider, or told when the browser does not let a window open", async () => {
  vi.spyOn(window, "open").mockReturnValue(null);
  const { user, withdraw } = openDesk({ "account.get": () => accountOf({ password: false, signOn: true }) });
  await press(user, "Withdraw");
  await press(user, "Confirm with Desk ID");
  expect(await screen.findByText(/The browser did not open the window/u)).toBeDefined();
  expect(screen.queryByLabelText("Password")).toBeNull();
  expect(withdraw).toHaveBeenCalledOnce();
  await user.keyboard("{Escape}");
});

it("who has nothing to prove it with is told who can help", async () => {
  const { user } = openDesk({ "account.get": () => accountOf({ password: false }) });
  await press(user, "Withdraw");
  expect(await screen.findByText(/You have neither a password nor a second factor here/u)).toBeDefined();
  await user.keyboard("{Escape}");
});
