import { rm } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { appErrorOf } from "../support/app-error";
import { runFile } from "../support/command";
import { enrol } from "../support/operators";
import { temporaryFolder } from "../support/processes";
import { adminLogin, startTestTandem } from "../support/tandem";

test("the last admin, who has lost password and phone, comes in again by a link from the terminal", async () => {
  const dataDir = await temporaryFolder();
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const before = await startTestTandem({ dataDir });
  await enrol(await before.admin());
  await before.stop();

  const env = { DATA_DIR: dataDir, PUBLIC_URL: "https://desk.example.org" };
  const args = ["operators", "reset", adminLogin.email, "--second-factor"];
  const { stdout, stderr } = await runFile("server/cli.ts", args, env);
  expect(stdout).toMatch(/^https:\/\/desk\.example\.org\/reset#[\w-]{43}\n$/u);
  expect(stderr).toContain("Ada Admin chooses a new password behind this link, once, within 30 minutes");
  expect(stderr).toContain("Their second factor is removed.");

  const after = await startTestTandem({ dataDir });
  const { session } = after.visitor().trpc;
  const token = new URL(stdout).hash.slice(1);
  const password = "nine marble elephants waltz";
  await session.resetPassword.mutate({ token, password });
  expect(await appErrorOf(session.signIn.mutate(adminLogin))).toMatchObject({ code: "unauthenticated" });
  expect(await session.signIn.mutate({ ...adminLogin, password })).toMatchObject({ name: "Ada Admin" });
  await after.stop();
});
