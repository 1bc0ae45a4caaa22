import {
  Ban,
  CircleAlert,
  CircleCheck,
  CirclePause,
  OctagonX,
  TimerOff,
  Undo2,
  UserCheck,
  type LucideIcon,
} from "lucide-react";
import type { RunState, RunView } from "../../../shared/runs-api";
import { Chip, type Tone } from "../../ui/chip";
import { Spinner } from "../../ui/spinner";
import { stateWord } from "./run-words";

type Look = { word: string; tone: Tone; icon: LucideIcon | null };

const looks: Record<RunState, Look> = {
  awaiting_approval: { word: stateWord("awaiting_approval"), tone: "warn", icon: UserCheck },
  checking: { word: stateWord("checking"), tone: "wait", icon: null },
  freezing: { word: stateWord("freezing"), tone: "wait", icon: null },
  running: { word: stateWord("running"), tone: "wait", icon: null },
  paused: { word: stateWord("paused"), tone: "warn", icon: CirclePause },
  stopped: { word: stateWord("stopped"), tone: "bad", icon: OctagonX },
  done: { word: stateWord("done"), tone: "ok", icon: CircleCheck },
  cancelled: { word: stateWord("cancelled"), tone: "off", icon: Ban },
  rejected: { word: stateWord("rejected"), tone: "off", icon: Ban },
  withdrawn: { word: stateWord("withdrawn"), tone: "off", icon: Undo2 },
  expired: { word: stateWord("expired"), tone: "off", icon: TimerOff },
  outdated: { word: stateWord("outdated"), tone: "warn", icon: OctagonX },
};

const someFailed: Look = { word: stateWord("someFailed"), tone: "warn", icon: CircleAlert };

/** A run that ended without everybody does not look as if all were well. */
export function RunStateChip({ run }: { run: Pick<RunView, "state" | "failed"> }) {
  const { word, tone, icon: Icon } = run.state === "done" && run.failed > 0 ? someFailed : looks[run.state];
  return (
    <Chip tone={tone} icon={Icon ? <Icon aria-hidden /> : <Spinner className="size-3" />}>
      {word}
    </Chip>
  );
}
