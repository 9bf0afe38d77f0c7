/**
 * The numbers under `/metrics`, in a registry of their own: they mix with no metrics of the host application.
 *
 * Each worker tells its own; of several, a load balancer must not stand before that address.
 */
import { SettingsError } from './errors.mjs';
import { load } from './optional.mjs';
import { keepNumbers } from './watch.mjs';

const WAITS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32];

const DEFINED = {
  turns: {
    kind: 'Counter',
    name: 'turns_total',
    help:
      'Questions that got an answer, by how it ended: answered, stopped by the visitor, failed, timed_out ' +
      '(CHATKIT_RUN_SECONDS), shut_down with the service, or lost with a worker that died.',
    labels: ['outcome'],
  },
  firstWord: {
    kind: 'Histogram',
    name: 'first_token_seconds',
    help: 'How long visitors waited for the first words of an answer, from the moment the question arrived.',
    buckets: WAITS,
  },
  errors: {
    kind: 'Counter',
    name: 'errors_total',
    help:
      'Requests and answers that went wrong, by kind: the code of the error document that was sent, or `answer` ' +
      'for an answer that ended in an error.',
    labels: ['kind'],
  },
  streams: {
    kind: 'Gauge',
    name: 'open_streams',
    help: 'Connections over which an answer is being sent at this moment.',
  },
  resumes: {
    kind: 'Counter',
    name: 'resumes_total',
    help:
      'Times a browser came back to an answer after a lost connection or a reload, by whether the worker that it ' +
      'reaches writes that answer itself (here) or another one does (elsewhere).',
    labels: ['at'],
  },
  refusals: {
    kind: 'Counter',
    name: 'limit_refusals_total',
    help:
      'Requests that were refused because there had been too many, by limit: request, session, turn, address ' +
      "(the CHATKIT_*_RATE settings), or tokens (CHATKIT_DAILY_TOKENS: the site's pages answered instead).",
    labels: ['limit'],
  },
  standIns: {
    kind: 'Counter',
    name: 'stand_ins_total',
    help:
      "Answers that the site's pages gave in the assistant's place, by why: failed (before its first word, or " +
      'without one in CHATKIT_FIRST_WORD_SECONDS), open (it kept failing: CHATKIT_BREAKER_*), or budget ' +
      '(CHATKIT_DAILY_TOKENS).',
    labels: ['why'],
  },
  breaker: {
    kind: 'Gauge',
    name: 'breaker_open',
    help: 'Workers that leave the assistant alone at this moment because it kept failing.',
  },
  modelFirst: {
    kind: 'Histogram',
    name: 'model_first_byte_seconds',
    help: "How long the assistant took to its first words: the model's share of the wait.",
    buckets: WAITS,
  },
  modelWhole: {
    kind: 'Histogram',
    name: 'model_seconds',
    help: 'How long the assistant took to its last words.',
    buckets: [0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320],
  },
  tokens: {
    kind: 'Counter',
    name: 'model_tokens_total',
    help: 'Tokens that models took, by model and direction (input, output), as far as they say so.',
    labels: ['model', 'direction'],
  },
  store: {
    kind: 'Histogram',
    name: 'store_seconds',
    help: 'How long the database took for one statement on conversations, by what it does.',
    labels: ['operation'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
  },
};

/** Keeps metrics from now on, where the package for it is installed. */
export async function beginMetrics() {
  try {
    keepNumbers(numbersOf(await load('prom-client', '/metrics')));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error; // a service that keeps none does without the package
  }
}

function numbersOf(prometheus) {
  const registry = new prometheus.Registry();
  const made = Object.fromEntries(
    Object.entries(DEFINED).map(([key, { kind, name, help, labels = [], buckets }]) => {
      const options = { name: `chatkit_${name}`, help, labelNames: labels, registers: [registry] };
      return [key, new prometheus[kind](buckets ? { ...options, buckets } : options)];
    }),
  );
  return recorders(made, async () => ({ body: await registry.metrics(), contentType: registry.contentType }));
}

function recorders(made, page) {
  const count = (metric) => (label) => {
    metric.labels(label).inc();
  };
  const time = (metric) => (seconds) => {
    metric.observe(seconds);
  };
  return {
    turnEnded: (outcome, firstWordSeconds) => {
      made.turns.labels(outcome).inc();
      if (firstWordSeconds !== undefined) made.firstWord.observe(firstWordSeconds);
    },
    error: count(made.errors),
    streams: (change) => {
      made.streams.inc(change);
    },
    resumed: count(made.resumes),
    refused: count(made.refusals),
    stoodIn: count(made.standIns),
    breaker: (isOpen) => {
      made.breaker.inc(isOpen ? 1 : -1);
    },
    used: ({ model, inputTokens, outputTokens }) => {
      made.tokens.labels(model, 'input').inc(inputTokens);
      made.tokens.labels(model, 'output').inc(outputTokens);
    },
    modelFirst: time(made.modelFirst),
    modelWhole: time(made.modelWhole),
    stored: (operation, seconds) => {
      made.store.labels(operation).observe(seconds);
    },
    page,
  };
}
