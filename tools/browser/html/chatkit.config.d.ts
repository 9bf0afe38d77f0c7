/** The owner's file, which lies beside the built widget. */
import type { ChatConfig } from '../../../src/chatgraft/kits/widget/typescript/kit/config';

declare const config: ChatConfig;
export default config;
