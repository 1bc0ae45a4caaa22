import { rm } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import config from "../playwright.config";
import { shootBackendPages } from "./screenshots/backend-pages";
import { createCamera, looks, type Camera } from "./screenshots/camera";
import { writeContactSheet } from "./screenshots/contact-sheet";
import { updateReadme } from "./screenshots/readme";
import { shootEmpty, shootFirstStart, shootFull, shootWaitingAndFailing } from "./screenshots/shoot";
import { openEmptyDesk, openFullDesk } from "./screenshots/stage";
import { buildClientIfChanged } from "./build-if-changed.js";

/**
 * `npm run screenshots`: every screen in both themes, wide and narrow, full, empty, on its way and failing, with an
 * `index.html` to look at them together. A word after it takes those only whose name has it: `-- webhooks`. Without one the README's
 * pictures are taken anew, too.
 */
const folder = join(import.meta.dirname, "../screenshots");
const word = process.argv[2];
const wanted = new RegExp(word ?? "", "u");

async function main(): Promise<void> {
  buildClientIfChanged();
  await rm(folder, { recursive: true, force: true });
  const browser = await chromium.launch(config.use?.launchOptions);
  const cameras = await Promise.all(looks.map((look) => createCamera(browser, look, folder)));
  try {
    await shootEmptyDesk(cameras);
    await shootFullDesk(cameras);
  } finally {
    await browser.close();
  }
  await writeContactSheet(
    folder,
    cameras.flatMap(({ pictures }) => pictures),
  );
  if (!word) await updateReadme(folder);
}

async function shootEmptyDesk(cameras: Camera[]): Promise<void> {
  const desk = await openEmptyDesk();
  for (const camera of cameras) await shootFirstStart(camera, desk);
  await Promise.all(cameras.map((camera) => shootEmpty(camera, desk, wanted)));
  await desk.close();
}

async function shootFullDesk(cameras: Camera[]): Promise<void> {
  const stage = await openFullDesk();
  await Promise.all(
    cameras.map(async (camera) => {
      await shootFull(camera, stage, wanted);
      await shootWaitingAndFailing(camera, stage, wanted);
      await shootBackendPages(camera, stage.desk, wanted);
    }),
  );
  await stage.close();
}

await main();
