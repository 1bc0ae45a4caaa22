import { TRPCClientError } from "@trpc/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AppRouter } from "../../server/trpc/router";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** A refusal as it goes over the wire: English for programs and logs, key and values for the console. */
let tandem: TestTandem;
let admin: Visitor;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
});
afterAll(() => tandem.close());

async function refusalOf(asked: Promise<unknown>) {
  const error: unknown = await asked.catch((failure: unknown) => failure);
  if (!(error instanceof TRPCClientError)) throw new Error("It was not refused.");
  const { app, said } = (error as TRPCClientError<AppRouter>).data ?? {};
  return { app, said };
}

test("a refusal carries its English, and the key and the values it was made of", async () => {
  expect(await refusalOf(admin.trpc.users.get.query({ id: "nobody" }))).toMatchObject({
    app: { code: "not_found", message: "Nobody has this ID." },
    said: { key: "nobody", values: {} },
  });
  expect(await refusalOf(tandem.visitor().trpc.users.get.query({ id: "nobody" }))).toMatchObject({
    said: { key: "signInFirst" },
  });
});

test("an input that its check refuses names the field to mend, and says why in the same way", async () => {
  expect(await refusalOf(admin.trpc.users.softDelete.mutate({ id: "somebody", reason: "" }))).toMatchObject({
    app: { code: "invalid", field: "reason", message: "Say why, in at least 3 characters." },
    said: { key: "sayWhy" },
  });
});
