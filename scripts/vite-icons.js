import { readFile } from "node:fs/promises";

const PACKAGE = "lucide-react";
const exported = /^export \{ (.+) \} from '\.\/icons\/(.+)\.mjs';$/gmu;

/**
 * A plugin for Vite: imports each icon from its own module instead of from the list of all. Through the list every
 * screen seems to need every icon that any screen has, and the first screen would fetch them all.
 * @returns {import("vite").Plugin}
 */
export function icons() {
  let files;
  return {
    name: "tandem:icons",
    apply: "build",
    async buildStart() {
      const list = await this.resolve(PACKAGE);
      files = filesByName(await readFile(list.id, "utf8"));
    },
    transform: {
      filter: { id: /\/client\/.+\.tsx?$/u, code: `"${PACKAGE}"` },
      handler(code) {
        const lists = this.parse(code).body.filter(isList);
        return { code: lists.reduceRight((text, list) => divided(text, list, files), code), map: null };
      },
    },
  };
}

const isList = ({ type, source }) => type === "ImportDeclaration" && source.value === PACKAGE;

const divided = (code, { start, end, specifiers }, files) =>
  code.slice(0, start) + specifiers.map((icon) => importOf(icon, files)).join("\n") + code.slice(end);

function importOf({ imported, local }, files) {
  const file = files.get(imported?.name);
  if (!file) throw new Error(`${PACKAGE} has no icon ${imported?.name ?? "of all"}.`);
  return `import ${local.name} from "${PACKAGE}/icons/${file}";`;
}

/** An icon may have several names, its earlier ones among them. */
function filesByName(list) {
  const pairs = [...list.matchAll(exported)].flatMap(([, names, file]) =>
    names.split(", ").map((name) => [name.replace("default as ", ""), file]),
  );
  return new Map(pairs);
}
