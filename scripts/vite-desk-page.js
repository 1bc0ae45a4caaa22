/**
 * A plugin for Vite: beside index.html a desk.html, for everybody but those at the portal or at the sign-in. It fetches
 * the desk's code at once instead of when the first of it says so, and before that asks what the desk will ask.
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
        const tags = [
          ...named(chunks, ["ahead"]).map(scriptOf),
          ...named(chunks, ["answers", "desk", "common"]).map(preloadOf),
        ].join("\n    ");
        const source = bundle["index.html"].source.replace("<script", `${tags}\n    <script`);
        this.emitFile({ type: "asset", fileName: "desk.html", source });
      },
    },
  };
}

const ahead = `${import.meta.dirname}/../client/app/ahead.ts`;
const named = (chunks, names) => names.flatMap((name) => chunks.filter((chunk) => chunk.name === name));
const scriptOf = ({ fileName }) => `<script type="module" async crossorigin src="/${fileName}"></script>`;
const preloadOf = ({ fileName }) => `<link rel="modulepreload" crossorigin href="/${fileName}">`;
