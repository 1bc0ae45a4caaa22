import { languageBuilt } from "./vite-languages.js";

/**
 * A plugin for Vite: beside the index page a desk page, for everybody but those at the portal or at the sign-in. It
 * fetches the desk's code at once instead of when the first of it says so. Both are called by their language:
 * `desk.de.html`.
 * @returns {import("vite").Plugin}
 */
export function deskPage() {
  return {
    name: "tandem:desk-page",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter(({ type }) => type === "chunk");
        const tags = ["desk", "common"].flatMap((name) =>
          chunks.filter((chunk) => chunk.name === name).map(preloadOf),
        );
        const language = languageBuilt(this.environment);
        const index = bundle["index.html"].source.replace('lang="en"', `lang="${language}"`);
        const emitPage = (name, source) =>
          this.emitFile({ type: "asset", fileName: `${name}.${language}.html`, source });
        emitPage("index", index);
        emitPage("desk", index.replace("<script", [...tags, "<script"].join("\n    ")));
        delete bundle["index.html"];
      },
    },
  };
}

const preloadOf = ({ fileName }) => `<link rel="modulepreload" crossorigin href="/${fileName}">`;
