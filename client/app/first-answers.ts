import { isAnsweredAhead } from "../lib/ahead";
import { loadScreen, screenAt } from "./screens";
import type { Services } from "./services";

/** Longer than this nobody looks at an empty page, in ms: what is late finds the frame of the console there. */
const PATIENCE_MS = 150;

/**
 * Resolves when what came with the page is known and the screen's code is there: then the first picture is the whole one,
 * where the frame, the skeleton and the rows would each be drawn in turn.
 */
export async function firstAnswers({ queryClient, trpc }: Services): Promise<void> {
  if (!isAnsweredAhead({ path: "session.me" })) return;
  const me = queryClient.prefetchQuery(trpc.session.me.queryOptions());
  const screen = screenAt(window.location.pathname);
  const known = Promise.all([me, screen && loadScreen(screen), screen?.ask?.({ queryClient, trpc })]).catch(
    () => null,
  );
  await Promise.race([known, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
