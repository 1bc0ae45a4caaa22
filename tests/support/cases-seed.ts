import { randomInt } from "node:crypto";

/** CASES_SEED repeats the choices of a run, made-up cases and moments of kills alike; without it every run makes its own. */
export const casesSeed = Number(process.env.CASES_SEED ?? randomInt(2 ** 31));
