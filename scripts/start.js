/**
 * `npm start`: builds the client if need be, then becomes the server. `--demo`: with sample data and a scenario.
 * One process, so that signals and exit codes are the server's own.
 */
import process from "node:process";
import { buildClientIfChanged } from "./build-client.js";

try {
  buildClientIfChanged();
} catch {
  process.stderr.write("The client could not be built; the reason is above.\n");
  process.exit(1);
}
await import("tsx");
await import(process.argv.includes("--demo") ? "../server/demo.ts" : "../server/main.ts");
