import { Fragment } from "react";

/**
 * A value that may be an e-mail address or a phone number: where it is too long for its place, the address breaks before
 * `@` and `.`, and the number where four digits and four more follow.
 */
export function BreakingText({ text }: { text: string }) {
  const places = text.includes("@")
    ? /(?=[@.])/u
    : /^\+?\d{10,}$/u.test(text)
      ? /(?=(?:\d{4}){1,2}$)/u
      : null;
  if (!places) return text;
  return text.split(places).map((part, index) => (
    <Fragment key={index}>
      {index > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}
