/** The functions of a deployment: what the modules export, by path (`users:list`, `model/links:refresh`). */
import type { FunctionKind } from "./context";
import { direct } from "./direct";
import { FunctionFailure } from "./errors";
import { fitting, type Fits } from "./fits";
import type { Validator } from "./validators";

export type Modules = Record<string, Record<string, unknown>>;

export interface FunctionEntry {
  path: string;
  kind: FunctionKind;
  isPublic: boolean;
  args: Validator;
  argsFit: Fits;
  returns: Validator | null;
  /** Takes and gives JSON text. */
  invoke(requestId: string, args: string): Promise<string>;
}

/** What `query({...})` and friends make, as far as a backend uses it. */
interface Exported {
  isQuery?: true;
  isMutation?: true;
  isAction?: true;
  isPublic?: true;
  isInternal?: true;
  invokeQuery?(args: string): Promise<string>;
  invokeMutation?(args: string): Promise<string>;
  invokeAction?(requestId: string, args: string): Promise<string>;
  exportArgs(): string;
  exportReturns(): string;
}

function isExported(value: unknown): value is Exported {
  if (typeof value !== "function") return false;
  return "isQuery" in value || "isMutation" in value || "isAction" in value;
}

export function toEntry(path: string, exported: unknown): FunctionEntry | null {
  if (!isExported(exported)) return null;
  const kind = exported.isQuery ? "query" : exported.isMutation ? "mutation" : "action";
  const { invokeQuery, invokeMutation, invokeAction } = direct(exported, kind);
  const args = JSON.parse(exported.exportArgs()) as Validator;
  return {
    path,
    kind,
    isPublic: exported.isPublic === true,
    args,
    argsFit: fitting(args),
    returns: JSON.parse(exported.exportReturns()) as Validator | null,
    invoke: (requestId, args) => {
      if (kind === "query") return invokeQuery!(args);
      return kind === "mutation" ? invokeMutation!(args) : invokeAction!(requestId, args);
    },
  };
}

/** `users.js:list` and `users` (its default export) are other spellings of `users:list` and `users:default`. */
export function canonicalPath(path: string): string {
  const colon = path.lastIndexOf(":");
  const module = (colon < 0 ? path : path.slice(0, colon)).replace(/\.(js|ts)$/, "");
  return `${module}:${colon < 0 ? "default" : path.slice(colon + 1)}`;
}

/** As messages name a function: `users.js:list`. */
export function fileOf(path: string): string {
  return path.replace(":", ".js:");
}

export class Functions {
  readonly #entries = new Map<string, FunctionEntry>();

  constructor(modules: Modules) {
    for (const [module, exports] of Object.entries(modules)) {
      for (const [name, exported] of Object.entries(exports)) {
        const path = canonicalPath(`${module}:${name}`);
        const entry = toEntry(path, exported);
        if (entry !== null) this.#entries.set(path, entry);
      }
    }
  }

  has(path: string): boolean {
    return this.#entries.has(canonicalPath(path));
  }

  hasModule(module: string): boolean {
    return [...this.#entries.keys()].some((path) => path.startsWith(`${module}:`));
  }

  /** The function at `path`; `kind` and `visibility` must be right, with Convex's words if they are not. */
  find(path: string, kind: FunctionKind | null, visibility: "public" | "any"): FunctionEntry {
    const entry = this.#entries.get(canonicalPath(path));
    if (entry === undefined || (visibility === "public" && !entry.isPublic)) {
      throw refusal(
        `Could not find ${visibility === "public" ? "public " : ""}function for '${canonicalPath(path)}'. ` +
          "Is its module among those the store was opened with?",
      );
    }
    if (kind !== null && entry.kind !== kind) {
      throw refusal(
        `Trying to execute ${fileOf(entry.path)} as ${capital(kind)}, but it is defined as ${capital(entry.kind)}.`,
      );
    }
    return entry;
  }
}

/** No function ran, so there is no trace of one. */
function refusal(message: string): FunctionFailure {
  return new FunctionFailure(message, undefined, null);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
