declare global {
  /** What all copies of zod on a page go by. */
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

// The page's Content-Security-Policy forbids eval; told so before any schema is made, zod does not even try. Said by
// the name that zod looks up, since importing its `config` would bring 4 KB of zod to screens that go without.
globalThis.__zod_globalConfig = { ...globalThis.__zod_globalConfig, jitless: true };

export {};
