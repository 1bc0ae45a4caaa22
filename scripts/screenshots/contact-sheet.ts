import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { looks, type Picture } from "./camera";

/** One page with every picture, a line of looks for each screen: what is wrong shows beside what is right. */
export async function writeContactSheet(folder: string, pictures: Picture[]): Promise<void> {
  const names = [...new Set(pictures.map(({ name }) => name))].sort();
  const sections = names.map((name) =>
    sectionOf(
      name,
      pictures.filter((picture) => picture.name === name),
    ),
  );
  await writeFile(join(folder, "index.html"), pageOf(names, sections));
}

function sectionOf(name: string, pictures: Picture[]): string {
  const sorted = looks.flatMap((look) => pictures.filter((picture) => picture.look === look));
  const shown = sorted.map(
    ({ file, look }) =>
      `<a href="${file}"><img loading="lazy" src="${file}" alt="${name}, ${look.theme}, ${look.width} px" height="420"></a>`,
  );
  return `<section id="${name}"><h2>${name}</h2><div>${shown.join("")}</div></section>`;
}

const pageOf = (names: string[], sections: string[]) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Every screen of Tandem</title>
<style>
  body { margin: 0 24px; background: #777; color: #fff; font: 13px system-ui; }
  nav { column-width: 180px; padding: 16px 0; }
  nav a { display: block; color: inherit; }
  h2 { font-size: 16px; }
  section div { display: flex; gap: 12px; overflow-x: auto; }
</style>
<nav>${names.map((name) => `<a href="#${name}">${name}</a>`).join("")}</nav>
${sections.join("\n")}
</html>
`;
