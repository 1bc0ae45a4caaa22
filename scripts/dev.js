/** `npm run dev`: the server, started again when its code changes, and the client from Vite, which talks to it. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";

const root = join(import.meta.dirname, "..");
/** People look at Vite's address: the one-time link leads there, and requests from there are at home. */
const env = { PUBLIC_URL: "http://localhost:5173", ...process.env };
const children = [
  ["node_modules/tsx/dist/cli.mjs", "watch", "--clear-screen=false", "server/main.ts"],
  ["node_modules/vite/bin/vite.js"],
].map((args) => spawn(process.execPath, args, { cwd: root, stdio: "inherit", env }));

/** The first that ends, ends the other. */
function endAll() {
  for (const child of children) child.kill("SIGTERM");
}

for (const child of children) child.once("close", endAll);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, endAll);
