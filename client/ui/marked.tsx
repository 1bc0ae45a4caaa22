import { Fragment } from "react";

/** Text with some of its parts marked; `ranges` are `[start, end)`, in order and apart. */
export function Marked({ text, ranges }: { text: string; ranges: ReadonlyArray<readonly [number, number]> }) {
  if (ranges.length === 0) return text;
  const starts = [0, ...ranges.map(([, end]) => end)];
  return (
    <>
      {starts.map((start, index) => {
        const range = ranges[index];
        return (
          <Fragment key={start}>
            {text.slice(start, range ? range[0] : undefined)}
            {range ? <mark>{text.slice(range[0], range[1])}</mark> : null}
          </Fragment>
        );
      })}
    </>
  );
}
