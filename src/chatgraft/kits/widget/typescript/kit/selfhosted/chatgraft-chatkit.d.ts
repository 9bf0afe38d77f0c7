/**
 * Self-hosted chat element with the API of OpenAI's `<openai-chatkit>`. Not affiliated with OpenAI.
 * Importing the module defines `<chatgraft-chatkit>`.
 */
import type { OpenAIChatKit } from "@openai/chatkit";

export type ChatgraftChatKit = OpenAIChatKit;
export declare const ChatgraftChatKit: { new (): ChatgraftChatKit; prototype: ChatgraftChatKit };

/** Takes the element name `openai-chatkit`; false when another script already has it. */
export declare function claimOfficialName(): boolean;

declare global {
  interface HTMLElementTagNameMap {
    "chatgraft-chatkit": ChatgraftChatKit;
  }
}
