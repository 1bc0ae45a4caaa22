/**
 * A plugin for Vite: says of files that nearly all of them runs for the first picture. Chromium then compiles them beside
 * what runs before, where it would stop at every function called for the first time; other browsers see a comment.
 * @param {string[]} names of chunks
 * @returns {import("vite").Plugin}
 */
export function compiledAhead(names) {
  return {
    name: "tandem:compiled-ahead",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === "chunk" && names.includes(chunk.name)) chunk.code = `${COMMENT}\n${chunk.code}`;
        }
      },
    },
  };
}

const COMMENT = "//# allFunctionsCalledOnLoad";
