import ts from "typescript";
import { describe, expect, test } from "vitest";
import { attemptSays } from "../../shared/attempt-sentences";
import { auditSays } from "../../shared/audit-sentences";
import { causes } from "../../shared/error-sentences";
import { evidenceSays } from "../../shared/evidence-sentences";
import { happened, receipts, whyNot } from "../../shared/fixed-sentences";
import { historySays } from "../../shared/history-sentences";
import { jobNames } from "../../shared/jobs";
import { refusals } from "../../shared/refusals";
import { reader, type Sentences } from "../../shared/sentence";
import { traceSays } from "../../shared/trace-sentences";
import { isSentence, nodesOf, sourceOf, sourcesIn, textsOf } from "../support/source-texts";

/**
 * Whoever writes a new sentence about an attempt, a trace, a match or a person's history is told here that it needs its
 * German: in the table that is named, and in the catalogue beside it that does not compile without it.
 */
const anyOf = (...tables: Sentences[]) => {
  const readers = tables.map((table) => reader(table));
  return (text: string) => readers.some((read) => read(text) !== null);
};
const ofAttempts = anyOf(attemptSays, causes, whyNot, receipts);
const ofTraces = anyOf(
  traceSays,
  whyNot,
  Object.fromEntries(Object.entries(jobNames).map(([kind, name]) => [kind, `${name}.`])),
);

const perform = sourcesIn("server/sync/perform").map(({ path }) => `server/sync/perform/${path}`);
const model = (name: string) => `server/convex/model/${name}.ts`;

describe.each([
  {
    table: "attemptSays (shared/attempt-sentences.ts)",
    isKnown: ofAttempts,
    paths: [
      ...perform,
      ...["server/sync/attempt.ts", "server/sync/gate/held-back.ts", "server/crm/transport.ts"],
      ...["settle", "attempts", "recoverJob", "letGo", "achieved", "replayChain"].map(model),
    ],
  },
  {
    table: "traceSays (shared/trace-sentences.ts)",
    isKnown: ofTraces,
    paths: ["server/sync/trace.ts", "server/sync/trace-plan.ts"],
  },
  {
    table: "evidenceSays (shared/evidence-sentences.ts)",
    isKnown: anyOf(evidenceSays),
    paths: [model("matchEvidence")],
  },
  { table: "refusals (shared/refusals.ts)", isKnown: anyOf(refusals), paths: [model("matchRules")] },
  {
    table: "historySays (shared/history-sentences.ts)",
    isKnown: anyOf(historySays, happened, refusals, attemptSays),
    paths: ["server/convex/repairs.ts", "server/convex/matchReview.ts", model("endJob"), model("feedRun")],
  },
])("what is said is known to $table", ({ paths, isKnown }) => {
  test.each(paths)("%s", (path) => {
    expect(sentencesOf(path).filter((text) => !isKnown(text))).toEqual([]);
  });
});

const sentencesOf = (path: string) => nodesOf(sourceOf(path)).flatMap(textsOf).filter(isSentence);

const isSummary = (node: ts.Node): node is ts.PropertyAssignment | ts.VariableDeclaration =>
  (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) && node.name.getText() === "summary";
const summaries = sourcesIn("server/convex").flatMap(({ tree }) => nodesOf(tree).filter(isSummary));

test("the audit tells nothing that the console cannot say in German", () => {
  const isKnown = anyOf(auditSays, historySays, happened, receipts);
  const texts = summaries.flatMap(({ initializer }) => (initializer ? textsOf(initializer) : []));
  expect(texts.length).toBeGreaterThan(20);
  // Where plurals and names of steps are put in, each whole sentence is in a table by itself.
  const whole = texts.filter((text) => isSentence(text) && !/(?:^|\W|n)x(?:\W|$)/u.test(text));
  expect(whole.filter((text) => !isKnown(text))).toEqual([]);
});
