import { ChatPanel } from './panel.js';

export function mountPanel(launcher) {
  const panel = new ChatPanel(launcher);
  let element = null;

  function draw() {
    const { tag, options } = panel.getState();
    if (element?.localName !== (tag ?? undefined)) {
      element?.remove();
      element = null;
      if (tag) {
        element = document.createElement(tag);
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
