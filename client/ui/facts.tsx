import type { ReactNode } from "react";

type Props = {
  /** What nothing is known of is left out. */
  facts: ReadonlyArray<readonly [name: string, value: ReactNode]>;
};

/** What is known of something: a name and its value in each line. */
export function Facts({ facts }: Props) {
  return (
    <dl className="grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1.5">
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
