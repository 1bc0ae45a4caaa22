import type { DemoChapter } from "../../shared/demo-api";
import { type Cast, goneFrom, inState } from "./cast";
import type { World } from "./world";

/** One chapter: what happens in it, and when it is over. */
export interface Chapter {
  name: DemoChapter;
  /** What the terminal says as it begins. */
  caption: string;
  /** It is for a person to end it, by the repair it points at or by saying so: the story never repairs. */
  waits: boolean;
  /** At least so long, in ms: it has to be read. */
  leastMs: number;
  /** Who registers while it lasts, one every so many ms. Over and over again where `again` is set. */
  arrivals?: { everyMs: number; who: readonly ("klinik" | "elsewhere")[]; again?: true };
  begin?(cast: Cast, world: World): Promise<void>;
  /** Asked every now and then until what it tells of can be seen; gives it another push. Nobody is told before. */
  isReady?(cast: Cast, world: World): Promise<boolean>;
  isOver(cast: Cast): boolean;
}

/** A day at the desk. Each chapter finds the backend as the one before has left it. */
export const chapters: readonly Chapter[] = [
  {
    name: "morning",
    caption:
      "A healthy morning. People register in the portal: both sides are made, and linked. The day goes on once you look at the console.",
    ...{ waits: false, leastMs: 30_000 },
    arrivals: { everyMs: 8_000, who: ["elsewhere", "elsewhere", "elsewhere"] },
    begin: async (_, world) => world.trouble("none"),
    isOver: (cast) => cast.hasArrived(3) && inState(cast, "linked").length >= 2,
  },
  {
    name: "outage",
    caption:
      "The backend is down. Whoever registers now gets an account all the same, and waits for the rest.",
    ...{ waits: false, leastMs: 45_000 },
    arrivals: { everyMs: 7_000, who: ["elsewhere", "klinik", "klinik", "elsewhere", "klinik"] },
    begin: async (_, world) => world.trouble("down"),
    isOver: (cast) => cast.hasArrived(5),
  },
  {
    name: "recovery",
    caption:
      "The backend is back, and those who waited are linked by themselves. But a rule there refuses the Klinik's addresses: they fail.",
    ...{ waits: false, leastMs: 25_000 },
    begin: async (_, world) => world.trouble("rule"),
    isOver: (cast) => inState(cast, "pending").length === 0,
  },
  {
    name: "retry",
    caption:
      "The CRM's people have mended the rule. Now it is for you: select who failed, and resync them together. The story waits.",
    ...{ waits: true, leastMs: 0 },
    begin: async (_, world) => world.trouble("none"),
    isOver: (cast) => inState(cast, "failed", "pending").length === 0,
  },
  {
    name: "drift",
    caption:
      "A phone number was changed in the CRM and its webhook got lost. A sweep finds it: choose which side is right. The story waits.",
    ...{ waits: true, leastMs: 0 },
    begin: async (cast, world) => {
      world.trouble("none");
      const person = await cast.somebodyLinked();
      world.trouble({ webhooksLostOf: person.email ?? "" });
      await world.changePhone(person);
      world.trouble("none");
      cast.chosen.drifted = person.userId;
    },
    async isReady(cast, world) {
      if (isDrifted(cast)) return true;
      await world.sweep();
      return false;
    },
    isOver: (cast) => !isDrifted(cast),
  },
  {
    name: "deletion",
    caption: "Somebody asked the CRM to be forgotten. Its webhook deletes the account and ends its sessions.",
    ...{ waits: false, leastMs: 30_000 },
    begin: async (cast, world) => {
      const person = await cast.somebodyLinked();
      cast.chosen.deleted = person.userId;
      await world.deleteUser(person);
    },
    isOver: (cast) => goneFrom(cast, cast.chosen.deleted),
  },
  {
    name: "evening",
    caption:
      "That was the day. Every step of it is in the audit. People go on registering until you stop this.",
    ...{ waits: true, leastMs: 0 },
    arrivals: { everyMs: 60_000, who: ["elsewhere"], again: true },
    isOver: () => false,
  },
];

const isDrifted = (cast: Cast): boolean =>
  inState(cast, "drifted").some(({ userId }) => userId === cast.chosen.drifted);
