import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { words } from "./client/lib/i18n/vite-words.js";
import { groups } from "./scripts/chunks.js";
import { compiledAhead } from "./scripts/vite-compiled-ahead.js";
import { compressed } from "./scripts/vite-compressed.js";
import { deskPage } from "./scripts/vite-desk-page.js";
import { forBrowsers } from "./scripts/vite-for-browsers.js";
import { icons } from "./scripts/vite-icons.js";
import { languages } from "./scripts/vite-languages.js";
import { twice } from "./scripts/vite-twice.js";

const setupFiles = ["tests/support/fail-on-console-error.ts", "tests/support/seed-cases.ts"];

const buildPrograms = "tests/support/build-programs.ts";
const patient = { testTimeout: 120_000, hookTimeout: 60_000 };
const integrationTest = (name: string) => `tests/integration/${name}.test.ts`;

/** They would spoil others of the same process: another Convex is in it, or a package is mocked. */
const apart = ["audit-chain-convex", "convex-test", "convex-test-limits", "member-door"].map(integrationTest);
/** They look at the built client, which must not be built by two of them at the same time. */
const withClient = ["client-files", "first-answers", "shutdown"].map(integrationTest);

export default defineConfig({
  root: "client",
  plugins: [
    react(),
    tailwindcss(),
    languages(),
    words(),
    icons(),
    forBrowsers(),
    // Its client is needed at once, its link of streams by few screens: both are in one module.
    twice("@trpc/client", /stream-link\.ts$/u, /\/wsLink-/u),
    deskPage(),
    compiledAhead(),
    compressed(),
  ],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    // Lists of what each part imports were 6 KB of the first load. Parts are fetched before they are needed, on intent,
    // and with all that they import; the pages name themselves what they need (`vite-desk-page.js`).
    modulePreload: false,
    rolldownOptions: {
      treeshake: {
        // Making a schema does nothing but make it: those that no screen uses are left out.
        manualPureFunctions: ["z"],
        propertyReadSideEffects: false,
        // Their packages do not say so themselves.
        moduleSideEffects: [{ test: /node_modules\/@trpc\/client\//u, sideEffects: false }],
      },
      output: { codeSplitting: { groups } },
    },
  },
  server: { proxy: { "/trpc": "http://127.0.0.1:4000", "/api": "http://127.0.0.1:4000" } },
  test: {
    root: import.meta.dirname,
    reporters: ["default", "json"],
    outputFile: { json: "test-results/vitest.json" },
    // What is polled for comes when it comes; a loaded machine takes longer than a second for it.
    expect: { poll: { timeout: 15_000 } },
    // Most of these tests wait for disks, processes and passwords: two on two cores leave half of their time unused.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["tests/unit/**/*.test.ts"],
          setupFiles,
          testTimeout: 30_000,
          // They share nothing that one could spoil for another, and reading the code anew for each takes as long as they do.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "client",
          environment: "happy-dom",
          include: ["tests/client/**/*.test.tsx"],
          setupFiles: [...setupFiles, "tests/support/patience.ts", "tests/support/clean-up.ts"],
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "engine",
          environment: "node",
          include: ["tests/engine/**/*.test.ts"],
          setupFiles,
          globalSetup: buildPrograms,
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          environment: "node",
          include: ["tests/integration/**/*.test.ts"],
          exclude: [...apart, ...withClient],
          ...{ setupFiles, globalSetup: buildPrograms, ...patient },
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "apart",
          environment: "node",
          include: apart,
          ...{ setupFiles, globalSetup: buildPrograms, ...patient },
        },
      },
      {
        extends: true,
        test: {
          name: "with-client",
          environment: "node",
          include: withClient,
          ...{ setupFiles, globalSetup: ["tests/support/build-client.ts", buildPrograms], ...patient },
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          environment: "node",
          include: ["tests/faults/**/*.test.ts"],
          setupFiles,
          globalSetup: buildPrograms,
          testTimeout: 900_000,
        },
      },
    ],
  },
});
