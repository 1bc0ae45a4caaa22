/** The languages of the client, each by the name of the environment in which Vite builds it. */
const byEnvironment = { client: "en", german: "de" };

/** @param {import("vite").Environment} environment what is built there; nothing while somebody develops. */
export const languageBuilt = ({ mode, name }) => (mode === "build" ? byEnvironment[name] : undefined);

/**
 * A plugin for Vite: builds the client once for each language, so that nobody fetches the words of another. All files are
 * in one folder; those without words are the same.
 * @returns {import("vite").Plugin}
 */
export function languages() {
  return {
    name: "tandem:languages",
    apply: "build",
    config: () => ({
      builder: { buildApp },
      environments: {
        client: { define: definedAs("en") },
        german: { consumer: "client", define: definedAs("de"), build: { emptyOutDir: false } },
      },
    }),
  };
}

async function buildApp({ environments, build }) {
  for (const name of Object.keys(byEnvironment)) await build(environments[name]);
}

const definedAs = (language) => ({ "import.meta.env.LANGUAGE": JSON.stringify(language) });
