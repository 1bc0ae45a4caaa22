import { healthSays } from "../../shared/health-sentences";
import { say } from "../../shared/sentence";
import type { SyncErrorCode } from "../../shared/sync-errors";
import type { ConnectionTest } from "../../shared/settings-api";
import { isCrmError, type Crm } from "./port";

/** How long an admin waits for the answer, in ms. */
const PATIENCE_MS = 5_000;

const yes = (detail: string) => ({ ok: true, detail });
const no = (detail: string) => ({ ok: false, detail });
const open = { ok: null, detail: healthSays.notKnown };

/** Asks the backend one thing and says plainly what works. Never rejects. `crm` is not behind the gate: a person asks. */
export async function testConnection(crm: Pick<Crm, "ping">): Promise<ConnectionTest> {
  try {
    const { durationMs } = await crm.ping({ timeoutMs: PATIENCE_MS });
    return {
      reachable: yes(healthSays.backendAnswers),
      key: yes(healthSays.acceptsKey),
      contract: yes(healthSays.isThisApi),
      roundTripMs: durationMs,
    };
  } catch (error) {
    const [code, message] = isCrmError(error) ? [error.code, error.message] : [null, healthSays.testFailed];
    return { ...findings(code, message), roundTripMs: null };
  }
}

function findings(code: SyncErrorCode | null, message: string): Omit<ConnectionTest, "roundTripMs"> {
  const reachable = yes(healthSays.backendAnswers);
  switch (code) {
    case null:
    case "unreachable":
    case "timeout":
      return { reachable: no(message), key: open, contract: open };
    case "unauthorized":
      return { reachable, key: no(say(healthSays.checkKey, { why: message })), contract: open };
    case "invalid_response":
    case "not_found":
      return { reachable, key: open, contract: no(say(healthSays.checkUrl, { why: message })) };
    case "server_error":
    case "rate_limited":
      return { reachable: yes(message), key: open, contract: open };
    default:
      return { reachable, key: yes(healthSays.acceptsKey), contract: no(message) };
  }
}
