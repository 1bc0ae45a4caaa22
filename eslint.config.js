import js from "@eslint/js";
import query from "@tanstack/eslint-plugin-query";
import i18next from "eslint-plugin-i18next";
import importX, { createNodeResolver } from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** One rule of design.md section 1: files in `target` may not import from `from`. */
const zone = (target, from, message, except = []) => ({ target, from, message, except });

const dependencyDirection = [
  zone("./shared", ["./client", "./server", "./tests", "./scripts"], "shared/ imports nothing of ours."),
  zone("./server/convex", ["./client", "./tests", "./scripts"], "server/convex imports only shared/."),
  zone("./server/convex", "./server", "server/convex imports only shared/.", ["./convex"]),
  zone(
    "./server/embedded",
    ["./client", "./shared", "./tests", "./scripts"],
    "server/embedded knows nothing of Tandem.",
  ),
  zone("./server/embedded", "./server", "server/embedded knows nothing of Tandem.", ["./embedded"]),
  zone(
    "./server/reference-backend",
    ["./client", "./tests", "./scripts"],
    "The reference backend imports only shared/ contracts.",
  ),
  zone("./server/reference-backend", "./server", "The reference backend imports only shared/ contracts.", [
    "./reference-backend",
  ]),
  zone("./server", ["./client", "./tests"], "The server does not import the client or the tests."),
  ...["auth", "crm", "sync", "trpc", "webhooks"].map((part) =>
    zone(
      `./server/${part}`,
      ["./server/embedded", "./server/reference-backend", "./server/convex/model"],
      "Reach Convex through its generated api and the official client only.",
    ),
  ),
  zone(
    "./client/ui",
    ["./client/features", "./client/app", "./shared"],
    "client/ui holds primitives without domain words.",
  ),
  zone("./client/lib", ["./client/features", "./client/app"], "client/lib is below features and app."),
  zone("./client/features", "./client/app", "features do not import the app that mounts them."),
  zone("./client", "./tests", "The client does not import the tests."),
];

/** Text in JSX is for people. Elsewhere, code is full of strings; those that begin like a sentence are for people too. */
const literals = {
  message: "What people read stands in words.ts, in English and German",
  "should-validate-template": true,
  callees: { exclude: ["Error", "catalogue"] },
};
const notForPeople = /^((?!\p{Lu}[\p{Ll}-]).*|Enter|Esc|Escape|Tab|Home|End|Arrow\w+|Tandem|Convex|CRM)$/su;

export default defineConfig(
  globalIgnores([
    "dist",
    "data",
    "node_modules",
    "server/convex/_generated",
    "test-results",
    "playwright-report",
  ]),
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx,js}"],
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".tsx", ".js", ".json"] })],
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones: dependencyDirection }],
      "no-console": "error",
      eqeqeq: ["error", "always"],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  {
    files: ["client/**/*.{ts,tsx}"],
    extends: [reactHooks.configs.flat.recommended, ...query.configs["flat/recommended"]],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["**/server/**"],
              allowTypeImports: true,
              message: "The client may import only the type of the tRPC router.",
            },
          ],
          paths: [
            {
              name: "react-router",
              importNames: ["Link", "NavLink"],
              message: "client/ui/link.tsx has them, without what React Router's framework needs of them.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["client/**/*.{ts,tsx}"],
    plugins: { i18next, "i18next-jsx": i18next },
    rules: {
      "i18next/no-literal-string": [
        "error",
        { ...literals, mode: "all", words: { exclude: [notForPeople] } },
      ],
      "i18next-jsx/no-literal-string": [
        "error",
        {
          ...literals,
          mode: "jsx-only",
          callees: { exclude: [".*"] },
          "jsx-attributes": { include: ["aria-label", "alt", "hint", "label", "placeholder", "title"] },
          words: { exclude: [/^\P{L}*$/u, /^(Tandem|Convex|CRM|SHA-256|Esc|\(Esc\)|\([jk]\))$/u] },
        },
      ],
    },
  },
  {
    files: ["server/convex/**/*.ts", "shared/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["node:*", "fs", "path", "crypto", "http", "https"],
              message: "This code runs inside Convex, where Node is not.",
            },
          ],
        },
      ],
      "no-restricted-globals": [
        "error",
        ...["setTimeout", "setInterval", "setImmediate", "fetch", "Buffer"].map((name) => ({
          name,
          message: "Convex queries and mutations are deterministic: no timers, network or Node globals.",
        })),
      ],
    },
  },
  {
    files: ["scripts/**", "tests/**", "server/cli.ts", "server/main.ts", "*.config.*"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
    rules: { "no-console": "off" },
  },
);
