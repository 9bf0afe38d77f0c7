/** Forms that come back from the visitor. */
import { UnfitError } from '../errors.mjs';
import { logger } from '../logs.mjs';

const log = logger('forms');

/** The form as it was filled in. Throws `UnfitError` where it came before. */
export function filledIn(form, submission) {
  if (form.status !== 'pending') throw new UnfitError(`The form ${form.id} was handed in before`);
  const known = new Set(form.inputs.map(({ id }) => id));
  const unknown = Object.keys(submission.answers).filter((id) => !known.has(id));
  if (unknown.length > 0) log.warning('A form came with fields that it does not have', { form: form.id, unknown });
  const inputs = form.inputs.map((field) => {
    const given = submission.status === 'skipped' ? undefined : submission.answers[field.id];
    const one = field.type === 'multiple_choice' && !field.multiple;
    return { ...field, answer: answerOf(given, one) };
  });
  return { ...form, status: submission.status, inputs };
}

function answerOf(given, one) {
  if (!given || given.skipped || given.values.length === 0) return { values: [], skipped: true };
  return { values: one ? given.values.slice(0, 1) : given.values, skipped: false };
}
