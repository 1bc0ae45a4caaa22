import {
  type TRPCClient,
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  type Operation,
  splitLink,
} from "@trpc/client";
import { EventSource } from "eventsource";
import type { AppRouter } from "../../server/trpc/router";
import { MOST_CALLS } from "../../shared/batch";

/** Somebody with a browser: tRPC over real HTTP, and cookies that come back with every request. */
export type Visitor = {
  trpc: TRPCClient<AppRouter>;
  /** A request with this visitor's cookies; `path` begins with a slash. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  cookies: Map<string, string>;
};

/** `own`: headers of every request of theirs. */
export function createVisitor(url: string, own: Record<string, string> = {}): Visitor {
  const cookies = new Map<string, string>();
  const send = async (input: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    if (!headers.has("origin")) headers.set("origin", url);
    for (const [name, value] of Object.entries(own)) headers.set(name, value);
    const response = await fetch(input, { ...init, headers });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };
  const server = { url: `${url}/trpc` };
  const overHttp = {
    ...server,
    fetch: (input: string | URL | Request, init?: object) => send(String(input), init as RequestInit),
  };
  const trpc = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({
          ...server,
          EventSource,
          eventSourceOptions: { fetch: (input, init) => send(String(input), init as RequestInit) },
        }),
        false: splitLink({
          condition: isLong,
          true: httpLink({ ...overHttp, methodOverride: "POST" }),
          false: httpBatchLink({ ...overHttp, maxItems: MOST_CALLS }),
        }),
      }),
    ],
  });
  return { trpc, cookies, fetch: (path, init) => send(`${url}${path}`, init) };
}

/** As the client does: a question too long for an address is posted. */
const isLong = ({ type, input }: Operation) =>
  type === "query" && (JSON.stringify(input)?.length ?? 0) > 1_500;

/** As a browser does: an expiry in the past removes the cookie. */
function keep(cookies: Map<string, string>, line: string): void {
  const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
  const [name = "", value = ""] = pair.split("=");
  const expires = attributes.find((part) => /^expires=/iu.test(part))?.slice("expires=".length);
  if (expires && Date.parse(expires) <= Date.now()) cookies.delete(name);
  else cookies.set(name, value);
}
