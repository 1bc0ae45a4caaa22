import {
  Ban,
  CircleAlert,
  CircleCheck,
  CirclePause,
  Loader,
  OctagonX,
  TimerOff,
  Undo2,
  UserCheck,
  type LucideIcon,
} from "lucide-react";
import type { ReplayRun } from "../../../../shared/replays-api";
import { Chip, type Tone } from "../../../ui/chip";
import { stateWord } from "../../runs/run-words";

type Look = { tone: Tone; icon: LucideIcon };
const looks: Record<ReplayRun["state"], Look> = {
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

const someFailed: Look = { tone: "warn", icon: CircleAlert };

/** As with runs: one that ended with failures does not look as if all were well. */
export function ReplayState({ run: { state, outcomes } }: { run: Pick<ReplayRun, "state" | "outcomes"> }) {
  const isMixed = state === "done" && (outcomes.failed ?? 0) > 0;
  const { tone, icon: Icon } = isMixed ? someFailed : looks[state];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden />}>
      {stateWord(isMixed ? "someFailed" : state)}
    </Chip>
  );
}
