import { existsSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { buildPrograms as build } from "../../scripts/build-programs.js";
import { BUILT, programs, root } from "./programs";

const FOLDER = join(root, "node_modules/.cache/tandem-programs");

/** Before a run: builds, once for all of its tests, the programs that they start. Each run has a folder of its own. */
export default async function buildPrograms(): Promise<() => Promise<void>> {
  if (process.env[BUILT]) return async () => {};
  await removeLeftovers();
  const folder = join(FOLDER, String(process.pid));
  try {
    await build(programs, relative(root, folder));
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
