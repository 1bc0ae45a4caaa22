import { config } from "zod/v4/core";

// The page's Content-Security-Policy forbids eval; told so before any schema is made, zod does not even try.
config({ jitless: true });
