import { languageBuilt } from "./vite-languages.js";

/**
 * A plugin for Vite: beside the index page a desk page, for everybody but those at the portal or at the sign-in. It
 * fetches the desk's code at once instead of when the first of it says so, and before that asks what the desk will ask.
 * Both are called by their language: `desk.de.html`.
 * @returns {import("vite").Plugin}
 */
export function deskPage() {
  return {
    name: "tandem:desk-page",
    apply: "build",
    enforce: "post",
    options: (options) => ({
      ...options,
      input: { index: `${import.meta.dirname}/../client/index.html`, ahead },
    }),
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter(({ type }) => type === "chunk");
        const answers = named(chunks, ["answers"]).map(preloadOf);
        const ofDesk = [
          ...named(chunks, ["ahead"]).map(scriptOf),
          ...named(chunks, ["desk", "common"]).map(preloadOf),
        ];
        const language = languageBuilt(this.environment);
        const index = bundle["index.html"].source.replace('lang="en"', `lang="${language}"`);
        const emitPage = (name, tags) => {
          const source = index.replace("<script", [...tags, "<script"].join("\n    "));
          this.emitFile({ type: "asset", fileName: `${name}.${language}.html`, source });
        };
        emitPage("index", answers);
        emitPage("desk", [...answers, ...ofDesk]);
        delete bundle["index.html"];
      },
    },
  };
}

const ahead = `${import.meta.dirname}/../client/app/ahead.ts`;
const named = (chunks, names) => names.flatMap((name) => chunks.filter((chunk) => chunk.name === name));
const scriptOf = ({ fileName }) => `<script type="module" async crossorigin src="/${fileName}"></script>`;
const preloadOf = ({ fileName }) => `<link rel="modulepreload" crossorigin href="/${fileName}">`;
