/** What the assistant that is beside this file says of a model that it cannot ask. */
import * as assistant from './chatkit-assistant.mjs';
import { asked } from './chatkit-kit/questions.mjs';
import { sendLogsTo } from './chatkit-kit/logs.mjs';

sendLogsTo(() => undefined);
let told = '';
try {
  for await (const part of assistant.answer(asked({ text: 'Hi' }))) told += part;
} catch (error) {
  told = error.fault ?? `${error.constructor.name}: ${error.message}`;
}
process.stdout.write(JSON.stringify(told));
