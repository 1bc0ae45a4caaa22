import type { Page } from "@playwright/test";
import type { TestTandem } from "../../tests/support/tandem";
import type { Visitor } from "../../tests/support/visitor";
import { settle, type Camera } from "./camera";
import { failQuestions, holdQuestions } from "./edge";
import type { Scene } from "./history";
import { type Screen, screens, type Who } from "./screens";

type Stage = { desk: TestTandem; scene: Scene };

/** Every screen as it is on a full desk. */
export async function shootFull(camera: Camera, { desk, scene }: Stage, wanted: RegExp): Promise<void> {
  for (const screen of screens.filter(({ name }) => wanted.test(name))) {
    const page = await camera.open(desk.localUrl, await visitorOf(screen, desk, scene));
    await screen.given?.(page);
    await page.goto(`${desk.localUrl}${screen.path(scene)}`);
    await unless(loaded(page), `${screen.name} is still loading.`);
    await unless(screen.act?.(page), `Nothing can be done on ${screen.name}.`);
    await camera.take(page, screen.name);
    await leave(page);
  }
}

/** The lists while what they show is on its way, and when the server broke over it. */
export async function shootWaitingAndFailing(camera: Camera, { desk, scene }: Stage, wanted: RegExp) {
  for (const [state, meddle, sign] of [
    ["loading", holdQuestions, (page: Page) => page.getByRole("status", { name: /^Loading/u }).first()],
    ["failing", failQuestions, (page: Page) => page.getByRole("alert").first()],
  ] as const) {
    for (const screen of listsOf(wanted)) {
      const page = await camera.open(desk.localUrl, await visitorOf(screen, desk, scene));
      await meddle(page);
      await page.goto(`${desk.localUrl}${screen.path(scene)}`);
      await unless(
        sign(page).waitFor({ timeout: 8_000 }),
        `${screen.name} does not say that it is ${state}.`,
      );
      await camera.take(page, `${screen.name}-${state}`);
      await leave(page);
    }
  }
}

/** The lists of a desk on which nothing has happened yet. Those about one thing have no such picture. */
export async function shootEmpty(camera: Camera, desk: TestTandem, wanted: RegExp): Promise<void> {
  const admin = await desk.admin();
  for (const screen of listsOf(wanted).filter(isForAnybody)) {
    const page = await camera.open(desk.localUrl, screen.who ? undefined : admin);
    await page.goto(`${desk.localUrl}${screen.path({} as Scene)}`);
    await unless(loaded(page), `${screen.name} is still loading.`);
    await camera.take(page, `${screen.name}-empty`);
    await page.context().close();
  }
}

/** The door through which the first admin comes. */
export async function shootFirstStart(camera: Camera, { setUpUrl }: TestTandem): Promise<void> {
  if (!setUpUrl) return;
  const page = await camera.open(setUpUrl);
  await page.goto(setUpUrl);
  await loaded(page);
  await camera.take(page, "first-start");
  await page.context().close();
}

/** Whether there is such a screen before anybody but the first admin is there. */
const isForAnybody = ({ path, who }: Screen) => path.length === 0 && (!who || who === "nobody");
const listsOf = (wanted: RegExp) => screens.filter(({ name, isList }) => isList && wanted.test(name));

async function visitorOf({ who = "operator" }: Screen, desk: TestTandem, scene: Scene) {
  const { viewer, member, waiting } = scene;
  const visitors: Record<Who, Visitor | undefined> = {
    ...{ operator: await desk.admin(), viewer, nobody: undefined, member, waiting },
  };
  return visitors[who];
}

/** What a screen brings with it may begin to load when the screen is there. */
async function loaded(page: Page): Promise<void> {
  await page.getByRole("heading").first().waitFor();
  await nothingLoads(page);
  await settle(page);
  await nothingLoads(page);
}

const nothingLoads = (page: Page) =>
  page.waitForFunction(() => !document.querySelector('[role="status"][aria-label^="Loading"]'));

/** Closes the page, whatever it still asks. */
async function leave(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.context().close();
}

/** What goes wrong is told and to be seen in the picture; the other screens are taken all the same. */
async function unless(done: Promise<unknown> | undefined, complaint: string): Promise<void> {
  await done?.catch(() => process.stderr.write(`${complaint}\n`));
}
