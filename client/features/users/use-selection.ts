import { useState } from "react";
import { nobody, type Picked } from "./selection";

/** What is picked under the present filter. Under another filter nobody is: a pick never outlives what it was made of. */
export function useSelection(filterKey: string) {
  const [kept, setKept] = useState({ filterKey, picked: nobody });
  const picked = kept.filterKey === filterKey ? kept.picked : nobody;
  const setPicked = (next: Picked) => setKept({ filterKey, picked: next });
  return [picked, setPicked] as const;
}
