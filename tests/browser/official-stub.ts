/**
 * A stand-in for OpenAI's script, which cannot be reached from a test machine. It proves how our side treats such an
 * element, not what OpenAI's does. `window.officialStub` says how it behaves.
 */
export interface StubBehaviour {
  ready: boolean;
  error?: string;
  height?: number;
}

export function stubScript(behaviour: StubBehaviour): string {
  return `(${stub.toString()})(${JSON.stringify(behaviour)})`;
}

function stub(behaviour: StubBehaviour): void {
  class OfficialStub extends HTMLElement {
    options: { api?: { fetch: typeof fetch; url: string }; initialThread?: string | null } = {};
    calls: string[] = [];

    setOptions(options: OfficialStub['options']): void {
      this.options = options;
      if (this.calls.push('setOptions') > 1) return;
      const root = this.attachShadow({ mode: 'open' });
      const frame = document.createElement('iframe');
      frame.height = String(behaviour.height ?? 300);
      if (behaviour.height === 0) frame.hidden = true;
      root.append(frame, 'Official stub');
      setTimeout(() => {
        if (behaviour.error) this.tell('chatkit.error', { error: new Error(behaviour.error) });
        else if (behaviour.ready) this.tell('chatkit.ready');
        const threadId = options.initialThread;
        if (behaviour.ready && threadId) this.tell('chatkit.thread.load.end', { threadId });
      }, 20);
    }
    tell(type: string, detail?: unknown): void {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
    record(name: string): Promise<void> {
      this.calls.push(name);
      return Promise.resolve();
    }
    focusComposer = () => this.record('focusComposer');
    setComposerValue = () => this.record('setComposerValue');
    fetchUpdates = () => this.record('fetchUpdates');
    setThreadId = () => this.record('setThreadId');
  }
  customElements.define('openai-chatkit', OfficialStub);
}
