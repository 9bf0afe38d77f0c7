import { createFrame } from './frame.js';

import { chooseProvider, loadElement, ruleOutOfficial, watchOfficial } from './loader.js';
import { createNotices } from './notices.js';
import { chatOptions } from './options.js';
import { newestThread, pollRun } from './run-poll.js';
import { createStrip } from './strip.js';
import { strings } from './strings.js';
import { joinTabs } from './tabs.js';
import { currentScheme, watchScheme } from './theme.js';
import { forgetThread, keepThread, lastThread } from './thread-memory.js';
import { createTransport } from './transport.js';
import { findEndpoint, reportMistakes } from './validate.js';

export class ChatPanel {
  api;
  transport;
  #launcher;
  #frame;
  #strip;
  #notices;
  #tabs;
  #state;
  #listeners = new Set();
  #stopWatching;
  #provider;
  #initialThread = lastThread();
  #element = null;
  #attached = new AbortController();
  #polling = new AbortController();
  #threadId = this.#initialThread;
  #loading = false;
  #ready = false;
  #busy = false;
  #stockServer = false;
  #quote = null;
  #wantsFocus = false;

  constructor(launcher) {
    this.#launcher = launcher;
    const { settings } = launcher;
    reportMistakes(settings);
    this.api = findEndpoint(settings.api) ?? `${window.location.origin}/chatkit`;
    this.transport = createTransport({
      api: this.api,
      headers: () => this.#launcher.settings.headers?.() ?? {},
      report: (progress) => {
        if (progress.kind === 'stored') void this.#showStored(progress.threadId);
        else this.#notices.show(progress);
      },
      sessionReplaced: () => {
        forgetThread();
        void this.#element?.setThreadId(null).catch(() => undefined);
      },
    });
    this.#frame = createFrame(launcher);
    this.#strip = createStrip(launcher.root, this.#frame.dialog);
    this.#notices = createNotices({
      strip: this.#strip,
      api: this.api,
      retry: () => void this.#fetchUpdates(),
      elementSpeaks: () => this.#provider === 'selfhosted',
    });
    this.#tabs = joinTabs((threadId) => {
      if (threadId === this.#threadId) this.#catchUp();
    });
    this.#stopWatching = watchScheme(this.refresh);
    this.#provider = chooseProvider(settings);
    this.#state = { tag: null, options: this.#options(settings) };
    void this.#load();
  }

  /** For `useSyncExternalStore`. */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getState = () => this.#state;

  refresh = () => {
    this.#update({ options: this.#options(this.#launcher.settings) });
  };

  open({ quote, quiet = false }) {
    this.#frame.open(quiet);
    if (quote) this.#quote = quote;
    this.#wantsFocus = !quiet;
    if (this.#state.tag === null) void this.#load();
    this.#serve();
  }

  close = () => {
    this.#frame.close();
  };

  /** Takes charge of the element, which must not have been given its options yet. */
  attach(element) {
    if (element === this.#element) return;
    this.#detach();
    this.#element = element;
    this.#attached = new AbortController();
    const { signal } = this.#attached;
    this.#listen(element, signal);
    if (this.#provider === 'openai' && this.#launcher.settings.ui === 'auto') {
      const stop = watchOfficial(element, (why) => {
        this.#fallBack(why);
      });
      signal.addEventListener('abort', stop);
    }
  }

  #listen = (element, signal) => {
    const on = (type, listener) => {
      const take = (event) => {
        listener(event.detail);
      };
      element.addEventListener(`chatkit.${type}`, take, { signal });
    };
    on('ready', () => {
      this.#ready = true;
      this.#launcher.host.setAttribute('ready', '');
      this.#serve();
    });
    on('thread.change', (detail) => {
      this.#threadId = detail?.threadId ?? null;
      this.#polling.abort();
      keepThread(this.#threadId);
    });
    on('thread.load.end', () => {
      if (this.#provider === 'openai') void this.#poll(this.#threadId);
      this.#serve();
    });
    on('response.start', () => {
      this.#busy = true;
      if (this.#threadId) this.#tabs.announce(this.#threadId);
    });
    on('response.end', () => {
      this.#busy = false;
      if (this.#threadId) this.#tabs.announce(this.#threadId);
      if (!this.#launcher.isOpen) this.#launcher.setUnread(true);
      this.#serve();
    });
  };

  destroy() {
    this.#detach();
    this.#stopWatching();
    this.#tabs.close();
    this.#notices.destroy();
    this.#frame.destroy();
    this.#listeners.clear();
  }

  #detach = () => {
    this.#attached.abort();
    this.#polling.abort();
    this.#element = null;
    this.#ready = false;
    this.#busy = false;
    this.#launcher.host.removeAttribute('ready');
  };

  #update = (change) => {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  };

  #options = (settings) => {
    return chatOptions({
      settings,
      api: this.api,
      transport: this.transport,
      scheme: currentScheme(settings.theme),
      initialThread: this.#initialThread,
      close: this.close,
    });
  };

  #load = async () => {
    if (this.#loading) return;
    this.#loading = true;
    try {
      this.#update({ tag: await loadElement(this.#provider) });
    } catch (error) {
      if (this.#provider === 'openai' && this.#launcher.settings.ui === 'auto') {
        this.#loading = false;
        this.#fallBack(error.message);
        return;
      }
      this.#frame.say('');
      this.#strip.show({
        text: strings.blocked,
        tone: 'trouble',
        action: {
          label: strings.reload,
          run: () => {
            this.#strip.hide();
            void this.#load();
          },
        },
      });
    }
    this.#loading = false;
  };

  /** From OpenAI's element to ours, which then stays. */
  #fallBack = (why) => {
    ruleOutOfficial(why);
    this.#detach();
    this.#provider = 'selfhosted';
    this.#update({ tag: null });
    void this.#load();
  };

  /** Does what was asked for while the element was not ready or busy. */
  #serve = () => {
    const element = this.#element;
    if (!element || !this.#ready || this.#busy || !this.#launcher.isOpen) return;
    const quote = this.#quote;
    this.#quote = null;
    const done = quote === null ? Promise.resolve() : element.setComposerValue({ reply: quote });
    done
      .then(async () => {
        if (this.#wantsFocus) await element.focusComposer();
        this.#wantsFocus = false;
      })
      .catch(() => {
        // Busy loading: comes again with the event that ends it.
        this.#quote ??= quote;
      });
  };

  /** Something has happened in this thread elsewhere. */
  #catchUp = () => {
    if (this.#busy || !this.#element) return;
    if (this.#provider === 'openai') void this.#poll(this.#threadId, true);
    else void this.#fetchUpdates();
  };

  #fetchUpdates = async () => {
    // Rejects while the element is busy, which is then up to date anyway.
    await this.#element?.fetchUpdates().catch(() => undefined);
  };

  #poll = async (threadId, first = false) => {
    if (!threadId || this.#stockServer) return;
    this.#polling.abort();
    this.#polling = new AbortController();
    const { signal } = this.#polling;
    if (first) await this.#fetchUpdates();
    const { api, transport } = this;
    const known = await pollRun({ api, transport, threadId, refresh: () => this.#fetchUpdates(), signal });
    this.#stockServer ||= !known;
  };

  /** The answer is in the store, not on the wire. */
  #showStored = async (threadId) => {
    const id = threadId ?? (await newestThread(this.api, this.transport).catch(() => null));
    if (id && id !== this.#threadId) await this.#element?.setThreadId(id).catch(() => undefined);
    await this.#poll(id, true);
  };
}
