import { useVirtualizer } from "@tanstack/react-virtual";

/**
 * TanStack Virtual's hook under our name. Its object must not be memoised by the React compiler, which we do not use;
 * `useVirtualRows` reads it anew in every render and hands on plain values only.
 */
export const useRowVirtualizer = useVirtualizer;
