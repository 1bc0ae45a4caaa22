import { type DemoChapter, type DemoView } from "../../shared/demo-api";
import type { DemoStage } from "../trpc/demo-stage";
import { Company, inState } from "./cast";
import { type Chapter, chapters } from "./chapters";
import type { World } from "./world";

export interface Story extends DemoStage {
  /** Looks how things are and lets the next thing happen. One call after another. */
  look(): Promise<void>;
}

type StoryDeps = {
  world: World;
  /** Gets a line for people at the terminal. */
  tell(line: string): void;
  /** Unix ms. */
  now?(): number;
};

/**
 * Somebody who still asks for the next chapter after so many ms does not want to wait for it: it is left out. Sooner it is
 * the same wish twice.
 */
const PATIENCE_MS = 5_000;

/** How far a chapter is. Times in Unix ms. */
type Course = { isTold: boolean; at: number; lastArrivalAt: number };

const FIRST = chapters[0] as Chapter;

/**
 * The story of the demo. It keeps nothing: told again on the same folder it begins anew, with other people. Repairs are
 * left to who looks at it, so it waits at those chapters until they are done or somebody goes on.
 */
export function createStory({ world, tell, now = Date.now }: StoryDeps): Story {
  let company = new Company(world);
  let chapter = FIRST;
  /** What the console is shown: a chapter once it has begun, so that it is known whom it is about. */
  let shown = FIRST;
  let course: Course | null = null;
  /** Somebody wants to go on. */
  let hurried = false;
  let turnedAt = now();
  /** When somebody first looked at the console. Until then it stays morning: nobody comes too late to the outage. */
  let seenAt = Infinity;

  async function begin(): Promise<Course> {
    company.turnPage();
    await chapter.begin?.(company, world);
    return { isTold: false, at: now(), lastArrivalAt: now() };
  }

  /** Tells of the chapter once there is something to be seen of it. Answers whether there is. */
  async function isTold(course: Course): Promise<boolean> {
    if (course.isTold) return true;
    await company.look();
    if (chapter.isReady && !(await chapter.isReady(company, world))) return false;
    shown = chapter;
    tell(`${chapters.indexOf(chapter) + 1} of ${chapters.length}. ${chapter.caption}`);
    return (course.isTold = true);
  }

  async function letArrive(course: Course): Promise<void> {
    const { everyMs, who, again } = chapter.arrivals ?? NOBODY;
    const next = again ? who[company.arrivals % who.length] : who[company.arrivals];
    if (!next || now() - course.lastArrivalAt < everyMs) return;
    course.lastArrivalAt = now();
    await company.register(next);
    tell("Somebody registers in the portal.");
  }

  function turn(): void {
    const next = chapters[chapters.indexOf(chapter) + 1];
    if (!next) company = new Company(world);
    chapter = next ?? FIRST;
    course = null;
    hurried = false;
    turnedAt = now();
  }

  return {
    async look() {
      if (hurried) turn();
      course ??= await begin();
      if (!(await isTold(course))) return;
      await letArrive(course);
      await company.look();
      const hasLasted = now() - Math.max(course.at, seenAt) >= chapter.leastMs;
      if (chapter.isOver(company) && hasLasted) turn();
    },
    view() {
      seenAt = Math.min(seenAt, now());
      return viewOf(shown, company);
    },
    goOn(from: DemoChapter) {
      const isWaitedFor = from === shown.name && now() - turnedAt >= PATIENCE_MS;
      if (from === chapter.name || isWaitedFor) hurried = true;
    },
  };
}

const NOBODY: NonNullable<Chapter["arrivals"]> = { everyMs: 0, who: [] };

function viewOf({ name, waits }: Chapter, company: Company): DemoView {
  const count = (state: "linked" | "pending" | "failed") => inState(company, state).length;
  return {
    ...{ chapter: name, waits },
    ...{ linked: count("linked"), pending: count("pending"), failed: count("failed") },
    ...{ driftedId: company.chosen.drifted, deletedId: company.chosen.deleted },
  };
}
