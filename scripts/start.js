/**
 * `npm start`: builds the client if need be, then becomes the server. `--demo`: with sample data and a scenario.
 * One process, so that signals and exit codes are the server's own.
 */
import process from "node:process";
import { buildClientIfChanged } from "./build-client.js";

await buildClientIfChanged();
await import("tsx");
await import(process.argv.includes("--demo") ? "../server/demo.ts" : "../server/main.ts");
