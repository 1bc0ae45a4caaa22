import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "./support/deployment";

const ROOT = join(import.meta.dirname, "../..");

function project(): { directory: string; write(file: string, text: string): void } {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, "server/convex/model"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(directory, "node_modules"));
  const write = (file: string, text: string) => writeFileSync(join(directory, file), text);
  write("package.json", JSON.stringify({ type: "module", dependencies: { convex: "*" } }));
  write("convex.json", JSON.stringify({ functions: "server/convex/" }));
  write(
    "server/convex/schema.ts",
    'import { defineSchema, defineTable } from "convex/server";\nimport { v } from "convex/values";\n' +
      "export default defineSchema({ users: defineTable({ name: v.string() }) });\n",
  );
  write(
    "server/convex/users.ts",
    'import { query } from "./_generated/server";\nexport const one = query(() => 1);\n',
  );
  write("server/convex/model/links.ts", "export const two = 2;\n");
  return { directory, write };
}

function codegen(directory: string, ...flags: string[]): Promise<{ code: number | null; output: string }> {
  const script = join(ROOT, "scripts/codegen.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, "--dir", directory, ...flags], {
    cwd: ROOT,
  });
  let output = "";
  child.stdout.on("data", (text: Buffer) => (output += text.toString()));
  child.stderr.on("data", (text: Buffer) => (output += text.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}

test("the real CLI writes the types of all modules, without an account or a network", async () => {
  const { directory, write } = project();
  const generated = (name: string) => readFileSync(join(directory, "server/convex/_generated", name), "utf8");
  expect(await codegen(directory)).toMatchObject({ code: 0, output: expect.stringContaining("Wrote ") });
  expect(generated("api.d.ts")).toContain('"model/links": typeof model_links;');
  expect(generated("dataModel.d.ts")).toContain("DataModelFromSchemaDefinition<typeof schema>");
  expect(await codegen(directory, "--check")).toMatchObject({
    code: 0,
    output: expect.stringContaining("is up to date"),
  });
  write("server/convex/later.ts", "export const three = 3;\n");
  expect(await codegen(directory, "--check")).toMatchObject({
    code: 1,
    output: expect.stringContaining("was not up to date: api.d.ts"),
  });
});

test("a project the CLI cannot bundle fails, with what the CLI said", async () => {
  const { directory, write } = project();
  write("server/convex/users.ts", "export const one = ;\n");
  const { code, output } = await codegen(directory);
  expect(code).toBe(1);
  expect(output).toContain("convex codegen failed (exit code 1).");
  expect(output).toContain("users.ts");
});
