import { createTRPCClient, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { expect, test, vi } from "vitest";
import type { AppRouter } from "../../server/trpc/router";
import { loadCodeInEachTest } from "./own-language";

loadCodeInEachTest();

/** A server that refuses everything with this sentence, as tRPC's client would tell it. */
const refusing =
  (message: string, said: object | null): TRPCLink<AppRouter> =>
  () =>
  () =>
    observable((observer) => {
      const app = { code: "not_found", message };
      const data = { code: "NOT_FOUND", httpStatus: 404, app, said, requestId: "r1" };
      observer.error(TRPCClientError.from({ error: { code: -32004, message, data } } as never));
    });

async function refusalIn(language: "en" | "de", message: string, said: object | null) {
  document.cookie = `tandem_language=${language}`;
  const { wordedErrors } = await import("../../client/lib/worded-errors");
  const trpc = createTRPCClient<AppRouter>({ links: [wordedErrors, refusing(message, said)] });
  const messageOf = async (asked: Promise<unknown>) => {
    const error = (await asked.catch((failure: unknown) => failure)) as TRPCClientError<AppRouter>;
    return error.data?.app?.message;
  };
  return {
    console: await messageOf(trpc.users.get.query({ id: "x" })),
    portal: await messageOf(trpc.portal.me.query()),
  };
}

test("a refusal reaches a German page in German, at the desk and in the portal, and an English one as it was sent", async () => {
  const said = { key: "nobody", values: {} };
  const german = await refusalIn("de", "Nobody has this ID.", said);
  expect(german).toEqual({ console: "Niemand hat diese ID.", portal: "Niemand hat diese ID." });
  vi.resetModules();
  expect((await refusalIn("en", "Nobody has this ID.", said)).console).toBe("Nobody has this ID.");
});

test("what no table has, and what a newer server says, stays English", async () => {
  expect((await refusalIn("de", "The moon is full.", null)).console).toBe("The moon is full.");
  vi.resetModules();
  const newer = await refusalIn("de", "The moon is full.", { key: "moon", values: {} });
  expect(newer.console).toBe("The moon is full.");
});
