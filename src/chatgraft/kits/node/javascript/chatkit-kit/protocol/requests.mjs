/** The 16 requests of ChatKit, as they are after they were checked; what is wrong with one is named by its field. */
import { badRequest } from '../errors.mjs';
import { Fields } from './fields.mjs';

/** How the `params` of each request are read. */
const PARAMS = {
  'threads.create': (params) => ({ input: userInput(params.object('input')) }),
  'threads.add_user_message': (params) => ({
    thread_id: params.text('thread_id'),
    input: userInput(params.object('input')),
  }),
  'threads.add_client_tool_output': (params) => ({
    thread_id: params.text('thread_id'),
    result: params.anything('result'),
  }),
  'threads.add_structured_input': (params) => ({
    thread_id: params.text('thread_id'),
    item_id: params.text('item_id'),
    input: submission(params.object('input')),
  }),
  'threads.retry_after_item': (params) => ({ thread_id: params.text('thread_id'), item_id: params.text('item_id') }),
  'threads.custom_action': actionParams,
  'threads.sync_custom_action': actionParams,
  'threads.get_by_id': (params) => ({ thread_id: params.text('thread_id') }),
  'threads.list': listing,
  'threads.update': (params) => ({ thread_id: params.text('thread_id'), title: params.text('title') }),
  'threads.delete': (params) => ({ thread_id: params.text('thread_id') }),
  'items.list': (params) => ({ thread_id: params.text('thread_id'), ...listing(params) }),
  'items.feedback': (params) => ({
    thread_id: params.text('thread_id'),
    item_ids: params.texts('item_ids'),
    kind: params.choice('kind', ['positive', 'negative']),
  }),
  'attachments.create': (params) => ({
    name: params.text('name'),
    size: params.integer('size'),
    mime_type: params.text('mime_type'),
  }),
  'attachments.delete': (params) => ({ attachment_id: params.text('attachment_id') }),
  'input.transcribe': (params) => ({
    audio_base64: params.text('audio_base64'),
    mime_type: params.text('mime_type'),
  }),
};

const STREAMING = new Set([
  'threads.create',
  'threads.add_user_message',
  'threads.add_client_tool_output',
  'threads.add_structured_input',
  'threads.retry_after_item',
  'threads.custom_action',
]);

export function isStreaming(request) {
  return STREAMING.has(request.type);
}

/** As deep as values may be nested: what is deeper than any request could not be written down again. */
const DEEPEST = 100;
const NOT_KNOWN = 'The request is not one that ChatKit knows.';
const decoder = new TextDecoder('utf-8', { fatal: true });

/** The request that a body holds. Throws a 400 that says what is wrong with it. */
export function parseRequest(body) {
  const value = jsonOf(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest(NOT_KNOWN, 'It is no JSON object.');
  }
  if (Object.keys(value).length === 0) {
    const hint = 'ChatKit requests have the fields type and params.';
    throw badRequest('The service works, but the request is empty.', hint);
  }
  if (!isShallow(value, DEEPEST)) throw badRequest(NOT_KNOWN, 'It is nested too deeply.');
  const fields = new Fields(value, '');
  try {
    const type = fields.text('type');
    if (!isType(type)) throw fields.wrong('type', 'is unknown');
    const params = PARAMS[type](fields.object('params'));
    return { type, params, metadata: fields.record('metadata', {}) };
  } catch (error) {
    if (error instanceof TypeError) throw badRequest(NOT_KNOWN, error.message);
    throw error;
  }
}

function isShallow(value, levels) {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((one) => isShallow(one, levels - 1));
}

function isType(type) {
  return Object.hasOwn(PARAMS, type);
}

function jsonOf(body) {
  try {
    return JSON.parse(decoder.decode(body));
  } catch {
    throw badRequest('The request is not valid JSON.', 'Send JSON such as {"type": "threads.list", "params": {}}.');
  }
}

function userInput(input) {
  return {
    content: input.objects('content').map(content),
    attachments: input.texts('attachments'),
    ...input.given('quoted_text'),
    inference_options: inferenceOptions(input.object('inference_options')),
  };
}

function content(part) {
  const type = part.choice('type', ['input_text', 'input_tag']);
  if (type === 'input_text') return { type, text: part.text('text') };
  return {
    type,
    id: part.text('id'),
    text: part.text('text'),
    data: part.record('data'),
    ...part.given('group'),
    interactive: part.flag('interactive'),
  };
}

function inferenceOptions(options) {
  const tool = options.maybeObject('tool_choice');
  return { ...(tool && { tool_choice: { id: tool.text('id') } }), ...options.given('model') };
}

function submission(input) {
  const given = input.record('answers', {});
  const fields = new Fields(given, 'params.input.answers');
  const answers = Object.keys(given).map((id) => {
    const answer = fields.object(id);
    return [id, { values: answer.texts('values', []), skipped: answer.flag('skipped') }];
  });
  return {
    status: input.choice('status', ['answered', 'skipped'], 'answered'),
    answers: Object.fromEntries(answers),
  };
}

function actionParams(params) {
  const action = params.object('action');
  const payload = action.value('payload');
  return {
    thread_id: params.text('thread_id'),
    ...params.given('item_id'),
    action: { type: action.text('type'), ...(payload !== undefined && { payload }) },
  };
}

function listing(params) {
  return {
    ...(params.value('limit') !== undefined && { limit: params.integer('limit') }),
    order: params.choice('order', ['asc', 'desc'], 'desc'),
    ...params.given('after'),
  };
}
