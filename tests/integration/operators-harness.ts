import { vi } from "vitest";
import type { OperatorRole } from "../../shared/permissions";
import { deskOf } from "../support/operators";
import { type TestTandem, startTestTandem } from "../support/tandem";

export const MINUTE = 60_000;

/** A desk over real HTTP whose clock stands unless `later` moves it, until `closeDesk`. */
export function openDesk(): Promise<TestTandem> {
  vi.useFakeTimers({ toFake: ["Date"] });
  return startTestTandem({ now: () => Date.now() });
}

export async function closeDesk(tandem: TestTandem): Promise<void> {
  await tandem.close();
  vi.useRealTimers();
}

/** So many ms later. */
export const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

/** Who is at a desk that has yet to be opened. */
export const staffOf = (tandem: () => TestTandem) => ({
  provenAdmin: () => deskOf(tandem()).provenAdmin(),
  freshly: (role: OperatorRole) => deskOf(tandem()).freshly(role),
  /** What the audit tells about somebody, the newest first: who did what. */
  async eventsAbout(about: string) {
    const { trpc } = await tandem().admin();
    const { rows } = await trpc.audit.list.query({ about });
    return rows.map(({ action, actor }) => `${actor.name}: ${action}`);
  },
});
