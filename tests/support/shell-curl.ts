import { execFileSync } from "node:child_process";

/** The arguments that a shell gives to curl. */
export const curlArguments = (command: string): string[] =>
  execFileSync("sh", ["-c", `curl() { printf '%s\\0' "$@"; }; ${command}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);

/** Sends what such a command would send, without curl, which is not installed everywhere. */
export function sendAsCurl(command: string): Promise<Response> {
  const given = curlArguments(command);
  const url = given.find((argument) => argument.startsWith("http")) ?? "";
  const valuesOf = (option: string) => given.filter((_, place) => given[place - 1] === option);
  const headers = valuesOf("--header").map(
    (line) => /^([^:]+): (.*)$/u.exec(line)!.slice(1) as [string, string],
  );
  return fetch(url, { method: valuesOf("--request")[0]!, headers, body: valuesOf("--data-binary")[0]! });
}
