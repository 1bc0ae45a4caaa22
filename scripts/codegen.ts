/**
 * `npm run codegen`: writes `_generated` in the functions folder (convex.json) with the real Convex CLI, as `npx convex dev`
 * would. The CLI wants a deployment, but asks it only two things; a stub on a local port answers them, so this needs no
 * account and no network.
 *
 *   --check        fails if what is there is not what the CLI writes (CI)
 *   --dir <path>   the project to generate for; this one unless told
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";

const UDF_SERVER_VERSION = "1.48.0";
const LONGEST_RUN_MS = 120_000;

/** One app without components: all the CLI needs to know to write the app's own types. */
const emptyAnalysis = {
  definition: {
    path: "",
    definitionType: { type: "app" },
    childComponents: [],
    httpMounts: {},
    exports: { type: "branch", branch: [] },
    envVars: [],
  },
  schema: null,
  functions: {},
  udfConfig: { serverVersion: UDF_SERVER_VERSION, importPhaseRngSeed: "0", importPhaseUnixTimestamp: "0" },
};

const answers: Record<string, unknown> = {
  "/api/get_config_hashes": {
    config: { functions: "convex/", authInfo: [] },
    moduleHashes: [],
    udfServerVersion: UDF_SERVER_VERSION,
    nodeDependencies: [],
  },
  "/api/deploy2/start_push": {
    environmentVariables: {},
    externalDepsId: null,
    componentDefinitionPackages: {},
    appAuth: [],
    analysis: { "": emptyAnalysis },
    app: {
      definitionPath: "",
      componentPath: "",
      args: {},
      childComponents: {},
      httpRoutes: { httpModuleRoutes: null, mounts: [] },
      exports: {},
    },
    schemaChange: { allocatedComponentIds: {}, schemaIds: {}, indexDiffs: {} },
  },
};

async function drain(request: IncomingMessage): Promise<void> {
  for await (const chunk of request) void chunk;
}

async function startStub(unanswered: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    void drain(request).then(() => {
      const path = (request.url ?? "").replace(/\?.*$/, "");
      const answer = answers[path];
      if (answer === undefined) unanswered.push(`${request.method} ${path}`);
      response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(
        JSON.stringify(answer ?? { code: "NotFound", message: `The stub does not know ${path}.` }),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

function runCli(project: string, port: number): Promise<{ code: number; output: string }> {
  const cli = join(project, "node_modules/convex/bin/main.js");
  const args = [
    cli,
    "codegen",
    "--url",
    `http://127.0.0.1:${port}`,
    "--admin-key",
    "codegen",
    "--typecheck",
    "disable",
  ];
  // A deployment named in the environment or in .env.local must not be asked instead of the stub.
  const env = { ...process.env, CONVEX_DEPLOYMENT: "", CONVEX_DEPLOY_KEY: "", CONVEX_URL: "", CI: "1" };
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: project, env, stdio: ["ignore", "pipe", "pipe"] });
    const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST_RUN_MS);
    let output = "";
    child.stdout.on("data", (text: Buffer) => (output += text.toString()));
    child.stderr.on("data", (text: Buffer) => (output += text.toString()));
    child.on("error", fail);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      done({ code: code ?? 1, output: signal === null ? output : `${output}\nStopped by ${signal}.` });
    });
  });
}

function generatedFolder(project: string): string {
  const config = join(project, "convex.json");
  const { functions = "convex/" } = existsSync(config)
    ? (JSON.parse(readFileSync(config, "utf8")) as { functions?: string })
    : {};
  return join(project, functions, "_generated");
}

function readFolder(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    names.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [relative(folder, file), readFileSync(file, "utf8")];
    }),
  );
}

function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}

async function generate(project: string): Promise<void> {
  const unanswered: string[] = [];
  const stub = await startStub(unanswered);
  try {
    const { code, output } = await runCli(project, (stub.address() as AddressInfo).port);
    if (code === 0) return;
    const hint =
      unanswered.length > 0 ? `\nThe CLI asked what the stub does not answer: ${unanswered.join(", ")}` : "";
    throw new Error(`convex codegen failed (exit code ${code}).\n${output.trim()}${hint}`);
  } finally {
    stub.closeAllConnections();
    stub.close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, dir: { type: "string" } } });
  const project = resolve(values.dir ?? join(import.meta.dirname, ".."));
  const folder = generatedFolder(project);
  const before = readFolder(folder);
  await generate(project);
  const changed = differences(before, readFolder(folder));
  const shown = relative(process.cwd(), folder) || folder;
  if (changed.length === 0) console.log(`${shown} is up to date.`);
  else if (values.check)
    throw new Error(`${shown} was not up to date: ${changed.join(", ")}. Commit what is there now.`);
  else console.log(`Wrote ${changed.map((name) => join(shown, name)).join(", ")}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
