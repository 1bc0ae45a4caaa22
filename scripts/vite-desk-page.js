import { languageBuilt } from "./vite-languages.js";

/** What is fetched at once for a page that is not the index page, by the modules that it draws; the desk's by name. */
const portal = "/client/features/portal/portal.tsx";
const pages = {
  portal: [portal],
  events: [portal, "/client/features/portal/events/events-page.tsx"],
  event: [portal, "/client/features/portal/events/event-page.tsx"],
};

/**
 * A plugin for Vite: beside the index page a desk page, for everybody but those at the portal or at the sign-in, and
 * pages of the portal. Each fetches its code at once instead of when the first of it says so, one way there and back
 * after the other, and each begins with what need not wait for the rest. All are called by their language:
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
        const language = languageBuilt(this.environment);
        const early = chunks.find(({ name }) => name === "early");
        const index = bundle["index.html"].source
          .replace('lang="en"', `lang="${language}"`)
          .replace("<script", `${asyncScriptOf(early.fileName)}\n    <script`);
        const emitPage = (name, source) =>
          this.emitFile({ type: "asset", fileName: `${name}.${language}.html`, source });
        const emitWith = (name, files, before) => {
          const tags = [...files.map(preloadOf), ...stylesOf(bundle, files)];
          emitPage(name, index.replace(before, [...tags, before].join("\n    ")));
        };
        emitPage("index", index);
        const desk = chunks.filter(({ name }) => name === "desk").map(fileOf);
        emitWith("desk", needed(bundle, chunks, desk), "<script");
        // So many that they come after what begins: browsers ask for six files at a time.
        for (const [name, modules] of Object.entries(pages))
          emitWith(name, needed(bundle, chunks, rootsOf(chunks, modules)), "</head>");
        delete bundle["index.html"];
      },
    },
  };
}

/** Runs when it is there, and waits for nothing of the page. */
const asyncScriptOf = (file) => `<script type="module" async crossorigin src="/${file}"></script>`;
const fileOf = ({ fileName }) => fileName;
const preloadOf = (file) => `<link rel="modulepreload" crossorigin href="/${file}">`;

/** Their code waits for these; what stands in the page already is not fetched again. */
const stylesOf = (bundle, files) =>
  files
    .flatMap((file) => [...(bundle[file].viteMetadata?.importedCss ?? [])])
    .map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`);

const rootsOf = (chunks, modules) =>
  modules.map((module) => {
    const root = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
    if (!root) throw new Error(`There is no part of the client that begins with ${module}.`);
    return root.fileName;
  });

/**
 * These files and all that they import at once, but for what every page fetches. What is not named here is fetched only
 * when the code that imports it is there: one more way there and back.
 */
function needed(bundle, chunks, roots) {
  const entry = chunks.find(({ isEntry }) => isEntry);
  const everywhere = reachedFrom(bundle, [entry.fileName]);
  return [...reachedFrom(bundle, roots)].filter((file) => !everywhere.has(file));
}

function reachedFrom(bundle, files) {
  const found = new Set(files);
  for (const file of found) for (const next of bundle[file]?.imports ?? []) found.add(next);
  return found;
}
