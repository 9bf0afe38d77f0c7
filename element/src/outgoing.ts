/** A message on its way out: as the page gives it, as the server takes it, as the log shows it until then. */

import type { Attachment, UserContent, UserMessageInput, UserMessageItem } from "./protocol.js";
import { LOCAL_PREFIX } from "./thread-state.js";

export interface OutgoingMessage {
  content: UserContent[];
  quote: string | null;
  attachments: Attachment[];
  model?: string;
  toolId?: string;
}

export function inputOf(message: OutgoingMessage): UserMessageInput {
  return {
    content: message.content,
    attachments: message.attachments.map((attachment) => attachment.id),
    ...(message.quote ? { quoted_text: message.quote } : {}),
    inference_options: {
      ...(message.model ? { model: message.model } : {}),
      ...(message.toolId ? { tool_choice: { id: message.toolId } } : {}),
    },
  };
}

export function localItem(message: OutgoingMessage, number: number): UserMessageItem {
  return {
    type: "user_message",
    id: `${LOCAL_PREFIX}${String(number)}`,
    content: message.content,
    attachments: message.attachments,
    quoted_text: message.quote,
  };
}
