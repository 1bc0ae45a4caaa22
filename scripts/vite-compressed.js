import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const kinds = [
  [".br", (bytes) => promisify(brotliCompress)(bytes, { [constants.BROTLI_PARAM_QUALITY]: 11 })],
  [".gz", (bytes) => promisify(gzip)(bytes, { level: 9 })],
];
/** Less than a packet gains nothing. */
const WORTH_BYTES = 1_000;

/**
 * A plugin for Vite: beside every text that was built the same compressed, so that the server need not do it again for
 * everybody who asks.
 * @returns {import("vite").Plugin}
 */
export function compressed() {
  return {
    name: "tandem:compressed",
    apply: "build",
    buildApp: {
      order: "post",
      async handler({ config: { root, build } }) {
        const folder = join(root, build.outDir);
        const names = await readdir(folder, { recursive: true });
        const texts = names.filter((name) => /\.(?:js|css|html|svg)$/u.test(name));
        await Promise.all(texts.map((name) => compressFile(join(folder, name))));
      },
    },
  };
}

async function compressFile(path) {
  if ((await stat(path)).size < WORTH_BYTES) return;
  const bytes = await readFile(path);
  await Promise.all(kinds.map(async ([end, compress]) => writeFile(path + end, await compress(bytes))));
}
