import { Suspense, useSyncExternalStore } from "react";
import { isStepUpAsked, onStepUpAsked } from "../../lib/step-up";
import { sparePart } from "../../lib/lazy-part";

const StepUpDialog = sparePart(async () => (await import("./step-up-dialog")).StepUpDialog);

/** Where the question who one is comes up, whatever screen wanted it. */
export function StepUpHost() {
  const asked = useSyncExternalStore(onStepUpAsked, isStepUpAsked);
  if (!asked) return null;
  return (
    <Suspense>
      <StepUpDialog />
    </Suspense>
  );
}
