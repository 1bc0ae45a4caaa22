import { Fragment } from "react";

/** A value that may be an e-mail address: where it is too long for its place, it breaks before `@` and `.`. */
export function BreakingText({ text }: { text: string }) {
  if (!text.includes("@")) return text;
  return text.split(/(?=[@.])/u).map((part, index) => (
    <Fragment key={index}>
      {index > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}
