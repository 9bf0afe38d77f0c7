/** Entry of the framework-free build: `<script type="module" src="…/chatkit-widget/widget.js"></script>`. */
import { mountChatKit } from '../../../src/chatgraft/kits/widget/typescript/vanilla';

mountChatKit();
