import { loadSample } from "../../server/demo/load-sample";
import { startTestTandem, type TestTandem } from "../../tests/support/tandem";
import { playHistory, type Scene, secrets } from "./history";

/** A desk on its first day: nobody has even set it up. */
export const openEmptyDesk = (): Promise<TestTandem> => startTestTandem({ env: secrets });

/** A desk with the sample in it, on which everything has happened that a screen can tell of. */
export async function openFullDesk(): Promise<{ desk: TestTandem; scene: Scene }> {
  const desk = await startTestTandem({ env: secrets });
  await loadSample(desk, desk.dataDir);
  return { desk, scene: await playHistory(desk) };
}
