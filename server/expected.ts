import { ConvexError } from "convex/values";
import type { AppError } from "../shared/errors";

/** An expected failure, as Convex's functions throw it: every boundary knows it by its data. */
export const expected = (error: AppError) => new ConvexError<AppError>(error);
