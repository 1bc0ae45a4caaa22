import { expect, onTestFinished, test } from "vitest";
import { backendKeyOf, startBuiltInBackend } from "../../server/built-in-backend";
import { loadConfig } from "../../server/config";
import type { Convex } from "../../server/convex-client";
import { readBackendEvents } from "../../server/demo/backend-events";
import { createStory } from "../../server/demo/story";
import { type World, createWorld } from "../../server/demo/world";
import type { Tandem } from "../../server/tandem";
import { startBackend, temporaryFolder } from "./reference-backend-harness";

/** A world in which everybody is linked at once, and in which no sweep ever finds anything. */
function calmWorld(): World {
  let registered = 0;
  return {
    register: async () => `user_${++registered}`,
    look: async (userIds) =>
      userIds.map((userId) => ({
        ...{ userId, contactId: `obj_${userId}`, frontendUserId: `frontend_${userId}` },
        ...{ state: "linked", email: `${userId}@example.org` },
      })),
    trouble: () => undefined,
    changePhone: async () => undefined,
    deleteUser: async () => undefined,
    sweep: async () => undefined,
  };
}

test("a chapter that never gets ready can be left too, but nobody leaves one by pressing twice", async () => {
  let time = 0;
  const story = createStory({ world: calmWorld(), tell: () => undefined, now: () => time });
  const look = () => story.look();
  await look();
  for (const from of ["morning", "outage", "recovery", "retry"] as const) {
    expect(story.view().chapter).toBe(from);
    story.goOn(from);
    story.goOn(from);
    await look();
    story.goOn(from);
    await look();
  }
  // Its drift is never found, so the card still shows the chapter before.
  expect(story.view().chapter).toBe("retry");
  time += 5_000;
  story.goOn("retry");
  await look();
  expect(story.view().chapter).toBe("deletion");
});

test("the story ends its own trouble, and no drill that somebody has started besides", async () => {
  const { backend, request } = await startBackend({ chaos: true });
  const convex = { as: () => ({}) } as unknown as Convex;
  const world = createWorld({ backend, convex, localUrl: "http://127.0.0.1:9" } as Tandem, "key");
  const modes = async () =>
    (await request("GET", "/control/drills")).body.drills.map(({ fault }: Drill) => fault.mode);
  await request("POST", "/control/drills", { mode: "slow" });
  world.trouble("rule");
  expect(await modes()).toEqual(["slow", "refuse"]);
  world.trouble({ webhooksLostOf: "person1@example.org" });
  expect(await modes()).toEqual(["slow", "webhook_lost"]);
  world.trouble("none");
  expect(await modes()).toEqual(["slow"]);
});

type Drill = { fault: { mode: string } };

test("the demo reads the backend's events with the key of the environment, too", async () => {
  const env = { DATA_DIR: temporaryFolder(), BACKEND_API_KEY: "a-key-of-the-environment, the-next-key" };
  const config = await loadConfig(env);
  const { backend } = await startBuiltInBackend(config, () => "http://127.0.0.1:9");
  onTestFinished(() => backend.close());
  expect(await readBackendEvents(backend, backendKeyOf(config))).not.toEqual([]);
});
