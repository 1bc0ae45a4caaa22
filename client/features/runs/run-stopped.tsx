import { attemptSays } from "../../../shared/attempt-sentences";
import type { RunView } from "../../../shared/runs-api";
import { reader } from "../../../shared/sentence";
import { Notice } from "../../ui/notice";
import { whyWords } from "../users/why-words";
import { t } from "./words";

const readCause = reader(attemptSays);

/** Why a run has stopped by itself, and what its two ways on mean. */
export function RunStopped({ run: { state, stopCause } }: { run: RunView }) {
  if (state !== "stopped" || !stopCause) return null;
  const hasOtherOwners = readCause(stopCause)?.key === "ownersChanged";
  return (
    <Notice tone={hasOtherOwners ? "warn" : "bad"}>
      {t(hasOtherOwners ? "ownersStopped" : "canaryStopped", { cause: whyWords(stopCause) })}
    </Notice>
  );
}
