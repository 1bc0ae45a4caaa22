/**
 * Installs what a fresh clone lacks, so that `npm start` and `npm test` work as the only command: the packages of
 * package-lock.json, and with `--browser` a Chromium for the browser tests. Plain Node: nothing is installed yet.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const root = join(import.meta.dirname, "..");
const lockFile = join(root, "package-lock.json");
const modules = join(root, "node_modules");
/** npm writes it last, so it is only there, and new, when an installation was finished. */
const installed = join(modules, ".package-lock.json");

function packagesAreMissing() {
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(lockFile).mtimeMs;
}

function installPackages() {
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    say(
      "node_modules is a symbolic link, and npm ci would empty the folder it points to. Nothing was installed.",
    );
    say("Remove the link (rm node_modules) and start again, or run npm ci where it points to.");
    process.exit(1);
  }
  say("Installing packages (once) …");
  run(process.platform === "win32" ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"]);
}

/** Where a browser may be: the system's own, or the one that Playwright downloads for itself. */
function findBrowser() {
  const own = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
  return own.map((name) => `/usr/bin/${name}`).find((path) => existsSync(path)) ?? playwrightBrowser();
}

function playwrightBrowser() {
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(process.env.HOME ?? "", ".cache/ms-playwright");
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder).find((name) => name.startsWith("chromium"));
}

function installBrowser() {
  const isRootOnDebian = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (isRootOnDebian) {
    say("Installing Chromium for the browser tests (once) …");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
    const { status } = spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      stdio: "inherit",
      env,
    });
    if (status === 0 && findBrowser()) return;
  }
  say("Downloading Chromium for the browser tests (once) …");
  run(process.execPath, [join(root, "node_modules/playwright/cli.js"), "install", "chromium"]);
}

function run(command, args) {
  execFileSync(command, args, { cwd: root, stdio: "inherit" });
}

/** On stderr, so that the output of what comes next stays its own. */
function say(line) {
  process.stderr.write(`${line}\n`);
}

try {
  if (packagesAreMissing()) installPackages();
  if (process.argv.includes("--browser") && !findBrowser()) installBrowser();
} catch {
  say("The installation failed; the reason is above. Mend it and start again.");
  process.exit(1);
}
