import { KeyRound, PlugZap } from "lucide-react";
import { LaneCommands, LaneDialogs, useLaneQuestions } from "../features/backend/lane-commands";
import { useNow } from "../lib/clock";
import { useLostSince } from "../lib/connection";
import { Banner } from "./banner";
import { breakerWords, pausedWords } from "../features/backend/health-words";
import { useHealth } from "../features/backend/use-health";

/** Why nothing reaches the backend. A pause waits for a person and outlasts an outage, so it is told first. */
export function BackendBanner() {
  const now = useNow();
  const questions = useLaneQuestions();
  const health = useHealth();
  const unreachable = useLostSince() !== null;
  const paused = health?.lane?.paused;
  const away = health ? breakerWords(health.gate, now) : null;
  return (
    <>
      <LaneDialogs questions={questions} />
      {unreachable ? null : paused ? (
        <Banner tone="bad" icon={KeyRound} actions={<LaneCommands questions={questions} />}>
          {pausedWords(paused.at, now)}
        </Banner>
      ) : away ? (
        <Banner tone="warn" icon={PlugZap}>
          {away}
        </Banner>
      ) : null}
    </>
  );
}
