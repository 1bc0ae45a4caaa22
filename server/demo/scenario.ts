import { createTRPCClient, httpLink } from "@trpc/client";
import type { Tandem } from "../tandem";
import type { AppRouter } from "../trpc/router";
import { createCrmStaff } from "./crm-staff";
import { somebody } from "./people";

/** Somebody registers this often, in ms. */
const STEP_MS = 15_000;

/** The backend fails in this step of every round, and for so long, in ms: three registrations meet it. */
const ROUND = 10;
const FAILS_AT = 4;
const FAILS_FOR_MS = 50_000;

/**
 * What happens in the demo until it is stopped: people register over HTTP as from the portal, the backend fails for
 * a while and comes back, and its staff change contacts, which arrives as webhooks. `tell` gets a line for each.
 */
export function playScenario(
  tandem: Tandem,
  backendApiKey: string,
  tell: (line: string) => void,
): { stop(): void } {
  const { backend } = tandem;
  if (!backend) throw new Error("The demo needs the built-in backend.");
  const portal = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${tandem.localUrl}/trpc` })],
  });
  const staff = createCrmStaff(backend, backendApiKey);
  const registered: string[] = [];
  let step = 0;

  const register = async () => {
    const result = await portal.portal.register.mutate(somebody());
    if (result.status === "linked") registered.push(result.crmContactId);
    tell(
      result.status === "linked"
        ? "Somebody registered in the portal: linked."
        : "Somebody registered in the portal: pending, the backend does not answer. It will be tried again by itself.",
    );
  };

  const play = async () => {
    const inRound = step++ % ROUND;
    if (inRound === FAILS_AT) {
      backend.setChaos({ mode: "error", untilMs: Date.now() + FAILS_FOR_MS });
      tell(`The backend fails for ${FAILS_FOR_MS / 1000} s.`);
    }
    await register();
    const contactId = registered.at(-2);
    if (contactId && inRound % 3 === 2) tell(await staff.changePhone(contactId));
    if (contactId && inRound === ROUND - 1) tell(await staff.sendTwice(contactId));
  };

  let playing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    playing = playing.then(play).catch((error: unknown) => {
      tell(`A step of the demo failed: ${error instanceof Error ? error.name : "unknown"}.`);
    });
  }, STEP_MS);
  return { stop: () => clearInterval(timer) };
}
