/**
 * Says once more what has failed, since CI keeps the end of what it prints, and ends with the last line of CI, "N passed, N failed": the tests in the reports of vitest and Playwright, and a failure
 * for whatever else went wrong, so that no run that failed can end with "0 failed".
 *
 * Arguments: how many steps before the tests failed, and the exit code of the tests.
 */
import { readFileSync } from "node:fs";
import process from "node:process";

/** Lines of a failure's message that are repeated. */
const LINES_REPEATED = 25;

const [brokenSteps = 0, testStatus = 1] = process.argv.slice(2).map(Number);
const counts = [read("vitest", ofVitest), read("playwright", ofPlaywright), read("engine-node24", ofVitest)];
const sum = (field) => counts.reduce((total, count) => total + count[field], 0);

/** Null when the tool has not run to its end: then its tests count for nothing, and the tests have failed. */
function read(tool, countOf) {
  try {
    return countOf(JSON.parse(readFileSync(`test-results/${tool}.json`, "utf8")));
  } catch {
    return { passed: 0, failed: 0, failures: [], complete: false };
  }
}

function ofVitest({ numPassedTests, numFailedTests, testResults }) {
  // A file that breaks while it is loaded has no tests that could fail.
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((t) => t.status !== "failed"),
  );
  const failures = [
    ...broken.map(({ name, message }) => ({ title: name, message })),
    ...testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => ({ title: fullName, message: failureMessages.join("\n") })),
  ];
  return { passed: numPassedTests, failed: numFailedTests + broken.length, failures, complete: true };
}

function ofPlaywright({ stats, errors, suites }) {
  // Flaky is failed and then passed on a retry: nothing here may need one.
  const failed = stats.unexpected + stats.flaky + errors.length;
  const failures = specsOf({ suites })
    .filter(({ ok }) => !ok)
    .map(({ title, tests }) => ({ title, message: tests[0]?.results[0]?.error?.message ?? "" }));
  return { passed: stats.expected, failed, failures, complete: true };
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

for (const { title, message } of counts.flatMap(({ failures }) => failures)) {
  const lines = message.split("\n").slice(0, LINES_REPEATED);
  process.stdout.write(`== failed: ${title}\n${lines.map((line) => `   ${line}\n`).join("")}`);
}

const complete = counts.every((count) => count.complete);
const known = brokenSteps + sum("failed");
// Nothing may have failed by name, and the tests still have not ended well: killed, or never begun.
const failed = known > 0 || (testStatus === 0 && complete) ? known : 1;
process.stdout.write(`${sum("passed")} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
