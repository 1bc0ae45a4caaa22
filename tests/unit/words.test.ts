import compile from "icu-minify/compile";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const client = join(import.meta.dirname, "../../client");
const sources = readdirSync(client, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/u.test(path))
  .map((path) => {
    const file = join(client, path);
    return {
      file,
      path,
      tree: ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext),
    };
  });

type Catalogue = { file: string; name: string; path: string; messages: Map<string, string[]> };
const catalogues: Catalogue[] = sources
  .filter(({ path }) => /\bwords\.ts$/u.test(path))
  .flatMap(({ file, path, tree }) =>
    nodesOf(tree)
      .filter(ts.isVariableDeclaration)
      .filter(({ initializer }) => initializer && calleeOf(initializer) === "catalogue")
      .map((node) => ({ file, path, name: nameOf(node.name), messages: messagesOf(node) })),
  );

test("the words are where the build looks for them: elsewhere people would read both languages at once", () => {
  const calls = (tree: ts.Node) => nodesOf(tree).some((node) => calleeOf(node) === "catalogue");
  const strays = sources.filter(({ path, tree }) => !/\bwords\.ts$/u.test(path) && calls(tree));
  expect(strays.map(({ path }) => path)).toEqual([]);
});

describe.each(catalogues)("$name of $path", ({ file, name, messages }) => {
  test.each([...messages])(
    "%s asks for the same in German as in English",
    (_, [english = "", german = ""]) => {
      expect(german.trim()).not.toBe("");
      expect([...new Set(holesOf(compile(german)))].sort()).toEqual(
        [...new Set(holesOf(compile(english)))].sort(),
      );
      if (english.includes(" ") && /\p{Ll}/u.test(english)) expect(german).not.toBe(english);
      // What fills a tag may bring its own full stop, and nothing can take one out of what React draws.
      expect(german).not.toMatch(/><\/\w+>\./u);
    },
  );

  test("says nothing that no screen says", () => {
    const uses = sources.flatMap(({ file: from, tree }) =>
      imports(tree, from, file, name) ? usesOf(tree, name) : [],
    );
    const isUsed = (key: string) =>
      uses.some((use) => (use.endsWith("*") ? key.startsWith(use.slice(0, -1)) : key === use));
    expect([...messages.keys()].filter((key) => !isUsed(key))).toEqual([]);
  });
});

/** The names of a message's placeholders and tags, in all its branches. */
function holesOf(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.filter(Array.isArray).flatMap(([name, kind, ...rest]: unknown[]) => {
    const [branches] = rest;
    const isTag = typeof kind !== "number" || kind === 0;
    const inner = isTag ? [[kind, ...rest]] : Object.values(branches ?? {});
    return [String(name), ...inner.flatMap(holesOf)];
  });
}

/** What a file asks of a catalogue: keys, `prefix*` where the rest of the key is a value, `*` where it is handed on. */
function usesOf(tree: ts.Node, name: string): string[] {
  const calls = nodesOf(tree).filter(ts.isCallExpression);
  const isHandedOn = calls.some((call) =>
    call.arguments.some((given) => ts.isIdentifier(given) && given.text === name),
  );
  return calls
    .filter((call) => [name, `${name}.rich`].includes(calleeOf(call) ?? ""))
    .flatMap(({ arguments: [key] }) => (key ? keysIn(key) : []))
    .concat(isHandedOn ? ["*"] : []);
}

function keysIn(key: ts.Expression): string[] {
  if (ts.isStringLiteral(key)) return [key.text];
  if (ts.isTemplateExpression(key)) return [`${key.head.text}*`];
  if (ts.isConditionalExpression(key)) return [...keysIn(key.whenTrue), ...keysIn(key.whenFalse)];
  return ["*"];
}

/** Whether `tree`, the file `from`, imports `name` from `file`, or is that file itself. */
const imports = (tree: ts.SourceFile, from: string, file: string, name: string) =>
  from === file ||
  tree.statements.filter(ts.isImportDeclaration).some(({ moduleSpecifier, importClause }) => {
    const bindings = importClause?.namedBindings;
    return (
      ts.isStringLiteral(moduleSpecifier) &&
      `${resolve(dirname(from), moduleSpecifier.text)}.ts` === file &&
      bindings !== undefined &&
      ts.isNamedImports(bindings) &&
      bindings.elements.some((element) => element.name.text === name)
    );
  });

function messagesOf(declaration: ts.VariableDeclaration): Map<string, string[]> {
  const messages = nodesOf(declaration)
    .filter(ts.isPropertyAssignment)
    .map(({ name, initializer }): [string, string[]] => [
      nameOf(name),
      nodesOf(initializer)
        .filter(ts.isStringLiteralLike)
        .map(({ text }) => text),
    ]);
  return new Map(messages);
}

function calleeOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  if (ts.isIdentifier(expression)) return expression.text;
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  return `${expression.expression.text}.${expression.name.text}`;
}

function nameOf(name: ts.PropertyName | ts.BindingName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}

function nodesOf(root: ts.Node): ts.Node[] {
  const below: ts.Node[] = [];
  root.forEachChild((child) => {
    below.push(...nodesOf(child));
  });
  return [root, ...below];
}
