/** The thread of the embedded store (config.ts starts it). JavaScript, because a thread inherits no loader of TypeScript. */
import { register } from "tsx/esm/api";

register();
await import("./serve-store.ts");
