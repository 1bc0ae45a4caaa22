import { createContext, type ReactNode } from "react";

/** What every screen's header has at its end, whatever the screen. */
export const HeaderTools = createContext<ReactNode>(null);
