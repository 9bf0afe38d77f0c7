/**
 * Files that visitors attach: uploaded in one step or in two, sent with one message, shown to who sent them.
 *
 * A row for each lies with the conversations, its bytes where `storage` puts them. To see a file takes the owner's
 * session, or an address that the service has signed for the owner and that is good for an hour or two: pictures on a
 * page of another origin bring no session along. Such addresses are made anew with each answer that shows a message.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

import { FilesUnavailableError, ServiceError, notFound } from '../errors.mjs';

import { shownAttachment } from '../protocol/wire.mjs';

import { newId } from '../stores/chat-store.mjs';

import { nowUs } from '../stores/database.mjs';

import { jsonReply, reply } from '../web.mjs';

import { plainType, requireType, safeName, uploadedFile, wrongType } from './uploads.mjs';

/** What a form may add around its file. */
const FORM_BYTES = 64 * 1024;
const UNSENT_SECONDS = 24 * 3600;
const UPLOAD_SECONDS = 3600;
/** Addresses to be shown stay the same for so long, for caches, and are good for as long again. */
const SHOWN_SECONDS = 3600;
/** What browsers show as a picture and never as a document; an SVG can hold scripts. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);
const PREVIEW = /"preview_url":"[^"]*\/attachments\/(atc_[0-9a-f]{32})(?:\/[^"]*)?"/g;
/** Ours, and what a write that was cut short has left. Who shares the place may have files of other names in it. */
const CLEANED = /^atc_[0-9a-f]{32}(\.part)?$/;
const BATCH = 500;

/** Their rows, their bytes and their addresses. */
export class Attachments {
  #settings;
  #rows;
  #files;
  #findOwner;

  constructor(settings, rows, files, findOwner) {
    this.#settings = settings;
    this.#rows = rows;
    this.#files = files;
    this.#findOwner = findOwner;
  }

  get bodyLimit() {
    return this.#settings.maxAttachment + FORM_BYTES;
  }

  /** The bytes. Throws `FilesUnavailableError`. */
  read = async (attachmentId) => {
    const content = await this.#files.read(attachmentId);
    if (!content) throw new FilesUnavailableError('The bytes of an attached file are not there.');
    return content;
  };

  /** The first of two steps: what is to come, and where to send it. */
  async announce(announced, context) {
    const attachment = await this.#made(announced, context);
    const url = this.#address('upload', attachment.id, context);
    return {
      ...attachment,
      upload_descriptor: { url, method: 'PUT', headers: { 'Content-Type': attachment.mime_type } },
    };
  }

  /** Deletes the bytes, before the row goes. A foreign file looks like a missing one, and stays. */
  async delete(attachmentId, context) {
    const row = await this.#rows.find(attachmentId);
    if (row?.owner === context.owner) await this.#files.delete([attachmentId]);
  }

  /** An upload in one step: a form that brings the file, its name and its type. */
  async take(request, store, context) {
    const { content, name, mimeType } = uploadedFile(request);
    const attachment = await this.#made({ name, size: content.length, mime_type: mimeType }, context);
    requireType(content, attachment.mime_type);
    await this.#files.write(attachment.id, content);
    try {
      await store.saveAttachment(attachment, context);
    } catch (error) {
      await this.#files.delete([attachment.id]);
      throw error;
    }
    return jsonReply(shownAttachment(attachment));
  }

  /** The second of two steps, once: the bytes, and the attachment without its upload address. */
  upload = async (request, place) => {
    const row = await this.#require('upload', request, place);
    const { upload_descriptor, ...attachment } = parsed(row);
    if (!upload_descriptor) throw new ServiceError(409, 'uploaded', 'This file has been uploaded before.');
    const { content } = uploadedFile(request);
    this.#requireSize(content.length);
    requireType(content, attachment.mime_type);
    await this.#requireRoom(row.owner, content.length, attachment.id);
    await this.#files.write(attachment.id, content);
    const kept = { ...attachment, metadata: { size: content.length } };
    await this.#rows.replace(kept.id, { owner: row.owner, data: JSON.stringify(kept) });
    return jsonReply(shownAttachment(kept));
  };

  /** The bytes: of a picture, to be shown; of anything else, as a file that no browser takes for a page. */
  download = async (request, place) => {
    const attachment = parsed(await this.#require('show', request, place));
    const content = await this.#files.read(attachment.id);
    if (!content) throw notFound('This file is not here.');
    const isPicture = PICTURES.has(attachment.mime_type);
    const name = encodeURIComponent(attachment.name).replace(/['()*!]/g, (odd) => `%${hex(odd)}`);
    const headers = {
      'Content-Type': isPicture ? attachment.mime_type : 'application/octet-stream',
      'Content-Disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': `private, max-age=${String(SHOWN_SECONDS)}`,
    };
    return reply(200, headers, content);
  };

  /** A document as the owner gets it: with addresses of pictures that are good from now on. */
  addressed(document, context) {
    if (!document.includes('"preview_url"')) return document;
    return document.replace(PREVIEW, (_, id) => {
      return `"preview_url":${JSON.stringify(this.#address('show', id, context))}`;
    });
  }

  /** Forgets what was never sent, and the bytes whose rows are gone; what has another's name stays. */
  async clean() {
    await this.#rows.deleteUnsent(nowUs() - UNSENT_SECONDS * 1_000_000);
    const names = (await this.#files.older(UPLOAD_SECONDS)).filter((name) => CLEANED.test(name));
    for (let start = 0; start < names.length; start += BATCH) {
      const batch = names.slice(start, start + BATCH);
      const known = await this.#rows.known(batch);
      await this.#files.delete(batch.filter((name) => !known.has(name)));
    }
  }

  async #made({ name, size, mime_type }, context) {
    const mimeType = plainType(mime_type);
    if (!this.#settings.attachmentTypes.includes(mimeType)) throw wrongType();
    this.#requireSize(size);
    await this.#requireRoom(context.owner, size);
    const id = newId('attachment');
    const common = { id, name: safeName(name), mime_type: mimeType, metadata: { size } };
    if (!PICTURES.has(mimeType)) return { ...common, type: 'file' };
    return { ...common, type: 'image', preview_url: this.#address('show', id, context) };
  }

  #requireSize(size) {
    if (size > 0 && size <= this.#settings.maxAttachment) return;
    const most = Math.floor(this.#settings.maxAttachment / 1024);
    const message = `The chat takes files of up to ${String(most)} KB that are not empty.`;
    throw new ServiceError(413, 'too_large', message);
  }

  /** Throws a 413 where this file is one too many of the owner's, or too much with the others. */
  async #requireRoom(owner, size, besides = '') {
    const others = (await this.#rows.ofOwner(owner)).map(parsed).filter(({ id }) => id !== besides);
    const taken = others.reduce((sum, { metadata }) => sum + Number(metadata?.['size'] ?? 0), 0);
    if (others.length < this.#settings.ownerFiles && taken + size <= this.#settings.ownerBytes) return;
    const message = 'You have as many files in this chat as it keeps. Delete a conversation that has some.';
    throw new ServiceError(413, 'no_room', message);
  }

  /** The row that an address names: for who has a signed one, whatever cookies come along, or its owner. */
  async #require(purpose, request, place) {
    const [id = '', signed = ''] = place.split('/');
    const row = await this.#rows.find(id);
    if (row) {
      const goodUntil = this.#goodUntil(signed, purpose, id, row.owner);
      if (goodUntil > Date.now() / 1000) return row;
      const isTheirsToSee = purpose === 'show' && (goodUntil > 0 || !signed);
      if (isTheirsToSee && (await this.#findOwner(request)) === row.owner) return row;
    }
    throw notFound('This file is not here.');
  }

  #address(purpose, id, context) {
    const now = Math.floor(Date.now() / 1000);
    const end = purpose === 'upload' ? now + UPLOAD_SECONDS : now - (now % SHOWN_SECONDS) + 2 * SHOWN_SECONDS;
    const signature = this.#sign(purpose, id, context.owner, end);
    return `${context.api ?? ''}/attachments/${id}/${String(end)}.${signature}`;
  }

  /** Until when an address is good; 0 where the service has not signed it for the file's owner. */
  #goodUntil(signed, purpose, id, owner) {
    const [, end = '', signature = ''] = /^(\d{1,12})\.([0-9a-f]{64})$/.exec(signed) ?? [];
    if (!end) return 0;
    const right = this.#sign(purpose, id, owner, Number(end));
    return timingSafeEqual(Buffer.from(right), Buffer.from(signature)) ? Number(end) : 0;
  }

  #sign(purpose, id, owner, end) {
    const text = ['attachment', purpose, id, owner, String(end)].join('\n');
    return createHmac('sha256', this.#settings.secret).update(text).digest('hex');
  }
}

function parsed(row) {
  return JSON.parse(row.data);
}

function hex(character) {
  return character.charCodeAt(0).toString(16).toUpperCase();
}
