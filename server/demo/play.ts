import type { Story } from "./story";

/** How often the story looks how things are, in ms. */
const LOOK_MS = 1_000;

/** Plays the story until it is stopped. What fails in it is told, and tried again. */
export function play(story: Pick<Story, "look">, tell: (line: string) => void): { stop(): void } {
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    try {
      await story.look();
    } catch (error) {
      tell(`A step of the story failed: ${error instanceof Error ? error.name : "unknown"}.`);
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  return { stop: () => clearInterval(timer) };
}
