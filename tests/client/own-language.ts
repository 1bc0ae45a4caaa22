import { afterEach, beforeEach, vi } from "vitest";

/**
 * The console speaks one language from when its code is loaded on. In a file that calls this each test loads the code
 * itself, after setting the cookie `tandem_language`; whoever comes next finds it in English.
 */
export function loadCodeInEachTest(): void {
  beforeEach(() => void vi.resetModules());
  afterEach(() => {
    document.cookie = "tandem_language=; max-age=0";
    vi.resetModules();
  });
}
