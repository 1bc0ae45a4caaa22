import compile from "icu-minify/compile";

/**
 * A plugin for Vite: compiles the ICU messages of every `words.ts` at build time, so that people do not download a
 * parser. A message that is no ICU stops the build.
 * @returns {import("vite").Plugin}
 */
export function words() {
  return {
    name: "tandem:words",
    transform: {
      filter: { id: /\bwords\.ts$/u, code: "catalogue(" },
      handler(code) {
        const texts = this.parse(code).body.flatMap(textsOfStatement);
        return { code: pure(texts.reduceRight(compiled, code)), map: null };
      },
    },
  };
}

const compiled = (code, { start, end, value }) =>
  code.slice(0, start) + JSON.stringify(compile(value)) + code.slice(end);

/** Says of each call that it may go when nobody uses what it makes: a screen takes its own catalogues along only. */
const pure = (code) => code.replaceAll("= catalogue(", "= /* @__PURE__ */ catalogue(");

/** The texts inside the calls of `catalogue`, in the order of the file. */
function textsOfStatement(statement) {
  const { declarations = [] } = statement.declaration ?? statement;
  return declarations.flatMap(({ init }) =>
    init?.type === "CallExpression" && init.callee.name === "catalogue"
      ? init.arguments.flatMap(textsOf)
      : [],
  );
}

function textsOf(node) {
  switch (node.type) {
    case "ObjectExpression":
      return node.properties.flatMap((property) => textsOf(property.value));
    case "ArrayExpression":
      return node.elements.flatMap(textsOf);
    case "Literal":
      return [node];
    default:
      throw new Error(`A catalogue holds plain texts only, not a ${node.type}.`);
  }
}
