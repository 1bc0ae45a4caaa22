import { useMutation, useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { mayDo } from "../../../shared/permissions";
import { lazyPart } from "../../lib/lazy-part";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { t } from "./words";

const ResumeLaneDialog = lazyPart(async () => (await import("./resume-lane-dialog")).ResumeLaneDialog);
const TestConnectionDialog = lazyPart(
  async () => (await import("./test-connection-dialog")).TestConnectionDialog,
);

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
  return (
    <Suspense>
      {asking === "resume" ? <ResumeLaneDialog onClose={close} /> : null}
      {asking === "test" ? <TestConnectionDialog test={test} onClose={close} onResume={askToResume} /> : null}
    </Suspense>
  );
}
