import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { mayDo } from "../../../shared/permissions";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { ResumeLaneDialog } from "./resume-lane-dialog";
import { TestConnectionDialog } from "./test-connection-dialog";
import { t } from "./words";

export type LaneQuestions = ReturnType<typeof useLaneQuestions>;

/** Which of the two questions about paused work is open. Kept apart from the banner, which may come and go meanwhile. */
export function useLaneQuestions() {
  const trpc = useTRPC();
  const test = useMutation(trpc.settings.testConnection.mutationOptions());
  const [asking, setAsking] = useState<"test" | "resume" | null>(null);
  const askForTest = () => {
    setAsking("test");
    test.mutate();
  };
  return { test, asking, askForTest, askToResume: () => setAsking("resume"), close: () => setAsking(null) };
}

/** What an admin can do while work for the backend is paused; for everybody else, who can. */
export function LaneCommands({ questions }: { questions: LaneQuestions }) {
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.session.me.queryOptions(undefined, { staleTime: 60_000 }));
  if (!me) return null;
  if (!mayDo(me.role, "settings.write")) {
    return <span className="text-fg-2">{t("adminCan")}</span>;
  }
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="sm" onClick={questions.askForTest}>
        {t("testConnection")}
      </Button>
      <Button size="sm" variant="primary" onClick={questions.askToResume}>
        {t("letGoOn")}
      </Button>
    </span>
  );
}

export function LaneDialogs({ questions }: { questions: LaneQuestions }) {
  const { asking, test, close, askToResume } = questions;
  if (asking === "resume") return <ResumeLaneDialog onClose={close} />;
  if (asking === "test") return <TestConnectionDialog test={test} onClose={close} onResume={askToResume} />;
  return null;
}
