/** The fields of an object that came as JSON, read one by one. What is wrong is a `TypeError` that names the field. */

export class Fields {
  readonly #values: Record<string, unknown>;
  readonly #place: string;

  constructor(values: Record<string, unknown>, place: string) {
    this.#values = values;
    this.#place = place;
  }

  /** A field that may be anything; null counts as missing. */
  value(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? (this.#values[name] ?? undefined) : undefined;
  }

  /** A field that may be anything, null among it, but must be there. */
  anything(name: string): unknown {
    if (!Object.hasOwn(this.#values, name)) throw this.wrong(name, 'is missing');
    return this.value(name) ?? null;
  }

  text(name: string): string {
    const value = this.#required(name);
    if (typeof value !== 'string') throw this.wrong(name, 'must be a text');
    return value;
  }

  /** A text as `{name: text}`, or `{}` where it is missing. */
  given<N extends string>(name: N): Partial<Record<N, string>> {
    return (this.value(name) === undefined ? {} : { [name]: this.text(name) }) as Partial<Record<N, string>>;
  }

  integer(name: string): number {
    const value = this.#required(name);
    if (!Number.isInteger(value)) throw this.wrong(name, 'must be a whole number');
    return value as number;
  }

  /** False where it is missing. */
  flag(name: string): boolean {
    const value = this.value(name) ?? false;
    if (typeof value !== 'boolean') throw this.wrong(name, 'must be true or false');
    return value;
  }

  choice<T extends string>(name: string, allowed: readonly T[], otherwise?: T): T {
    const value = this.value(name) ?? otherwise ?? this.#required(name);
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw this.wrong(name, `must be one of: ${allowed.join(', ')}`);
    return found;
  }

  texts(name: string, otherwise?: string[]): string[] {
    const list = this.#list(name, otherwise);
    if (!list.every((one): one is string => typeof one === 'string')) throw this.wrong(name, 'must be texts');
    return list;
  }

  record(name: string, otherwise?: Record<string, unknown>): Record<string, unknown> {
    const value = this.value(name) ?? otherwise ?? this.#required(name);
    if (!isRecord(value)) throw this.wrong(name, 'must be an object');
    return value;
  }

  object(name: string): Fields {
    return new Fields(this.record(name), this.#within(name));
  }

  maybeObject(name: string): Fields | undefined {
    return this.value(name) === undefined ? undefined : this.object(name);
  }

  objects(name: string): Fields[] {
    return this.#list(name).map((one, index) => {
      if (!isRecord(one)) throw this.wrong(`${name}.${String(index)}`, 'must be an object');
      return new Fields(one, this.#within(`${name}.${String(index)}`));
    });
  }

  wrong(name: string, what: string): TypeError {
    return new TypeError(`${this.#within(name)} ${what}.`);
  }

  #list(name: string, otherwise?: unknown[]): unknown[] {
    const value = this.value(name) ?? otherwise ?? this.#required(name);
    if (!Array.isArray(value)) throw this.wrong(name, 'must be a list');
    return value;
  }

  #required(name: string): unknown {
    const value = this.value(name);
    if (value === undefined) throw this.wrong(name, 'is missing');
    return value;
  }

  #within(name: string): string {
    return this.#place ? `${this.#place}.${name}` : name;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
