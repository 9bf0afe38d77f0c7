/**
 * Server-sent events as our server writes them: an `id:` per event and the comment `: end` as the last line of a whole
 * answer. ChatKit elements expect bare `data:` frames, so ids and comments are read here and taken out.
 */
export class FrameReader {
  /** Id of the last complete event: where to go on after a cut. */
  lastId: string | null;
  /** Whether the server has said that nothing follows. */
  ended = false;
  #rest = '';

  constructor(lastId: string | null) {
    this.lastId = lastId;
  }

  /** Takes text as it arrives and returns the complete frames in it, possibly none. */
  push(text: string): string {
    this.#rest += text;
    let out = '';
    for (;;) {
      const border = /\r?\n\r?\n/.exec(this.#rest);
      if (!border) return out;
      out += this.#frame(this.#rest.slice(0, border.index));
      this.#rest = this.#rest.slice(border.index + border[0].length);
    }
  }

  /** The connection is over: an unfinished frame is dropped (it comes again), but it may be the end mark itself. */
  close(): void {
    if (/(^|\n): ?end\r?\n?$/.test(this.#rest)) this.ended = true;
    this.#rest = '';
  }

  #frame = (text: string): string => {
    const kept: string[] = [];
    for (const line of text.split(/\r?\n/)) {
      if (/^: ?end$/.test(line)) this.ended = true;
      else if (line.startsWith('id:')) this.lastId = line.slice(3).trimStart();
      else if (line && !line.startsWith(':')) kept.push(line);
    }
    return kept.length ? `${kept.join('\n')}\n\n` : '';
  };
}
