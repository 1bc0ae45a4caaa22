import compile from "icu-minify/compile";
import { languageBuilt } from "../../../scripts/vite-languages.js";

/**
 * A plugin for Vite: compiles the ICU messages of every `words.ts` at build time, so that people do not download a
 * parser; of its languages only the one that is built is left. A message that is no ICU stops the build.
 * @returns {import("vite").Plugin}
 */
export function words() {
  return {
    name: "tandem:words",
    transform: {
      filter: { id: /\bwords\.ts$/u, code: "catalogue(" },
      handler(code) {
        const language = languageBuilt(this.environment);
        const messages = this.parse(code).body.flatMap(messagesOfStatement);
        return { code: pure(messages.reduceRight(compiledIn(language), code)), map: null };
      },
    },
  };
}

/** English is said first, as the type of a catalogue has it. */
const places = ["en", "de"];

const compiledIn =
  (language) =>
  (code, { start, end, elements }) => {
    const made = elements.map(({ type, value }) => {
      if (type !== "Literal") throw new Error(`A catalogue holds plain texts only, not a ${type}.`);
      return compile(value);
    });
    const kept = language ? made[places.indexOf(language)] : made;
    return code.slice(0, start) + JSON.stringify(kept) + code.slice(end);
  };

/** Says of each call that it may go when nobody uses what it makes: a screen takes its own catalogues along only. */
const pure = (code) => code.replaceAll("= catalogue(", "= /* @__PURE__ */ catalogue(");

/** The messages inside the calls of `catalogue`, in the order of the file. */
function messagesOfStatement(statement) {
  const { declarations = [] } = statement.declaration ?? statement;
  return declarations.flatMap(({ init }) =>
    init?.type === "CallExpression" && init.callee.name === "catalogue"
      ? init.arguments.flatMap(messagesOf)
      : [],
  );
}

const messagesOf = (node) => {
  if (node.type === "ObjectExpression") return node.properties.flatMap(({ value }) => messagesOf(value));
  if (node.type === "ArrayExpression") return [node];
  throw new Error(`A catalogue holds messages only, not a ${node.type}.`);
};
