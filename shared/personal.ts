import { z } from "zod";

/**
 * What a string tells about somebody, said by its type: masked.ts goes by it for who may not read personal data. A
 * string of no such type is withheld from them altogether, so that a new field is hidden until somebody has thought.
 * - `plain` tells of nobody: IDs, codes, names of operators.
 * - `words` are sentences in which an address, a number or a name can stand.
 * - `content` is what was written or sent by somebody, and may say anything.
 * - `value` is of the field that its neighbour `field` or `name` names.
 */
export type PersonalKind = "plain" | "email" | "name" | "phone" | "words" | "content" | "value";

export const personalKinds = z.registry<{ kind: PersonalKind }>();

const of = (kind: PersonalKind) => z.string().register(personalKinds, { kind });

export const Plain = of("plain");
export const PersonalEmail = of("email");
export const PersonalName = of("name");
export const PersonalPhone = of("phone");
export const PersonalWords = of("words");
export const PersonalContent = of("content");
export const PersonalValue = of("value");
