/** Calls that wait until the operator has said again who they are. All of them get the same answer. */
const waiting: Array<(done: boolean) => void> = [];
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

/** Has the operator asked for their password or a code. False when they would rather not. */
export function askForStepUp(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    tell();
  });
}

/** Whether somebody waits for it. */
export const isStepUpAsked = () => waiting.length > 0;

export function answerStepUp(done: boolean): void {
  for (const resolve of waiting.splice(0)) resolve(done);
  tell();
}

export function onStepUpAsked(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
