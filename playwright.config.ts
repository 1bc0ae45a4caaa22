import { defineConfig } from "@playwright/test";
import { existsSync } from "node:fs";

/** Debian's Chromium where there is one, best the one without windows of its own; elsewhere the one Playwright has downloaded. */
const chromium = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => existsSync(path),
);

export default defineConfig({
  testDir: "tests/browser",
  globalSetup: ["./tests/support/build-client.ts", "./tests/support/build-programs.ts"],
  outputDir: "test-results/browser",
  // Some tell a story of a dozen screens, on whatever machine.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  // Half of a test is waiting for servers to start and pages to load. A third one beside these makes each so slow that what a
  // person would never be quick enough for comes to pass.
  workers: 2,
  retries: 0,
  forbidOnly: !!process.env.CI,
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    // It takes a picture of the page with each step. CI keeps nothing but what it prints.
    trace: process.env.CI ? "off" : "retain-on-failure",
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
    },
  },
});
