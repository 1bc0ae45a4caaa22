/**
 * Becomes one of the programs that are built (`scripts/build-server.js`): `main` unless another is named. Builds what has
 * changed before, for the programs that people look at in a browser the client too. One process, so that signals and
 * exit codes are the program's own.
 */
import process from "node:process";
import { buildClientIfChanged, buildServerIfChanged } from "./build-if-changed.js";

const [program = "main"] = process.argv.splice(2, 1);

try {
  if (["main", "demo"].includes(program)) buildClientIfChanged();
  buildServerIfChanged();
} catch {
  process.stderr.write("Tandem could not be built; the reason is above.\n");
  process.exit(1);
}
// What goes wrong is told by the lines of the source.
process.setSourceMapsEnabled(true);
await import(new URL(`../dist/server/${program}.js`, import.meta.url));
