import { randomBytes } from "node:crypto";
import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "../../../server/trpc/router";
import {
  isEnded,
  type CheckoutInput,
  type CheckoutView,
  type GuestFields,
} from "../../../shared/checkout-api";
import type { EventCategory } from "../../../shared/events-api";
import { newPerson } from "../../support/people";
import { createVisitor, type Visitor } from "../../support/visitor";

/** What can be booked without a card: what the form sends, but for its key and who comes. */
export type Offer = Omit<CheckoutInput, "key" | "guest">;

/** An order as its person knows it. */
export type Order = {
  visitor: Visitor;
  email: string;
  /** Convex user ID; `null` of a guest. */
  memberId: string | null;
  input: CheckoutInput;
  /** Every answer they had, the first one first. */
  told: CheckoutView[];
};

let people = 0;

/** Somebody with a browser and a network of their own. A browser that opens a new server's page keeps its cookies. */
function visitorAt(url: string, { cookies }: Pick<Visitor, "cookies"> = { cookies: new Map() }): Visitor {
  people++;
  const visitor = createVisitor(url, { "x-forwarded-for": `198.18.${people >> 8}.${people & 255}` });
  for (const [name, value] of cookies) visitor.cookies.set(name, value);
  return visitor;
}

/** Everything open that is free or paid by invoice, with its add-ons and without. */
export async function readOffers(url: string): Promise<{ offers: Offer[]; placesLeft: Map<string, number> }> {
  const { portal } = visitorAt(url).trpc;
  const offers: Offer[] = [];
  const placesLeft = new Map<string, number>();
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await portal.events.query({ cursor: cursor ?? null });
    if (page.kind !== "events") throw new Error(`The events could not be read: ${page.code}`);
    for (const { id } of page.events) {
      const answer = await portal.event.query({ eventId: id });
      if (answer.kind !== "event" || answer.event.standing !== "open") continue;
      if (answer.event.placesLeft !== null) placesLeft.set(id, answer.event.placesLeft);
      for (const category of answer.event.categories)
        if (category.payment !== "card") offers.push(...offersOf(id, category));
    }
    cursor = page.nextCursor;
  }
  return { offers, placesLeft };
}

function offersOf(eventId: string, { id: productId, price, currency, addons }: EventCategory): Offer[] {
  const offer = { eventId, productId, language: "de" as const };
  const whole = addons.reduce((sum, addon) => sum + addon.price, price);
  const plain = { ...offer, addonIds: [], agreed: { total: price, currency } };
  if (addons.length === 0) return [plain];
  return [plain, { ...offer, addonIds: addons.map(({ id }) => id), agreed: { total: whole, currency } }];
}

/** Orders, a member's and two guests' in turn, and everything that the people behind them were told. */
export class Orders {
  readonly all: Order[] = [];
  /** How long the last answer took, in ms. */
  lastMs = 0;
  private begun = 0;
  private pressed: () => void = () => {};

  constructor(private readonly offers: readonly Offer[]) {}

  /** Somebody new orders. False when the connection broke, so that they do not know whether they have. */
  async order(url: string): Promise<boolean> {
    const turn = this.begun++;
    const visitor = visitorAt(url);
    const person = newPerson();
    const { email, firstName, lastName, salutation, title, phone, organization } = person;
    const isMember = turn % 3 === 0;
    const member = isMember ? await answerOf(visitor.trpc.portal.register.mutate(person)) : null;
    if (isMember && !member) return false;
    const guest = { email, firstName, lastName, salutation, title, phone, organization } as GuestFields;
    const offer = this.offers[turn % this.offers.length];
    if (!offer) throw new Error("Nothing can be booked.");
    const input = { ...offer, key: randomBytes(32).toString("base64url"), ...(member ? {} : { guest }) };
    const order = { visitor, email, memberId: member?.userId ?? null, input, told: [] };
    this.all.push(order);
    // Some press twice.
    const pressed = [this.press(order), ...(turn % 4 === 0 ? [this.press(order)] : [])];
    return (await Promise.all(pressed)).every(Boolean);
  }

  /** Resolves at the next press. */
  nextPress(): Promise<void> {
    return new Promise((resolve) => (this.pressed = resolve));
  }

  /** One person after the other until the server is gone. */
  async orderUntilGone(url: string): Promise<void> {
    let answered = true;
    while (answered) answered = await this.order(url);
  }

  /** Of those who do not know how it ended, all but some press again; the others have closed the page for good. */
  async comeBack(url: string): Promise<void> {
    const unsure = this.all.filter(({ told }, nth) => nth % 4 > 0 && !told.some(isEnded));
    for (const order of unsure) order.visitor = visitorAt(url, order.visitor);
    await Promise.all(unsure.map((order) => this.press(order)));
  }

  /** Under the order's one key, however often. False when no answer came. */
  private async press({ visitor, input, told }: Order): Promise<boolean> {
    const startedAt = Date.now();
    this.pressed();
    const view = await answerOf(visitor.trpc.portal.checkout.mutate(input));
    if (!view) return false;
    told.push(view);
    this.lastMs = Date.now() - startedAt;
    return true;
  }

  /** Everybody asks how far it is; `null` who was never heard. */
  async look(url: string): Promise<Array<CheckoutView | null>> {
    const { portal } = visitorAt(url).trpc;
    return Promise.all(this.all.map(({ input: { key } }) => portal.checkoutState.mutate({ key })));
  }
}

/** `null` when the connection broke. A server that answers and says no is never the kill's doing. */
async function answerOf<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof TRPCClientError) || (error as TRPCClientError<AppRouter>).data) throw error;
    return null;
  }
}
