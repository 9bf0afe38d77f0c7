/**
 * The numbers under `/metrics`, in a registry of their own: they mix with no metrics of the host application.
 *
 * Each worker tells its own; of several, a load balancer must not stand before that address.
 */
import { SettingsError } from './errors.ts';
import { load } from './optional.ts';
import { keepNumbers } from './watch.ts';
import type { Numbers } from './watch.ts';

/** What is used of a metric of the package `prom-client`. */
interface Metric {
  labels(...values: string[]): Metric;
  inc(amount?: number): void;
  observe(value: number): void;
}

interface Registry {
  readonly contentType: string;
  metrics(): Promise<string>;
}

type Made = new (options: {
  name: string;
  help: string;
  labelNames: string[];
  buckets?: number[];
  registers: Registry[];
}) => Metric;

interface Package {
  Registry: new () => Registry;
  Counter: Made;
  Gauge: Made;
  Histogram: Made;
}

const WAITS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32];
const ANSWERS = [0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320];
const STATEMENTS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Keeps metrics from now on, where the package for it is installed. */
export async function beginMetrics(): Promise<void> {
  try {
    keepNumbers(numbersOf(await load<Package>('prom-client', '/metrics')));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error; // a service that keeps none does without the package
  }
}

function numbersOf(prometheus: Package): Numbers {
  const registry = new prometheus.Registry();
  const registers = [registry];
  const counter = (name: string, help: string, ...labelNames: string[]): Metric =>
    new prometheus.Counter({ name: `chatkit_${name}_total`, help, labelNames, registers });
  const gauge = (name: string, help: string): Metric =>
    new prometheus.Gauge({ name: `chatkit_${name}`, help, labelNames: [], registers });
  const seconds = (name: string, help: string, buckets: number[], ...labelNames: string[]): Metric =>
    new prometheus.Histogram({ name: `chatkit_${name}_seconds`, help, labelNames, buckets, registers });
  const turns = counter(
    'turns',
    'Questions that got an answer, by how it ended: answered, stopped by the visitor, failed, timed_out ' +
      '(CHATKIT_RUN_SECONDS), shut_down with the service, or lost with a worker that died.',
    'outcome',
  );
  const firstWord = seconds(
    'first_token',
    'How long visitors waited for the first words of an answer, from the moment the question arrived.',
    WAITS,
  );
  const errors = counter(
    'errors',
    'Requests and answers that went wrong, by kind: the code of the error document that was sent, or `answer` ' +
      'for an answer that ended in an error.',
    'kind',
  );
  const streams = gauge('open_streams', 'Connections over which an answer is being sent at this moment.');
  const resumes = counter(
    'resumes',
    'Times a browser came back to an answer after a lost connection or a reload, by whether the worker that it ' +
      'reached writes that answer itself (here) or another one does (elsewhere).',
    'at',
  );
  const refusals = counter(
    'limit_refusals',
    'Requests that were refused because there had been too many, by limit: request, session, turn, address ' +
      "(the CHATKIT_*_RATE settings), or tokens (CHATKIT_DAILY_TOKENS: the site's pages answered instead).",
    'limit',
  );
  const standIns = counter(
    'stand_ins',
    "Answers that the site's pages gave in the assistant's place, by why: failed (before its first word, or " +
      'without one in CHATKIT_FIRST_WORD_SECONDS), open (it kept failing: CHATKIT_BREAKER_*), or budget ' +
      '(CHATKIT_DAILY_TOKENS).',
    'why',
  );
  const breaker = gauge(
    'breaker_open',
    'Workers that leave the assistant alone at this moment because it kept failing.',
  );
  const modelFirst = seconds(
    'model_first_byte',
    "How long the assistant took to its first words: the model's share of the wait.",
    WAITS,
  );
  const modelWhole = seconds('model', 'How long the assistant took to its last words.', ANSWERS);
  const tokens = counter(
    'model_tokens',
    'Tokens that models took, by model and direction (input, output), as far as they say so.',
    'model',
    'direction',
  );
  const store = seconds(
    'store',
    'How long the database took for one statement on conversations, by what it does.',
    STATEMENTS,
    'operation',
  );
  return {
    turnEnded: (outcome, firstWordSeconds) => {
      turns.labels(outcome).inc();
      if (firstWordSeconds !== undefined) firstWord.observe(firstWordSeconds);
    },
    error: (kind) => {
      errors.labels(kind).inc();
    },
    streams: (change) => {
      streams.inc(change);
    },
    resumed: (at) => {
      resumes.labels(at).inc();
    },
    refused: (limit) => {
      refusals.labels(limit).inc();
    },
    stoodIn: (why) => {
      standIns.labels(why).inc();
    },
    breaker: (isOpen) => {
      breaker.inc(isOpen ? 1 : -1);
    },
    used: ({ model, inputTokens, outputTokens }) => {
      tokens.labels(model, 'input').inc(inputTokens);
      tokens.labels(model, 'output').inc(outputTokens);
    },
    modelFirst: (value) => {
      modelFirst.observe(value);
    },
    modelWhole: (value) => {
      modelWhole.observe(value);
    },
    stored: (operation, value) => {
      store.labels(operation).observe(value);
    },
    page: async () => ({ body: await registry.metrics(), contentType: registry.contentType }),
  };
}
