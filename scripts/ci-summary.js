/**
 * Prints the last line of CI, "N passed, N failed": the tests in the reports of vitest and Playwright, and a failure
 * for whatever else went wrong, so that no run that failed can end with "0 failed".
 *
 * Arguments: how many steps before the tests failed, and the exit code of the tests.
 */
import { readFileSync } from "node:fs";
import process from "node:process";

const [brokenSteps = 0, testStatus = 1] = process.argv.slice(2).map(Number);
const counts = [read("vitest", ofVitest), read("playwright", ofPlaywright), read("engine-node24", ofVitest)];
const sum = (field) => counts.reduce((total, count) => total + count[field], 0);

/** Null when the tool has not run to its end: then its tests count for nothing, and the tests have failed. */
function read(tool, countOf) {
  try {
    return countOf(JSON.parse(readFileSync(`test-results/${tool}.json`, "utf8")));
  } catch {
    return { passed: 0, failed: 0, complete: false };
  }
}

function ofVitest({ numPassedTests, numFailedTests, testResults }) {
  // A file that breaks while it is loaded has no tests that could fail.
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((t) => t.status !== "failed"),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length, complete: true };
}

function ofPlaywright({ stats, errors }) {
  // Flaky is failed and then passed on a retry: nothing here may need one.
  const failed = stats.unexpected + stats.flaky + errors.length;
  return { passed: stats.expected, failed, complete: true };
}

const complete = counts.every((count) => count.complete);
const known = brokenSteps + sum("failed");
// Nothing may have failed by name, and the tests still have not ended well: killed, or never begun.
const failed = known > 0 || (testStatus === 0 && complete) ? known : 1;
process.stdout.write(`${sum("passed")} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
