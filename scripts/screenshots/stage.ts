import { loadSample } from "../../server/demo/load-sample";
import { startSmtp } from "../../tests/support/smtp";
import { startTestTandem, type TestTandem } from "../../tests/support/tandem";
import { playHistory, type Scene, secrets } from "./history";

/** A desk on its first day: nobody has even set it up. */
export const openEmptyDesk = (): Promise<TestTandem> => startTestTandem({ env: secrets });

/** A desk with the sample in it, on which everything has happened that a screen can tell of. */
export async function openFullDesk(): Promise<{ desk: TestTandem; scene: Scene; close(): Promise<void> }> {
  const smtp = await startSmtp();
  const desk = await startTestTandem({ env: { ...secrets, SMTP_URL: smtp.url } });
  await loadSample(desk, desk.dataDir, secrets.BACKEND_API_KEY);
  const scene = await playHistory(desk, smtp);
  const close = async () => {
    await desk.close();
    await smtp.close();
  };
  return { desk, scene, close };
}
