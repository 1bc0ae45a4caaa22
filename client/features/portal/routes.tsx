import type { RouteObject } from "react-router";

/** Children of `/portal`, with paths relative to it (`register`, `dashboard`, …). */
export const portalRoutes: RouteObject[] = [];
