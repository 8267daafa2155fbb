import { inspect } from 'node:util';

const shown = '[secret]';

/** A text that shows itself to whoever asks for it outright, and to nothing that prints, logs or serialises. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [inspect.custom](): string {
    return shown;
  }
}
