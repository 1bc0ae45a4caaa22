import fc from "fast-check";
import { casesSeed } from "./cases-seed";

fc.configureGlobal({ seed: casesSeed });
