/**
 * From what the transport reports to what the visitor reads.
 *
 * One voice at a time: while the transport is still trying, the strip speaks. What it gives up is the chat element's to
 * tell, which ours does with a way to ask again; OpenAI's cannot say when, so the strip speaks then, too.
 */
import { isLocal } from './loader.js';
import { wakeAll } from './pause.js';

import { strings } from './strings.js';

/** How long "Back online." stays, in milliseconds. */
const BRIEF = 2500;

function isGivenUp(progress) {
  return (progress.kind === 'limited' && !progress.repeats) || (progress.kind === 'unreachable' && progress.gaveUp);
}

export function createNotices({ strip, api, retry, elementSpeaks }) {
  const listening = new AbortController();
  let isOffline = false;
  let limitedUntil = 0;

  function showUnreachable(gaveUp) {
    strip.show({
      text: gaveUp ? strings.gaveUp : strings.unreachable,
      tone: 'trouble',
      action: { label: strings.tryNow, run: gaveUp ? retry : wakeAll },
    });
  }

  function showConnected(wasOffline) {
    if (wasOffline) strip.show({ text: strings.backOnline, tone: 'good', brief: BRIEF });
    else if (!strip.isBrief && Date.now() > limitedUntil) strip.hide();
  }

  function show(progress) {
    const wasOffline = isOffline;
    isOffline = progress.kind === 'offline';
    if (isGivenUp(progress) && elementSpeaks()) {
      strip.hide();
      return;
    }
    switch (progress.kind) {
      case 'connected':
        showConnected(wasOffline);
        break;
      case 'offline':
        strip.show({ text: strings.offline, tone: 'waiting' });
        break;
      case 'unreachable':
        showUnreachable(progress.gaveUp);
        break;
      default: // 'limited'
        limitedUntil = progress.repeats ? 0 : progress.until;
        strip.show({
          text: progress.repeats ? strings.waiting : strings.limited,
          tone: 'waiting',
          until: progress.until,
        });
      // no default
    }
  }

  // A server on this machine is reachable without any network.
  if (!isLocal(new URL(api).hostname)) {
    const { signal } = listening;
    window.addEventListener(
      'offline',
      () => {
        show({ kind: 'offline' });
      },
      { signal },
    );
    window.addEventListener(
      'online',
      () => {
        if (isOffline) show({ kind: 'connected' });
      },
      { signal },
    );
  }

  return {
    show,
    destroy() {
      listening.abort();
      strip.destroy();
    },
  };
}
