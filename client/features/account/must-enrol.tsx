import type { ReactNode } from "react";
import { Door } from "../session/door";
import { EnrolSteps } from "./enrol-steps";
import { t } from "./words";

/** For who may not come to the desk before they have a second factor. `children`: the way out. */
export function MustEnrol({ onDone, children }: { onDone: () => void; children: ReactNode }) {
  return (
    <Door title={t("setUpFactor")} intro={t("mustEnrol")}>
      <EnrolSteps onDone={onDone} />
      {children}
    </Door>
  );
}
