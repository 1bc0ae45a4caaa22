import { loadConfig } from "../config";
import { describeEnvironment } from "../config/environment";
import { print } from "./output";

/** `tandem config`: one line per variable: name, value or default, where it is from, what it is for. */
export async function showConfig({ jwks }: { jwks?: boolean }): Promise<void> {
  if (jwks) return print((await loadConfig(process.env)).signer.jwks);
  for (const { name, value, source, help } of describeEnvironment(process.env)) {
    await print(`${name.padEnd(24)} ${value.padEnd(40)} ${source.padEnd(8)} ${help}`);
  }
}
