import type { DoorsOptions } from "./doors";
import { operatorEnrolment, type OperatorEnrolment } from "./operator-enrolment";
import { operatorEntrances, type OperatorEntrances } from "./operator-entrances";
import { operatorProofs, type OperatorProofs } from "./operator-proofs";

/** The door of the console, for one request. */
export type OperatorDoors = OperatorEntrances & OperatorProofs & OperatorEnrolment;

export function operatorDoors(options: DoorsOptions): OperatorDoors {
  return { ...operatorEntrances(options), ...operatorProofs(options), ...operatorEnrolment(options) };
}
