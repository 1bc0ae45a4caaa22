/**
 * Gathers programs from TypeScript into few files of JavaScript. To be translated when they start, from 900 files, took
 * them seconds; and V8 runs what is together in one file faster.
 */
import { dirname, join, relative } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "..");
/** They hold machine code, which stays where it was installed. */
const NATIVE = ["@node-rs/argon2", "@photostructure/sqlite"];

/**
 * `programs`: the TypeScript of each, by the file below `folder` that it becomes (without `.js`); all of it below the root.
 * What is found by its place, beside `server/`'s own files, has that place below `folder`. `external` packages stay where
 * they are.
 */
export const buildPrograms = (programs, folder, { external = [] } = {}) =>
  build({
    ...{ configFile: false, root, logLevel: "warn", publicDir: false, plugins: [whereItWas(folder)] },
    ssr: { noExternal: true, external: [...NATIVE, ...external] },
    build: {
      ...{ ssr: true, outDir: folder, emptyOutDir: true, target: "node20", minify: false, sourcemap: true },
      rolldownOptions: {
        input: programs,
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });

/** Samples and the built client are where the source is, not where the program is. */
function whereItWas(folder) {
  const mark = /"@where:([^"]*)"/gu;
  return {
    name: "tandem:where-it-was",
    transform: {
      filter: { code: "import.meta.dirname" },
      handler: (code, id) => ({
        code: code.replaceAll("import.meta.dirname", JSON.stringify(`@where:${relative(root, dirname(id))}`)),
        // Lines stay where they are.
        map: null,
      }),
    },
    renderChunk(code, { fileName }) {
      if (code.search(mark) < 0) return null;
      const built = dirname(join(root, folder, fileName));
      const found = code.replace(mark, (_, source) => {
        const way = relative(built, join(root, source)).replaceAll("\\", "/");
        return `(import.meta.dirname + ${JSON.stringify(`/${way}`)})`;
      });
      return { code: found, map: null };
    },
  };
}
