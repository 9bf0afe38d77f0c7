/** The fields of an object that came as JSON, read one by one. What is wrong is a `TypeError` that names the field. */

export class Fields {
  #values;
  #place;

  constructor(values, place) {
    this.#values = values;
    this.#place = place;
  }

  /** A field that may be anything; null counts as missing. */
  value(name) {
    return Object.hasOwn(this.#values, name) ? (this.#values[name] ?? undefined) : undefined;
  }

  /** A field that may be anything, null among it, but must be there. */
  anything(name) {
    if (!Object.hasOwn(this.#values, name)) throw this.wrong(name, 'is missing');
    return this.value(name) ?? null;
  }

  text(name) {
    const value = this.#required(name);
    if (typeof value !== 'string') throw this.wrong(name, 'must be a text');
    return value;
  }

  /** A text as `{name: text}`, or `{}` where it is missing. */
  given(name) {
    return this.value(name) === undefined ? {} : { [name]: this.text(name) };
  }

  integer(name) {
    const value = this.#required(name);
    if (!Number.isInteger(value)) throw this.wrong(name, 'must be a whole number');
    return value;
  }

  /** False where it is missing. */
  flag(name) {
    const value = this.value(name) ?? false;
    if (typeof value !== 'boolean') throw this.wrong(name, 'must be true or false');
    return value;
  }

  choice(name, allowed, otherwise) {
    const value = this.value(name) ?? otherwise ?? this.#required(name);
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw this.wrong(name, `must be one of: ${allowed.join(', ')}`);
    return found;
  }

  texts(name, otherwise) {
    const list = this.#list(name, otherwise);
    if (!list.every((one) => typeof one === 'string')) throw this.wrong(name, 'must be texts');
    return list;
  }

  record(name, otherwise) {
    const value = this.value(name) ?? otherwise ?? this.#required(name);
    if (!isRecord(value)) throw this.wrong(name, 'must be an object');
    return value;
  }

  object(name) {
    return new Fields(this.record(name), this.#within(name));
  }

  maybeObject(name) {
    return this.value(name) === undefined ? undefined : this.object(name);
  }

  objects(name) {
    return this.#list(name).map((one, index) => {
      if (!isRecord(one)) throw this.wrong(`${name}.${String(index)}`, 'must be an object');
      return new Fields(one, this.#within(`${name}.${String(index)}`));
    });
  }

  wrong(name, what) {
    return new TypeError(`${this.#within(name)} ${what}.`);
  }

  #list(name, otherwise) {
    const value = this.value(name) ?? otherwise ?? this.#required(name);
    if (!Array.isArray(value)) throw this.wrong(name, 'must be a list');
    return value;
  }

  #required(name) {
    const value = this.value(name);
    if (value === undefined) throw this.wrong(name, 'is missing');
    return value;
  }

  #within(name) {
    return this.#place ? `${this.#place}.${name}` : name;
  }
}

function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
