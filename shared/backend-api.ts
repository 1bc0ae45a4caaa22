/**
 * The backend's wire contract (contracts/backend-api.md) as zod schemas. Readers are lenient: they take every
 * form that some version of the platform sends, keep what they do not know in `raw`, and give one typed form.
 */
export * from "./backend-api/booking";
export * from "./backend-api/checkout";
export * from "./backend-api/client";
export * from "./backend-api/contact";
export * from "./backend-api/event";
export * from "./backend-api/failure";
export * from "./backend-api/frontend-user";
export * from "./backend-api/product";
export { type JsonObject, isJsonObject } from "./backend-api/values";
export * from "./backend-api/webhook";
export * from "./backend-api/workflow";
