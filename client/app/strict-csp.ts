import { config } from "zod";

// The page's Content-Security-Policy forbids eval; told so before any schema is made, zod does not even try.
config({ jitless: true });
