import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { RawEnvironment } from "../../config/environment";
import { readSecretFiles } from "../../config/secret-files";
import { StartError } from "../../config/start-error";
import type { AppRouter } from "../../trpc/router";
import { tell } from "../output";

/** A running server, asked as the operator whose API token it is. */
export type Desk = {
  trpc: TRPCClient<AppRouter>;
  /** A request of it; `path` begins with a slash. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** To be called when the command has ended, where there is anything to end. */
  close?(): Promise<void>;
};

/** Whether a running server is meant, and not the data folder. */
export const isServerNamed = (env: RawEnvironment = process.env): boolean => Boolean(env.TANDEM_URL?.trim());

/** The server of `TANDEM_URL`, with the token of `TANDEM_TOKEN` or of the file `TANDEM_TOKEN_FILE`. Calls nothing yet. */
export function openDesk(env: RawEnvironment = process.env): Desk {
  const url = serverNamed(env);
  const token = readSecretFiles(env, ["TANDEM_TOKEN"]).TANDEM_TOKEN?.trim();
  if (!token)
    throw new StartError(
      "TANDEM_TOKEN is not set. Make an API token in the console (Settings, API tokens), and set TANDEM_TOKEN to it or TANDEM_TOKEN_FILE to a file with it.",
    );
  return deskAt(url, (headers) => headers.set("authorization", `Bearer ${token}`));
}

/** A server asked with what `prove` puts on each request; `hear` gets to see each answer. */
export function deskAt(
  url: string,
  prove: (headers: Headers) => void,
  hear: (response: Response) => void = () => {},
): Desk {
  // A redirect would hand the token or the password to whoever it leads to.
  const send = async (address: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    prove(headers);
    const response = await fetch(address, { ...init, headers, redirect: "error" });
    hear(response);
    return response;
  };
  const link = httpLink({
    url: `${url}/trpc`,
    methodOverride: "POST",
    fetch: (input, init) => send(String(input), init as RequestInit),
  });
  return {
    trpc: createTRPCClient<AppRouter>({ links: [link] }),
    fetch: (path, init) => send(url + path, init),
  };
}

/** The server of `TANDEM_URL`. */
export function serverNamed(env: RawEnvironment): string {
  const text = env.TANDEM_URL?.trim() ?? "";
  if (text === "")
    throw new StartError(
      "TANDEM_URL is not set. Set it to where people open the console, such as https://desk.example.org.",
    );
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/u.test(url.protocol))
    throw new StartError("TANDEM_URL is no address. Give one such as https://desk.example.org.");
  if (url.protocol === "http:" && !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u.test(url.hostname))
    tell("TANDEM_URL is plain http: whoever is on the way can read tokens and passwords. Use https.");
  return url.origin;
}
