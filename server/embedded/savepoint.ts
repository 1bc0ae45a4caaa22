/** A part of a transaction that can be taken back on its own: a member of a group, a nested mutation. */
import type { Environment } from "./documents";

export interface Savepoint {
  keep(): void;
  takeBack(): void;
}

export function setSavepoint(env: Environment, name: string): Savepoint {
  const mark = env.texts.mark();
  const cached = env.cache.mark();
  env.db.exec(`SAVEPOINT ${name}`);
  return {
    keep: () => env.db.exec(`RELEASE ${name}`),
    takeBack: () => {
      env.writes += 1;
      env.db.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      env.texts.backTo(mark);
      env.cache.backTo(cached);
    },
  };
}
