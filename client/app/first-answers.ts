import { answerAhead } from "../lib/ahead";
import { isPortal, loadPortal } from "./portal-part";
import { loadScreen, screenAt } from "./screens";
import type { Services } from "./services";

/** Longer than this nobody looks at an empty page, in ms: what is late finds the frame of the console there. */
const PATIENCE_MS = 150;

/**
 * Resolves when what came with the page is known and the screen's code is there: then the first picture is the whole one,
 * where the frame, the skeleton and the rows would each be drawn in turn.
 */
export async function firstAnswers(services: Services): Promise<void> {
  const { queryClient, trpc } = services;
  const { pathname } = window.location;
  // Nothing could be drawn before it is there; and what suspends on its way is kept back by React.
  if (isPortal(pathname)) return loadPortal(pathname, services).catch(() => undefined);
  const meKey = trpc.session.me.queryKey();
  const me = answerAhead(meKey);
  if (!me) return;
  queryClient.setQueryData(meKey, me);
  const screen = screenAt(pathname);
  const known = Promise.all([screen && loadScreen(screen), screen?.ask?.({ queryClient, trpc })]).catch(
    () => null,
  );
  await Promise.race([known, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
