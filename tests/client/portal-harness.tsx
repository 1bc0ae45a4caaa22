import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { TRPCClientError, createTRPCClient, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { createMemoryRouter, RouterProvider, type RouteObject } from "react-router";
import type { AppError } from "../../shared/errors";
import { defaultOrganization } from "../../shared/organization";
import type { Member } from "../../shared/portal-api";
import { Portal } from "../../client/features/portal/portal";
import { createQueryClient } from "../../client/lib/query-client";
import { TRPCProvider } from "../../client/lib/trpc";
import type { AppRouter } from "../../server/trpc/router";

const codes = {
  invalid: ["BAD_REQUEST", 400],
  not_found: ["NOT_FOUND", 404],
  conflict: ["CONFLICT", 409],
  forbidden: ["FORBIDDEN", 403],
  unauthenticated: ["UNAUTHORIZED", 401],
  unavailable: ["SERVICE_UNAVAILABLE", 503],
  too_many: ["TOO_MANY_REQUESTS", 429],
  needs_confirmation: ["PRECONDITION_FAILED", 412],
  needs_second_factor: ["PRECONDITION_FAILED", 412],
  needs_step_up: ["PRECONDITION_FAILED", 412],
} as const satisfies Record<AppError["code"], readonly [string, number]>;

/** A refusal as it arrives at the client. */
export function refusal(app: AppError): TRPCClientError<AppRouter> {
  const [code, httpStatus] = codes[app.code];
  const data = { code, httpStatus, path: "portal", app, requestId: "req_test" };
  return TRPCClientError.from({ error: { code: -32000, message: app.message, data } });
}

export const noAnswer = () => TRPCClientError.from<AppRouter>(new TypeError("Failed to fetch"));

export type Answer = (input: unknown) => Promise<unknown> | unknown;
export type Answers = Record<string, Answer>;

/** The wire, cut: calls come out here instead of going to a server. */
export const wire =
  (answers: Answers): TRPCLink<AppRouter> =>
  () =>
  ({ op }) =>
    observable((observer) => {
      const answer = async () => {
        const told = answers[op.path];
        return told ? told(op.input) : Promise.reject(notSignedIn());
      };
      answer().then(
        (data) => {
          observer.next({ result: { type: "data", data } });
          observer.complete();
        },
        (error: TRPCClientError<AppRouter>) => observer.error(error),
      );
    });

const notSignedIn = () => refusal({ code: "unauthenticated", message: "Sign in first." });

/** The portal at `path`, of this organization, with a server that answers as told. */
export const openPortal = (path: string, answers: Answers, organization = defaultOrganization) =>
  openRoutes([{ path: "/portal/*", Component: Portal }], path, answers, (queryClient, trpc) =>
    queryClient.setQueryData(trpc.portal.organization.queryKey(), organization),
  );

type Bring = (queryClient: QueryClient, trpc: TRPCOptionsProxy<AppRouter>) => void;

/** Some screens, opened at `path`, with a server that answers as told. `bring`: what came with the page. */
export function openRoutes(routes: RouteObject[], path: string, answers: Answers, bring?: Bring) {
  const client = createTRPCClient<AppRouter>({ links: [wire(answers)] });
  const queryClient = createQueryClient(() => {});
  bring?.(queryClient, createTRPCOptionsProxy({ client, queryClient }));
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  render(
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <RouterProvider router={router} />
      </TRPCProvider>
    </QueryClientProvider>,
  );
  const address = () => router.state.location.pathname + router.state.location.search;
  return { user: userEvent.setup(), router, address };
}

export const memberWith = (sync: Partial<Member["sync"]>): Member => ({
  userId: "user_1",
  firstName: "Jörg",
  lastName: "Müller",
  email: "joerg.mueller@example.org",
  address: { proven: true, asked: null },
  sync: {
    state: "pending",
    pending: true,
    nextAttemptAt: null,
    frontendUserId: null,
    crmContactId: null,
    ...sync,
  },
});

export const linkedMember = memberWith({
  state: "linked",
  pending: false,
  frontendUserId: "frontend_user_77",
  crmContactId: "obj_42",
});

export const textbox = (name: string | RegExp) => screen.getByRole<HTMLInputElement>("textbox", { name });
/** What assistive technology reads with a control. */
export const description = (control: HTMLElement) =>
  (control.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "")
    .join(" ");
