import type { LinkState } from "../../shared/link-state";
import type { Seen, World } from "./world";

/** The people of the story, and what the desk's table says of them. */
export interface Cast {
  /** As they were when the story last looked. */
  readonly seen: readonly Seen[];
  /** Who was picked for what. */
  readonly chosen: { drifted: string | null; deleted: string | null };
  /** Whether so many have registered in this chapter. */
  hasArrived(count: number): boolean;
  /** Somebody who is linked and was picked for nothing yet; registers one when there is nobody. */
  somebodyLinked(): Promise<Seen>;
}

export const inState = (cast: Pick<Cast, "seen">, ...states: LinkState[]): Seen[] =>
  cast.seen.filter(({ state }) => states.includes(state));

/** Whether that person is deleted, or not to be found at all. */
export const goneFrom = (cast: Cast, userId: string | null): boolean =>
  cast.seen.every((person) => person.userId !== userId || person.state === "deleted");

/** The cast of one telling of the story. */
export class Company implements Cast {
  seen: readonly Seen[] = [];
  readonly chosen: Cast["chosen"] = { drifted: null, deleted: null };
  private readonly userIds: string[] = [];
  private arrived = 0;

  constructor(private readonly world: World) {}

  async register(where: "klinik" | "elsewhere"): Promise<void> {
    this.userIds.push(await this.world.register(where));
    this.arrived += 1;
  }

  async look(): Promise<void> {
    this.seen = await this.world.look(this.userIds);
  }

  /** From here on arrivals count anew. */
  turnPage(): void {
    this.arrived = 0;
  }

  hasArrived(count: number): boolean {
    return this.arrived >= count;
  }

  get arrivals(): number {
    return this.arrived;
  }

  async somebodyLinked(): Promise<Seen> {
    const free = () => inState(this, "linked").find(({ userId }) => !this.isChosen(userId));
    await this.look();
    if (!free()) {
      await this.register("elsewhere");
      await this.look();
    }
    const person = free();
    if (!person) throw new Error("Nobody is linked.");
    return person;
  }

  private isChosen(userId: string | null): boolean {
    return userId === this.chosen.drifted || userId === this.chosen.deleted;
  }
}
