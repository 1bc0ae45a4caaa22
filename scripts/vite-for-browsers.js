import { fileURLToPath } from "node:url";

/**
 * A plugin for Vite: what packages offer to browsers besides what they name by default. React Router's production build
 * goes without its warnings to developers; React 19 has the hook that a shim for React 17 would bring.
 * @returns {import("vite").Plugin}
 */
export function forBrowsers() {
  return {
    name: "tandem:for-browsers",
    apply: "build",
    config: () => ({ resolve: { alias } }),
    transform: {
      filter: { id: /\/react-router\/dist\/production\/chunk-.+\.mjs$/u },
      handler: (code) => ({
        code: code.replace(naming, "").replace(making, "= /* @__PURE__ */ $1"),
        map: null,
      }),
    },
  };
}

/** Names components for developers, which would keep those that nobody uses. */
const naming = /^\w+\.displayName = "\w+";$/gmu;
const making = /= (React\d*\.(?:memo|forwardRef)\()/gu;

const beside = (name, path) => fileURLToPath(new URL(path, import.meta.resolve(name)));

const alias = [
  { find: /^react-router$/u, replacement: beside("react-router", "../production/index.mjs") },
  { find: /^use-sync-external-store\/shim/u, replacement: "use-sync-external-store" },
];
