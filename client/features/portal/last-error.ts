import { useState } from "react";

/**
 * The error a question ended with when it was last asked, or `null`. While it is asked again with no answer to show, TanStack
 * Query knows of no error any more: the button just pressed would be gone, and so would a form beside it.
 */
export function useLastError<E>({ error, isPending }: { error: E | null; isPending: boolean }): E | null {
  const [last, setLast] = useState(error);
  if (!isPending && error !== last) setLast(error);
  return isPending ? last : error;
}
