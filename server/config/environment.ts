import { hostKind } from "../../shared/public-address";
import { type Environment, EnvironmentSchema, type VariableName, variables } from "./variables";
import { isInFile, readSecretFiles } from "./secret-files";
import { StartError } from "./start-error";

export type RawEnvironment = Record<string, string | undefined>;

/** Reads and checks the environment. Throws a `StartError` that names every wrong variable and its fix. */
export function readEnvironment(raw: RawEnvironment): Environment {
  const read = EnvironmentSchema.safeParse(present(readSecretFiles(raw, secretNames)));
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
    throw new StartError([...new Set(problems)].join("\n"));
  }
  refuseContradictions(read.data);
  return read.data;
}

/** What may also be given in a file, and is never shown. */
const secretNames = (Object.keys(variables) as VariableName[]).filter((name) => variables[name].secret);

/** Only what we know, and nothing empty: `PORT=` in a shell means that it is not set. */
function present(raw: RawEnvironment): RawEnvironment {
  const names = Object.keys(variables) as VariableName[];
  return Object.fromEntries(
    names.filter((name) => raw[name]?.trim()).map((name) => [name, raw[name]?.trim()]),
  );
}

function refuseContradictions(env: Environment): void {
  if (env.BACKEND_URL && !env.BACKEND_API_KEY) {
    throw new StartError("BACKEND_API_KEY is missing: BACKEND_URL names a backend, and it asks for a key.");
  }
  if (env.BACKEND_URL && hostKind(env.BACKEND_URL) === "private" && env.ALLOW_PRIVATE_BACKEND === "0") {
    throw new StartError(
      "BACKEND_URL names an address of a private network. Set ALLOW_PRIVATE_BACKEND=1 if that is where the backend is.",
    );
  }
  refuseHalfSignOn(env);
  if (env.BACKEND_URL && env.BACKEND_CHAOS === "1") {
    throw new StartError("BACKEND_CHAOS works on the built-in backend only: unset it, or unset BACKEND_URL.");
  }
}

/** Who thinks that operators sign in at the identity provider must not learn from them that they cannot. */
function refuseHalfSignOn(env: Environment): void {
  const needed = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
  const missing = needed.filter((name) => !env[name]);
  if (missing.length > 0 && missing.length < needed.length) {
    throw new StartError(
      `${missing.join(" and ")} must be set too, for signing in at the identity provider.`,
    );
  }
  if (env.OIDC_ISSUER && !env.PUBLIC_URL) {
    throw new StartError(
      "PUBLIC_URL is missing: the identity provider of OIDC_ISSUER leads people back to it.",
    );
  }
  if (Boolean(env.OIDC_ROLE_CLAIM) !== Boolean(env.OIDC_ROLES)) {
    throw new StartError("OIDC_ROLE_CLAIM and OIDC_ROLES belong together: set both, or unset both.");
  }
}

export type VariableLine = {
  name: VariableName;
  value: string;
  source: "set" | "file" | "default";
  help: string;
};

/** Every variable with its value or what holds without it. Secrets are said to be set, and no more. */
export function describeEnvironment(raw: RawEnvironment): VariableLine[] {
  const env = readEnvironment(raw);
  return (Object.keys(variables) as VariableName[]).map((name) => {
    const { help, unset, secret } = variables[name];
    const file = secret === true && isInFile(raw, name);
    const set = file || Boolean(raw[name]?.trim());
    const value = set && secret ? "(hidden)" : String(env[name] ?? unset ?? "");
    return { name, value, source: file ? "file" : set ? "set" : "default", help };
  });
}
