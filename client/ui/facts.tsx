import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = {
  /** What nothing is known of is left out. */
  facts: ReadonlyArray<readonly [name: string, value: ReactNode]>;
  className: string;
};

/** What is known of something: a name and its value in each line. */
export function Facts({ facts, className }: Props) {
  return (
    <dl className={clsx("grid gap-x-3", className)}>
      {facts.map(([name, value]) =>
        value === null || value === undefined || value === "" ? null : (
          <div key={name} className="contents">
            <dt className="text-fg-3">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
