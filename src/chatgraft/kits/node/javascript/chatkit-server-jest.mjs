/**
 * The tests of the chat service among those that Jest runs. Node runs them in a process of their own, where modules are
 * what they are for visitors; here each one passes or fails as it did there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What Node is given to run, as it lies from here. */
const PROGRAM = ['chatkit-server-test.mjs'];
const MOST_MILLISECONDS = 300_000;
/** Begins a line on which one test is told of. */
const MARK = 'chatkit-test ';
const REPORTER = `export default async function* (events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const error = data.details.error?.cause ?? data.details.error;
    yield '\\n${MARK}' + JSON.stringify({ name: data.name, error: error && String(error.stack ?? error) }) + '\\n';
  }
}`;

const here = dirname(expect.getState().testPath ?? '');
const program = PROGRAM.map((file) => join(here, file));
if (program.every((file) => existsSync(file))) showAll();
else test.skip('the chat is tested where its sources lie, not where they are compiled to', () => undefined);

function showAll() {
  const reporter = `data:text/javascript,${encodeURIComponent(REPORTER)}`;
  const ended = spawnSync(process.execPath, ['--test-reporter', reporter, ...program], {
    encoding: 'utf8',
    timeout: MOST_MILLISECONDS,
  });
  const lines = ended.stdout.split('\n').filter((line) => line.startsWith(MARK));
  const told = lines.map((line) => JSON.parse(line.slice(MARK.length)));
  for (const { name, error } of told) show(name, error);
  if (ended.status !== 0 && !told.some(({ error }) => error)) {
    show('the tests of the chat run to their end', ended.error?.message ?? (ended.stderr || ended.stdout));
  }
}

function show(name, error) {
  test(name, () => {
    if (error !== undefined) throw Object.assign(new Error(error), { stack: error });
  });
}
