import { randomBytes } from "node:crypto";

/** Somebody who exists only for this check, and says so. */
export type MadePerson = {
  email: string;
  firstName: string;
  lastName: string;
  phone: string;
  convexUserId: string;
};

/** Where the people of the contract's checks get their mail: nowhere. */
export const DEFAULT_DOMAIN = "example.org";

/** The people that one run makes in the backend, so that they can be known again and archived. */
export class MadePeople {
  /** In every address and ID of this run. */
  readonly mark: string;
  private readonly contacts = new Set<string>();

  constructor(
    private readonly domain: string = DEFAULT_DOMAIN,
    mark: string = randomBytes(5).toString("hex"),
  ) {
    this.mark = mark;
  }

  /** Always the same one of this name: "member" is `backend-check.3f….member@example.org`. */
  person(name: string): MadePerson {
    return {
      email: `backend-check.${this.mark}.${name}@${this.domain}`,
      firstName: "Backend",
      lastName: `Check ${this.mark}`,
      phone: "+4915112345678",
      convexUserId: `backend-check-${this.mark}-${name}`,
    };
  }

  /** Whether it is the address of somebody of this run. */
  hasMade(email: string | null | undefined): boolean {
    return email?.toLowerCase().startsWith(`backend-check.${this.mark}.`) ?? false;
  }

  /** Notes a contact that was made, and has to be archived. */
  note(contactId: string): void {
    this.contacts.add(contactId);
  }

  get contactIds(): string[] {
    return [...this.contacts];
  }
}
