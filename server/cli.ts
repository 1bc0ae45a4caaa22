import { endQuietlyWhenNobodyReads, report } from "./cli/output";
import { createProgram } from "./cli/program";

/** `npm run tandem -- …` */
endQuietlyWhenNobodyReads();

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = report(error);
  });
