/** Everything that belongs to one server: a new `api.url` starts a new one. */

import { ChatClient, type Api } from "./client.js";
import { Conversation, type ConversationHost } from "./conversation.js";
import { Feedback } from "./feedback.js";
import { History } from "./history.js";
import type { Options } from "./options.js";
import { Uploader, type Attaching, type UploadStrategy } from "./uploading.js";

export class Session {
  readonly conversation: Conversation;
  readonly history: History;
  readonly feedback: Feedback;
  readonly #client: ChatClient;

  /** @param address the endpoint in full, by which a change of server is noticed */
  constructor(readonly address: string, api: Api, language: string | undefined, host: ConversationHost) {
    const client = this.#client = new ChatClient(api, language);
    this.conversation = new Conversation(client, host);
    this.history = new History(client, () => { host.changed(); });
    this.feedback = new Feedback(client);
  }

  /** How files are attached; null where the page does not want it, or the thread takes no more messages. */
  attachingBy(options: Options): Attaching | null {
    const { attachments } = options.composer ?? {};
    const { type } = this.conversation.state.thread?.status ?? { type: "active" };
    if (!attachments?.enabled || type !== "active") return null;
    const { uploadStrategy } = options.api as { uploadStrategy?: UploadStrategy };
    return { options: attachments, uploader: new Uploader(this.#client, uploadStrategy ?? { type: "two_phase" }) };
  }
}
