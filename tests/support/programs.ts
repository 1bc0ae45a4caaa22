import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const root = join(import.meta.dirname, "../..");

/** The variable that names the folder of the programs that were built for this run. */
export const BUILT = "TANDEM_TEST_PROGRAMS";

/** What tests start as processes and threads of their own: where it is when it is built, and of what. */
export const programs: Record<string, string> = {
  main: "server/main.ts",
  cli: "server/cli.ts",
  demo: "server/demo.ts",
  "reference-backend/main": "server/reference-backend/main.ts",
  // Beside config.ts, as there: it is found by its place.
  "config/store-thread": "server/config/serve-store.ts",
  "tests/backend-contract/main": "tests/backend-contract/main.ts",
  "tests/engine/support/writer": "tests/engine/support/writer.ts",
  "tests/engine/differential/oracle": "tests/engine/differential/oracle.ts",
  "tests/faults/support/store-load": "tests/faults/support/store-load.ts",
};

/** What Node is given to run a file: the program that was built of it, or else TypeScript through tsx. */
export function nodeArguments(file: string): string[] {
  if (file.endsWith(".js")) return [file];
  const built = builtFrom(file);
  return built === null ? ["--import", "tsx", file] : [built];
}

/** The thread of the embedded store, when it was built for this run. */
export function builtStoreThread(): URL | undefined {
  const built = builtFrom("server/config/serve-store.ts");
  return built === null ? undefined : pathToFileURL(built);
}

function builtFrom(file: string): string | null {
  const folder = process.env[BUILT];
  const name = Object.keys(programs).find((each) => programs[each] === file);
  return folder && name ? join(folder, `${name}.js`) : null;
}
