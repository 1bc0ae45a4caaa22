import { formatDay, formatNumber } from "../lib/format";

/**
 * The first number and the first date of a page take the browser longer than all the rows that show them: it reads up
 * what it knows of the language. This file comes by itself, and has it done while the rest of the code is on its way.
 */
formatNumber(1_000);
formatDay(0);
