import { renderHook } from "@testing-library/react";
import { TRPCClientError } from "@trpc/client";
import { beforeEach, describe, expect, test } from "vitest";
import { describeError } from "../../client/lib/api-error";
import { connectionBack, useLostSince } from "../../client/lib/connection";
import { OddAnswer } from "../../client/lib/odd-answer";
import { createQueryClient } from "../../client/lib/query-client";

const isLost = () => renderHook(useLostSince).result.current !== null;
const noAnswer = new TRPCClientError("Failed to fetch");
/** As tRPC reports what is no answer of its own: a page, or JSON of something else. */
const page = (status: number) => TRPCClientError.from(new OddAnswer(status));
const otherJson = (status: number) =>
  TRPCClientError.from(new Error("Unable to transform"), {
    meta: { response: new Response("{}", { status }) },
  });

beforeEach(connectionBack);

describe("the connection", () => {
  const client = createQueryClient(() => {});
  const ask = (name: string, answer: () => unknown) =>
    client.fetchQuery({ queryKey: [name], queryFn: answer, retry: false }).catch(() => null);
  const refuse = (error: Error) => () => Promise.reject(error);
  beforeEach(() => client.clear());

  test("is lost when nothing answers, and back with the next answer", async () => {
    await ask("users", refuse(noAnswer));
    expect(isLost()).toBe(true);
    await ask("users", () => ["Anna"]);
    expect(isLost()).toBe(false);
  });

  test("is not lost for one call that fails while the others are answered", async () => {
    await ask("users", () => ["Anna"]);
    await ask("runs", refuse(noAnswer));
    expect(isLost()).toBe(false);
  });

  test("is not lost when the server breaks over a call, but when a proxy does not reach it", async () => {
    await ask("users", refuse(page(500)));
    await ask("users", refuse(otherJson(500)));
    expect(isLost()).toBe(false);
    await ask("users", refuse(page(502)));
    expect(isLost()).toBe(true);
  });
});

test("a failure says whether the server answered at all", () => {
  expect(describeError(noAnswer).message).not.toBe(describeError(page(500)).message);
  expect(describeError(page(500))).toMatchObject({ unanswered: false, worthRetrying: true });
  expect(describeError(otherJson(503)).message).toBe(describeError(noAnswer).message);
});
