/** Everything that belongs to one server: a new `api.url` starts a new one. */

import { ChatClient, type Api } from "./client.js";
import { Conversation, type ConversationHost } from "./conversation.js";
import { Feedback } from "./feedback.js";
import { History } from "./history.js";

export class Session {
  readonly conversation: Conversation;
  readonly history: History;
  readonly feedback: Feedback;

  /** @param address the endpoint in full, by which a change of server is noticed */
  constructor(readonly address: string, api: Api, language: string | undefined, host: ConversationHost) {
    const client = new ChatClient(api, language);
    this.conversation = new Conversation(client, host);
    this.history = new History(client, () => { host.changed(); });
    this.feedback = new Feedback(client);
  }
}
