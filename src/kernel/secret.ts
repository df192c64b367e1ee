import { inspect } from 'node:util';

/**
 * A PIN, one-time code, token or password. It prints, logs, serialises and inspects as `[secret]`; only `reveal()` opens it.
 * Make one at the border, open it at the one call that needs the text, never in between.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.toPrimitive](): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
