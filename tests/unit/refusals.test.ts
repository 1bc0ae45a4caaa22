import ts from "typescript";
import { describe, expect, test } from "vitest";
import { readRefusal } from "../../shared/refusals";
import { nodesOf, sourcesIn, textsOf } from "../support/source-texts";

/**
 * Whoever writes a new sentence for `fail` or for the check of an input is told here that it needs its German: in
 * shared/refusals.ts and client/lib/refusal-words.ts.
 */
const ways = ["fail", "appError", "expected", "refusal"];
/** Read by programs, or of a door that has no console behind it. */
const apart = /^(?:embedded|reference-backend|cli|demo|import|webhooks)\//u;

const filesIn = (folder: string) => sourcesIn(folder).filter(({ path }) => !apart.test(path));

describe("every sentence of a refusal is known, so that the console can say it in German", () => {
  test.each(filesIn("server").filter(({ tree }) => refusalsIn(tree).length > 0))("$path", ({ tree }) => {
    expect(refusalsIn(tree).filter((text) => !readRefusal(text))).toEqual([]);
  });

  test.each(filesIn("shared").filter(({ path }) => /-api\.ts$|^registration\.ts$/u.test(path)))(
    "the checks of $path",
    ({ tree }) => {
      expect(sentencesOf(tree).filter((text) => !readRefusal(text))).toEqual([]);
    },
  );
});

/** What calls such as `fail({ message: "…" })` say, or a constant `message` beside them; holes filled with `x`. */
function refusalsIn(tree: ts.Node): string[] {
  const nodes = nodesOf(tree);
  const given = nodes
    .filter(ts.isCallExpression)
    .filter(({ expression }) => ts.isIdentifier(expression) && ways.includes(expression.text))
    .flatMap(({ arguments: [first] }) =>
      first && ts.isObjectLiteralExpression(first) ? first.properties : [],
    );
  const beside = nodes.filter(ts.isVariableDeclaration).filter(isMessage);
  return given.filter(isMessage).flatMap((property) => {
    if (ts.isPropertyAssignment(property)) return textsOf(property.initializer);
    return beside.flatMap(({ initializer }) => (initializer ? textsOf(initializer) : []));
  });
}

const isMessage = ({ name }: ts.NamedDeclaration) =>
  !!name && ts.isIdentifier(name) && name.text === "message";

const sentencesOf = (tree: ts.Node) =>
  nodesOf(tree)
    .filter(ts.isCallExpression)
    .flatMap(({ arguments: given }) => given.flatMap((each) => textsOf(each)))
    .filter((text) => /^[A-Z].* .*\.$/u.test(text));
