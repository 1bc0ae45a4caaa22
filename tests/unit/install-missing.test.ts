import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

test("packages are never installed through a link, which would empty the folder it points to", () => {
  const home = mkdtempSync(join(tmpdir(), "tandem-install-"));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const kept = join(home, "shared-modules/kept.txt");
  for (const folder of ["clone/scripts", "shared-modules"])
    mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(kept, "still here");
  // Without a package.json, so that npm could do no harm if it were started.
  writeFileSync(join(home, "clone/package-lock.json"), "{}");
  cpSync("scripts/install-missing.js", join(home, "clone/scripts/install-missing.mjs"));
  symlinkSync(join(home, "shared-modules"), join(home, "clone/node_modules"));
  const { status, stderr } = spawnSync(process.execPath, [join(home, "clone/scripts/install-missing.mjs")], {
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toContain("node_modules is a symbolic link");
  expect(stderr).toContain("rm node_modules");
  expect(existsSync(kept)).toBe(true);
});
