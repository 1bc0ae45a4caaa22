import { Ban, CircleCheck, type LucideIcon } from "lucide-react";
import type { RunState } from "../../../shared/runs-api";
import { Chip, type Tone } from "../../ui/chip";
import { Spinner } from "../../ui/spinner";

const looks: Record<RunState, { word: string; tone: Tone; icon: LucideIcon | null }> = {
  freezing: { word: "collecting", tone: "wait", icon: null },
  running: { word: "running", tone: "wait", icon: null },
  done: { word: "done", tone: "ok", icon: CircleCheck },
  cancelled: { word: "cancelled", tone: "off", icon: Ban },
};

export function RunStateChip({ state }: { state: RunState }) {
  const { word, tone, icon: Icon } = looks[state];
  return (
    <Chip tone={tone} icon={Icon ? <Icon aria-hidden /> : <Spinner className="size-3" />}>
      {word}
    </Chip>
  );
}
