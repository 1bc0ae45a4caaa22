import { useRoutes } from "react-router";
import { portalRoutes } from "./routes";

/** Everything under `/portal`. */
export const Portal = () => useRoutes(portalRoutes);
