// Random choices that depend on a seed only, so that each stream can be made again.
import { createHash } from "node:crypto";

export class Random {
  #state;

  constructor(...seed) {
    this.#state = createHash("sha256").update(seed.join("/")).digest().readInt32LE();
  }

  /** Returns a number from 0 up to, but not including, 1, by mulberry32. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), bits | 61)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Returns an integer from 0 up to, but not including, the limit. */
  below(limit) {
    return Math.floor(this.next() * limit);
  }

  chance(share) {
    return this.next() < share;
  }

  /** Returns an element of a list, or undefined if the list is empty. */
  pick(list) {
    return list[this.below(list.length)];
  }

  /** Returns the key of a member. The value of the member is its weight. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    return (entries.find(([, weight]) => (rest -= weight) < 0) ?? entries.at(-1))[0];
  }

  /** Returns a list with up to `most` elements. */
  list(most, make) {
    return Array.from({ length: this.below(most + 1) }, make);
  }

  /** Returns an object with some of the members. A member is a function that makes its value. */
  some(share, members) {
    return Object.fromEntries(
      Object.entries(members)
        .filter(() => this.chance(share))
        .map(([name, make]) => [name, make()]),
    );
  }
}
