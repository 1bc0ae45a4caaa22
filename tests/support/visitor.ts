import {
  type TRPCClient,
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
} from "@trpc/client";
import { EventSource } from "eventsource";
import superjson from "superjson";
import type { AppRouter } from "../../server/trpc/router";

/** Somebody with a browser: tRPC over real HTTP, and cookies that come back with every request. */
export type Visitor = {
  trpc: TRPCClient<AppRouter>;
  /** A request with this visitor's cookies; `path` begins with a slash. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  cookies: Map<string, string>;
};

export function createVisitor(url: string): Visitor {
  const cookies = new Map<string, string>();
  const send = async (input: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    if (!headers.has("origin")) headers.set("origin", url);
    const response = await fetch(input, { ...init, headers });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };
  const server = { url: `${url}/trpc`, transformer: superjson };
  const trpc = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({
          ...server,
          EventSource,
          eventSourceOptions: { fetch: (input, init) => send(String(input), init as RequestInit) },
        }),
        false: httpBatchLink({
          ...server,
          fetch: (input, init) => send(String(input), init as RequestInit),
        }),
      }),
    ],
  });
  return { trpc, cookies, fetch: (path, init) => send(`${url}${path}`, init) };
}

/** As a browser does: an expiry in the past removes the cookie. */
function keep(cookies: Map<string, string>, line: string): void {
  const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
  const [name = "", value = ""] = pair.split("=");
  const expires = attributes.find((part) => /^expires=/iu.test(part))?.slice("expires=".length);
  if (expires && Date.parse(expires) <= Date.now()) cookies.delete(name);
  else cookies.set(name, value);
}
