import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createTRPCClient } from "@trpc/client";
import { StrictMode } from "react";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";
import { expect, it, vi } from "vitest";
import { SignOnPage } from "../../client/features/session/sign-on-page";
import { createQueryClient } from "../../client/lib/query-client";
import { TRPCProvider } from "../../client/lib/trpc";
import type { AppRouter } from "../../server/trpc/router";
import { refusal, wire, type Answers } from "./portal-harness";

const me = { operatorId: "o1", name: "Sam", email: "s@x.example", role: "support", mustEnrol: false };

function Where() {
  const { pathname, search } = useLocation();
  return <p>You are at {`${pathname}${search}`}</p>;
}

/** Somebody whom the identity provider has led back with this answer. */
function comeBack(answer: string, answers: Answers) {
  const client = createTRPCClient<AppRouter>({ links: [wire(answers)] });
  const queryClient = createQueryClient(() => {});
  render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          <MemoryRouter initialEntries={[`/sign-in/callback${answer}`]}>
            <Routes>
              <Route path="/sign-in/callback" element={<SignOnPage />} />
              <Route path="*" element={<Where />} />
            </Routes>
          </MemoryRouter>
        </TRPCProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
  return userEvent.setup();
}

it("the answer is handed over once, whatever React tries, and leads to the screen they wanted", async () => {
  const finish = vi.fn(() => ({ is: "in", me, next: "/users?state=failed" }));
  comeBack("?code=1&state=a", { "session.finishSignOn": finish });
  expect(await screen.findByText("You are at /users?state=failed")).toBeDefined();
  expect(finish).toHaveBeenCalledExactlyOnceWith({ answer: "?code=1&state=a" });
});

it.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/reset", ""])(
  "nobody is led away to %j",
  async (next) => {
    comeBack(`?code=${encodeURIComponent(next)}`, {
      "session.finishSignOn": () => ({ is: "in", me, next }),
    });
    expect(await screen.findByText("You are at /overview")).toBeDefined();
  },
);

it("a code that is still wanted is asked for, and told when it is wrong", async () => {
  const codes: unknown[] = [];
  const user = comeBack("?code=2", {
    "session.finishSignOn": () => ({ is: "code wanted" }),
    "session.signOnCode": (input) => {
      codes.push(input);
      if (codes.length === 1)
        throw refusal({ code: "invalid", field: "code", message: "This code is wrong." });
      return { me, next: "/runs" };
    },
  });
  for (const code of ["000000", "123456"]) {
    await user.type(await screen.findByLabelText("Code"), code);
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    if (code === "000000") expect(await screen.findByText("This code is wrong.")).toBeDefined();
  }
  expect(await screen.findByText("You are at /runs")).toBeDefined();
  expect(codes).toEqual([{ code: "000000" }, { code: "123456" }]);
});

it("a refusal is told with the way back", async () => {
  comeBack("?error=access_denied", {
    "session.finishSignOn": () => {
      throw refusal({ code: "forbidden", message: "The identity provider did not let you in." });
    },
  });
  expect(await screen.findByText("The identity provider did not let you in.")).toBeDefined();
  expect(screen.getByRole("link", { name: "Go to sign-in" }).getAttribute("href")).toBe("/sign-in");
});
