/** The bytes of an upload: taken out of the request, and looked at. */
import { ServiceError, badRequest } from '../errors.ts';
import { header } from '../web.ts';
import type { ChatRequest } from '../web.ts';

const LONGEST_NAME = 200;
/** What is looked at of one that goes on and on. */
const MOST_OF_A_NAME = 2000;
/** How files of a type begin, and at which byte. Of a type that is not here nothing can be said. */
const BEGINNINGS: Record<string, [place: number, mark: string][]> = {
  'image/png': [[0, '\x89PNG\r\n\x1a\n']],
  'image/jpeg': [[0, '\xff\xd8\xff']],
  'image/gif': [
    [0, 'GIF87a'],
    [0, 'GIF89a'],
  ],
  'image/webp': [[8, 'WEBP']],
  'image/avif': [
    [4, 'ftypavif'],
    [4, 'ftypavis'],
  ],
  'image/heic': [
    [4, 'ftyphei'],
    [4, 'ftypmif1'],
  ],
  'application/pdf': [[0, '%PDF-']],
  'application/zip': [[0, 'PK\x03\x04']],
  'audio/mpeg': [
    [0, 'ID3'],
    [0, '\xff\xfb'],
    [0, '\xff\xf3'],
    [0, '\xff\xf2'],
  ],
  'audio/ogg': [[0, 'OggS']],
  'audio/wav': [[8, 'WAVE']],
  'video/mp4': [[4, 'ftyp']],
  'video/webm': [[0, '\x1aE\xdf\xa3']],
};
/** Word, Excel and PowerPoint, and their open twins: archives, all of them. */
const ARCHIVES = /^application\/(vnd\.openxmlformats-officedocument|vnd\.oasis\.opendocument|epub\+zip)/;
/** Characters that are not seen, or turn what stands beside them around: a name could seem to end in another way. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A file as a form brings it; what says no name or type has none. */
export interface Upload {
  readonly content: Uint8Array;
  readonly name: string;
  readonly mimeType: string;
}

/** The whole body of a PUT; of a form, its field `file`. */
export function uploadedFile(request: ChatRequest): Upload {
  const kind = header(request, 'content-type');
  const body = Buffer.from(request.body ?? []);
  if (!/^multipart\/form-data/i.test(kind)) return { content: body, name: '', mimeType: '' };
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/.exec(kind) ?? [];
  const boundary = quoted ?? plain;
  if (!boundary) throw badRequest('The upload names no boundary.');
  for (const part of partsOf(Buffer.concat([Buffer.from('\r\n'), body]), `\r\n--${boundary}`)) {
    const end = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, Math.max(0, end)).toString();
    if (/\bname="?file"?(?:;|\r|$)/.test(head)) return { content: part.subarray(end + 4), ...described(head) };
  }
  throw badRequest('The upload has no file.', 'Send it as the form field `file`, or as the whole body of a PUT.');
}

/** What stands between two marks; after the last one comes nothing, and without one the form was cut short. */
function* partsOf(body: Buffer, mark: string): Iterable<Buffer> {
  let start = body.indexOf(mark);
  for (;;) {
    const next = body.indexOf(mark, start + mark.length);
    if (start < 0 || next < 0) return;
    yield body.subarray(start + mark.length, next);
    start = next;
  }
}

function described(head: string): { name: string; mimeType: string } {
  const [, name = ''] = /\bfilename="((?:[^"\\]|\\.)*)"/.exec(head) ?? [];
  const [, mimeType = ''] = /^content-type:[ \t]*([^\r\n]+)/im.exec(head) ?? [];
  // Browsers write a quote within a name as %22, others as \".
  return { name: name.replaceAll('\\"', '"').replaceAll('%22', '"'), mimeType };
}

/** Without parameters such as a charset. */
export function plainType(mimeType: string): string {
  return (mimeType.split(';')[0] ?? '').trim().toLowerCase();
}

/** The last part of a path, without anything that a file system or a reader could be misled by. */
export function safeName(name: string): string {
  const last = name.slice(-MOST_OF_A_NAME).normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const shown = Array.from(last.replace(UNSEEN, '_'));
  while (isTrimmed(shown.at(-1))) shown.pop();
  const start = shown.findIndex((character) => !isTrimmed(character));
  const characters = start < 0 ? [] : shown.slice(start);
  if (characters.length <= LONGEST_NAME) return characters.join('') || 'file';
  const dot = characters.lastIndexOf('.');
  const ending = characters.length - dot < 13 ? characters.slice(dot) : [];
  return [...characters.slice(0, LONGEST_NAME - ending.length), ...ending].join('');
}

function isTrimmed(character: string | undefined): boolean {
  return character === ' ' || character === '.';
}

/** Throws a 415 unless the bytes are what they were announced as, as far as that can be seen. */
export function requireType(content: Uint8Array, mimeType: string): void {
  const beginnings = BEGINNINGS[ARCHIVES.test(mimeType) ? 'application/zip' : mimeType];
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const fits = beginnings
    ? beginnings.some(([place, mark]) => bytes.toString('latin1', place, place + mark.length) === mark)
    : !(mimeType.startsWith('text/') && bytes.includes(0));
  if (!fits) throw wrongType();
}

export function wrongType(): ServiceError {
  return new ServiceError(415, 'wrong_type', 'The chat does not take files of this kind.');
}
