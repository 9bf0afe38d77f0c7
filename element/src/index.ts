/** Entry of the built module: defines `<chatgraft-chatkit>` and can lend it the official name. */

import { ChatgraftChatKit } from "./chatkit-element.js";

const OWN_NAME = "chatgraft-chatkit";
const OFFICIAL_NAME = "openai-chatkit";

/** A name belongs to one class, so the official name gets one of its own. */
class OfficialNameElement extends ChatgraftChatKit {}

if (!customElements.get(OWN_NAME)) customElements.define(OWN_NAME, ChatgraftChatKit);

/**
 * Takes the name `openai-chatkit`, so that @openai/chatkit-react works on this element.
 * False: another script has it. Never call this on a page that has inserted OpenAI's own script.
 */
export function claimOfficialName(): boolean {
  const owner = customElements.get(OFFICIAL_NAME);
  if (owner) return owner.prototype instanceof ChatgraftChatKit;
  customElements.define(OFFICIAL_NAME, OfficialNameElement);
  return true;
}

export { ChatgraftChatKit };
