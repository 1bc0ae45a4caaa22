import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { variables } from "../../server/config/variables";
import { run, runFile } from "../support/command";
import { expectedRows, haff, type Row } from "../support/import-files";
import { startProcess } from "../support/processes";
import { nodeArguments } from "../support/programs";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tandem-cli-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const tandem = (args: string[], env: Record<string, string> = {}) =>
  runFile("server/cli.ts", args, { DATA_DIR: dataDir, ...env });

describe("tandem import and tandem links", () => {
  test("two exports in, the counts on stdout, and every row as expected", async () => {
    const expected = JSON.parse(await readFile(haff("expected.json"), "utf8")) as { counts: object };
    const files = ["--convex", haff("snapshot.zip"), "--contacts", haff("contacts.csv")];
    const { stdout, stderr, code } = await tandem(["import", ...files]);
    expect(code).toBe(0);
    const counts = Object.fromEntries(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.split("\t")),
    );
    for (const [state, count] of Object.entries(expected.counts)) expect(counts[state]).toBe(String(count));
    expect(stderr).toMatch(/\d+ % {2}\d+ users/u);
    expect(stderr).toContain("Imported 4749 users and 4486 contacts: 9235 changed, 0 lines rejected.");

    const links = await tandem(["links", "--format", "jsonl"]);
    const rows = links.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Row);
    expect(new Set(links.stdout.trim().split("\n"))).toEqual(
      new Set((await expectedRows()).map((row) => JSON.stringify(row))),
    );
    expect(rows).toHaveLength(5104);
  });

  test("only some states are printed when asked for", async () => {
    const { stdout } = await tandem(["links", "--state", "broken", "deleted"]);
    const states = stdout
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as Row).state);
    expect(states).toHaveLength(200 + 116);
    expect(new Set(states)).toEqual(new Set(["broken", "deleted"]));
  });

  test("a reader that stops early (head) is no failure", async () => {
    const links = [...nodeArguments("server/cli.ts"), "links"];
    const command = `"$0" "$@" | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await run("bash", ["-c", command, process.execPath, ...links], {
      DATA_DIR: dataDir,
    });
    expect(stdout.trim().split("\n")).toEqual([expect.stringMatching(/^\{"userId":/u), "0"]);
    expect(stderr).toBe("");
  });

  test("a line that cannot be read is named on stderr, and the others come in", async () => {
    const contacts = join(dataDir, "few.jsonl");
    await writeFile(contacts, '{"id":"obj_few","createdAt":1}\nnot json\n');
    const { stderr, code } = await tandem(["import", "--contacts", contacts]);
    expect(stderr).toContain("few.jsonl:2 rejected: is not valid JSON\n");
    expect(stderr).toContain("Imported 0 users and 1 contacts: 1 changed, 1 lines rejected.");
    expect(code).toBe(0);
  });

  test.each([
    ["no file", [], "Give --convex snapshot.zip, --contacts file, or both.\n"],
    [
      "a file that is not there",
      ["--contacts", "nowhere.csv"],
      "nowhere.csv does not exist or cannot be read.\n",
    ],
  ])("with %s it says what to do", async (_what, args, sentence) => {
    expect(await tandem(["import", ...args])).toEqual({ stdout: "", stderr: sentence, code: 1 });
  });

  test("the store goes out as a snapshot and into another data folder, and is the same there", async () => {
    const file = join(dataDir, "snapshot.zip");
    const { stdout: exported, code } = await tandem(["store", "export", file]);
    expect(code).toBe(0);
    expect(exported).toContain("users\t4749\n");
    const other = { DATA_DIR: join(dataDir, "other") };
    expect((await tandem(["store", "import", file], other)).stdout).toBe(exported);
    expect((await tandem(["links"], other)).stdout).toBe((await tandem(["links"])).stdout);
    const again = await tandem(["store", "import", file], other);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("is not empty") as string });
  });

  test("a backup is a store by itself, and the store is in order", async () => {
    await tandem(["store", "backup", join(dataDir, "backup", "convex.sqlite")]);
    const { stderr, code } = await tandem(["store", "verify"], { DATA_DIR: join(dataDir, "backup") });
    expect({ stderr, code }).toEqual({
      stderr: expect.stringMatching(/^\d+ documents, all in order\./u) as string,
      code: 0,
    });
  });
});

describe("beside a running server", () => {
  test("import and links say who holds the store and what to do; a second server says the same", async () => {
    const server = startProcess("server/main.ts", { DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "silent" });
    await server.says(/Tandem is at/u);
    const sentence =
      `Another Tandem has ${join(dataDir, "convex.sqlite")} open. Stop it first (npm start, npm run demo), ` +
      "or set DATA_DIR to another folder.\n";
    expect(await tandem(["links"])).toEqual({ stdout: "", stderr: sentence, code: 1 });
    const second = await runFile("server/main.ts", [], { DATA_DIR: dataDir, PORT: "0" });
    expect(second).toMatchObject({ stderr: sentence, code: 1 });
    await server.stop();
  });

  test("a port that is in use is named with the fix", async () => {
    const server = startProcess("server/main.ts", { DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "silent" });
    const [, port = ""] = await server.says(/Tandem is at http:\/\/127\.0\.0\.1:(\d+)/u);
    const elsewhere = await mkdtemp(join(tmpdir(), "tandem-cli-"));
    const second = await runFile("server/main.ts", [], {
      DATA_DIR: elsewhere,
      PORT: port,
      LOG_LEVEL: "silent",
    });
    expect(second).toEqual({
      stdout: "",
      stderr: `Port ${port} is in use. Stop what uses it, or set PORT to another one.\n`,
      code: 1,
    });
    await server.stop();
    await rm(elsewhere, { recursive: true });
  });
});

describe("tandem config", () => {
  test("lists every variable and hides secrets", async () => {
    const { stdout, code } = await tandem(["config"], { BACKEND_API_KEY: "hunter2", PORT: "4321" });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^PORT +4321 +set/mu);
    expect(stdout).toMatch(/^BACKEND_API_KEY +\(hidden\) +set/mu);
    expect(stdout).not.toContain("hunter2");
    expect(stdout.trim().split("\n")).toHaveLength(Object.keys(variables).length);
  });

  test("--jwks prints the public key that a deployment needs", async () => {
    const { stdout } = await tandem(["config", "--jwks"]);
    expect(stdout).toMatch(/^data:text\/plain;charset=utf-8;base64,\S+\n$/u);
  });
});
