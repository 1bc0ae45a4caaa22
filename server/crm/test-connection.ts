import type { SyncErrorCode } from "../../shared/sync-errors";
import type { ConnectionTest } from "../../shared/settings-api";
import { isCrmError, type Crm } from "./port";

/** How long an admin waits for the answer, in ms. */
const PATIENCE_MS = 5_000;

const yes = (detail: string) => ({ ok: true, detail });
const no = (detail: string) => ({ ok: false, detail });
const open = { ok: null, detail: "Not known yet." };

/** Asks the backend one thing and says plainly what works. Never rejects. `crm` is not behind the gate: a person asks. */
export async function testConnection(crm: Pick<Crm, "ping">): Promise<ConnectionTest> {
  try {
    const { durationMs } = await crm.ping({ timeoutMs: PATIENCE_MS });
    return {
      reachable: yes("The backend answers."),
      key: yes("It accepts Tandem's key."),
      contract: yes("Its answer is that of the API."),
      roundTripMs: durationMs,
    };
  } catch (error) {
    const [code, message] = isCrmError(error)
      ? [error.code, error.message]
      : [null, "The test itself failed."];
    return { ...findings(code, message), roundTripMs: null };
  }
}

function findings(code: SyncErrorCode | null, message: string): Omit<ConnectionTest, "roundTripMs"> {
  const reachable = yes("The backend answers.");
  switch (code) {
    case null:
    case "unreachable":
    case "timeout":
      return { reachable: no(message), key: open, contract: open };
    case "unauthorized":
      return { reachable, key: no(`${message} Check BACKEND_API_KEY and BACKEND_ORG_ID.`), contract: open };
    case "invalid_response":
    case "not_found":
      return { reachable, key: open, contract: no(`${message} Check that BACKEND_URL ends in /api/v1.`) };
    case "server_error":
    case "rate_limited":
      return { reachable: yes(message), key: open, contract: open };
    default:
      return { reachable, key: yes("It accepts Tandem's key."), contract: no(message) };
  }
}
