import { Ban, CircleAlert, CircleCheck, CircleX, Undo2, type LucideIcon } from "lucide-react";
import type { SweepState } from "../../../shared/reconcile-api";
import { Chip, type Tone } from "../../ui/chip";
import { Spinner } from "../../ui/spinner";
import { stateWord } from "./words";

const looks: Record<SweepState, { tone: Tone; icon: LucideIcon | null; word: string }> = {
  running: { tone: "wait", icon: null, word: stateWord("running") },
  quarantined: { tone: "warn", icon: CircleAlert, word: stateWord("quarantined") },
  done: { tone: "ok", icon: CircleCheck, word: stateWord("done") },
  failed: { tone: "bad", icon: CircleX, word: stateWord("failed") },
  cancelled: { tone: "off", icon: Ban, word: stateWord("cancelled") },
  discarded: { tone: "off", icon: Undo2, word: stateWord("discarded") },
};

export function SweepStateChip({ state }: { state: SweepState }) {
  const { tone, icon: Icon, word } = looks[state];
  return (
    <Chip tone={tone} icon={Icon ? <Icon aria-hidden /> : <Spinner className="size-3" />}>
      {word}
    </Chip>
  );
}
