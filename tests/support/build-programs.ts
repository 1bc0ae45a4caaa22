import { existsSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Plugin, build } from "vite";
import { BUILT, programs, root } from "./programs";

const FOLDER = join(root, "node_modules/.cache/tandem-programs");
/** They hold machine code, which stays where it was installed. */
const NATIVE = ["@node-rs/argon2", "@photostructure/sqlite"];

/**
 * Before a run: builds, once for all of its tests, the programs that they start. To be translated from TypeScript, and to
 * be gathered from 900 files, took a program four times as long as all that it did then. Each run has a folder of its own.
 */
export default async function buildPrograms(): Promise<() => Promise<void>> {
  if (process.env[BUILT]) return async () => {};
  await removeLeftovers();
  const folder = join(FOLDER, String(process.pid));
  try {
    await buildInto(folder);
    process.env[BUILT] = folder;
  } catch (error) {
    // A tree in the middle of a change: through tsx, only those tests fail that meet what is broken.
    console.warn("The programs could not be built for the tests, which start them through tsx.", error);
  }
  return async () => {
    delete process.env[BUILT];
    await rm(folder, { recursive: true, force: true });
  };
}

const buildInto = (folder: string) =>
  build({
    ...{ configFile: false, root, logLevel: "warn", publicDir: false, plugins: [whereItWas()] },
    ssr: { noExternal: true, external: NATIVE },
    build: {
      ...{ ssr: true, outDir: folder, target: "node20", minify: false },
      rolldownOptions: {
        input: programs,
        output: { entryFileNames: "[name].js", chunkFileNames: "server/[name]-[hash].js" },
      },
    },
  });

/** Samples and the built client are where the source is, not where the program is. */
function whereItWas(): Plugin {
  return {
    name: "tandem:where-it-was",
    transform: {
      filter: { code: "import.meta.dirname" },
      handler: (code, id) => code.replaceAll("import.meta.dirname", JSON.stringify(join(id, ".."))),
    },
  };
}

/** What runs left behind that were killed. */
async function removeLeftovers(): Promise<void> {
  const left = existsSync(FOLDER) ? readdirSync(FOLDER).filter((pid) => !isRunning(Number(pid))) : [];
  for (const pid of left) await rm(join(FOLDER, pid), { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
