export type Toast = {
  title: string;
  description?: string;
  /** What takes it back, where that is possible. */
  undo?: { label: string; run: () => void };
};

/** What was said and not shown yet: the code that shows it is fetched with the first. */
const waiting: Toast[] = [];
const listeners = new Set<() => void>();
let said = false;

function add(toast: Toast) {
  waiting.push(toast);
  said = true;
  for (const listener of listeners) listener();
}

export function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Whether there was ever anything to show. */
export const wasSaid = () => said;
/** Hands over what is waiting, to be shown. */
export const takeToasts = () => waiting.splice(0);

const toasts = { add };
export const useToast = () => toasts;
