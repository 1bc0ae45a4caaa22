/** What the first screen needs besides the file of every page, by the names in `chunks.js`. */
const files = ["desk", "common"];

/**
 * A plugin for Vite: has Chromium compile all functions of some files while it waits for the larger one that they come
 * with. It would else compile each when it is first called, on the way to the first rows. Of the larger one half is never
 * called, and whoever waited for all of it would wait longer.
 * @returns {import("vite").Plugin}
 */
export function compiledAhead() {
  return {
    name: "tandem:compiled-ahead",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const chunk of Object.values(bundle))
          // Browsers heed it in the first line only, where Vite itself puts one of its own.
          if (files.includes(chunk.name)) chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
      },
    },
  };
}
