/** One file on its way to the server, by either of ChatKit's ways; `api.fetch` carries it as it carries the rest. */

import type { ChatClient } from "./client.js";
import { typeOf, type AttachmentOptions } from "./file-rules.js";
import type { Attachment } from "./protocol.js";

export type UploadStrategy = { type: "two_phase" } | { type: "direct"; uploadUrl: string };

/** What files may be attached and where they go; null where the page has not switched attachments on. */
export interface Attaching {
  options: AttachmentOptions;
  uploader: Uploader;
}

export class Uploader {
  constructor(readonly client: ChatClient, readonly strategy: UploadStrategy) {}

  /** The attachment, once the server has the bytes. Throws HttpError, or what fetch throws. */
  async upload(file: File, signal: AbortSignal): Promise<Attachment> {
    if (this.strategy.type === "direct") {
      return (await this.client.send(this.strategy.uploadUrl, { method: "POST", body: formOf(file), signal })) as Attachment;
    }
    const announcement = { name: file.name, size: file.size, mime_type: typeOf(file) };
    const { upload_descriptor: to, ...attachment } = await this.client.call<Attachment>("attachments.create", announcement, signal);
    if (to) {
      // A storage host takes the bytes as they are; servers that want a form say so with POST.
      const body = to.method === "POST" ? formOf(file) : file;
      await this.client.send(to.url, { method: to.method, headers: to.headers ?? {}, body, signal });
    }
    return attachment;
  }

  /** Tells the server that a file is not wanted after all; what is never sent it forgets by itself. */
  async discard(id: string): Promise<void> {
    await this.client.call("attachments.delete", { attachment_id: id }).catch(() => undefined);
  }
}

function formOf(file: File): FormData {
  const form = new FormData();
  form.append("file", new File([file], file.name, { type: typeOf(file) }));
  return form;
}
