import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { mayDo } from "../../../shared/permissions";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { ResumeLaneDialog } from "./resume-lane-dialog";
import { TestConnectionDialog } from "./test-connection-dialog";

/** What an admin can do while work for the backend is paused; for everybody else, who can. */
export function LaneCommands() {
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.session.me.queryOptions(undefined, { staleTime: 60_000 }));
  const test = useMutation(trpc.settings.testConnection.mutationOptions());
  const [asking, setAsking] = useState<"test" | "resume" | null>(null);
  if (!me) return null;
  if (!mayDo(me.role, "settings.write")) {
    return <span className="text-fg-2">An admin can let work go on.</span>;
  }
  const ask = () => {
    setAsking("test");
    test.mutate();
  };
  const close = () => setAsking(null);
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="sm" onClick={ask}>
        Test connection
      </Button>
      <Button size="sm" variant="primary" onClick={() => setAsking("resume")}>
        Let work go on
      </Button>
      {asking === "test" ? (
        <TestConnectionDialog test={test} onClose={close} onResume={() => setAsking("resume")} />
      ) : null}
      {asking === "resume" ? <ResumeLaneDialog onClose={close} /> : null}
    </span>
  );
}
