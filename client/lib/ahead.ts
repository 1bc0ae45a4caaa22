import type { TRPCLink } from "@trpc/client";
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- a link of tRPC's client is made of it
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "../../server/trpc/router";
import { addressOf, firstAnswersId, type FirstAnswers } from "../../shared/first-questions";

/** What the server has answered before it was asked: it is in the page. */
const answers = readAnswers();

function readAnswers(): Map<string, FirstAnswers[string]> {
  const text = document.getElementById(firstAnswersId)?.textContent;
  return new Map(Object.entries(text ? (JSON.parse(text) as FirstAnswers) : {}));
}

export const isAnsweredAhead = ({ path }: { path: string }) => answers.has(path);

/** Answers with what came with the page, the first time. What was not asked like this is asked anew. */
export const aheadLink: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) => {
    const ahead = answers.get(op.path);
    answers.delete(op.path);
    if (ahead?.address !== addressOf(op.path, op.input)) return next(op);
    return observable((observer) => {
      observer.next({ result: { type: "data", data: ahead.answer.result.data } });
      observer.complete();
    });
  };
