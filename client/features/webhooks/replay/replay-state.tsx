import {
  Ban,
  CircleCheck,
  CirclePause,
  Loader,
  OctagonX,
  TimerOff,
  Undo2,
  UserCheck,
  type LucideIcon,
} from "lucide-react";
import type { ReplayRun } from "../../../../shared/webhooks-api";
import { Chip, type Tone } from "../../../ui/chip";
import { stateWord } from "../../runs/run-words";

const looks: Record<ReplayRun["state"], { tone: Tone; icon: LucideIcon }> = {
  running: { tone: "wait", icon: Loader },
  paused: { tone: "warn", icon: CirclePause },
  stopped: { tone: "bad", icon: OctagonX },
  cancelled: { tone: "off", icon: Ban },
  done: { tone: "ok", icon: CircleCheck },
  awaiting_approval: { tone: "warn", icon: UserCheck },
  rejected: { tone: "off", icon: Ban },
  withdrawn: { tone: "off", icon: Undo2 },
  expired: { tone: "off", icon: TimerOff },
  outdated: { tone: "warn", icon: OctagonX },
};

export function ReplayState({ state }: Pick<ReplayRun, "state">) {
  const { tone, icon: Icon } = looks[state];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden />}>
      {stateWord(state)}
    </Chip>
  );
}
