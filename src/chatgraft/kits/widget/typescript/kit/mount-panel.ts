/** The panel without a framework: creates the element that the controller asks for and keeps its options current. */
import type { OpenAIChatKit } from '@openai/chatkit';
import type { Launcher } from './launcher';
import { ChatPanel } from './panel';

export function mountPanel(launcher: Launcher): ChatPanel {
  const panel = new ChatPanel(launcher);
  let element: OpenAIChatKit | null = null;

  function draw(): void {
    const { tag, options } = panel.getState();
    if (element?.localName !== (tag ?? undefined)) {
      element?.remove();
      element = null;
      if (tag) {
        element = document.createElement(tag) as OpenAIChatKit;
        panel.attach(element);
        launcher.host.append(element);
      }
    }
    element?.setOptions(options);
  }

  panel.subscribe(draw);
  draw();
  return panel;
}
