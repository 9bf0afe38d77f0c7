/**
 * Threads and the items in them, as ChatKit has them on the wire and the database keeps them.
 *
 * Times are ISO 8601 in UTC. A key that is not there stands for "none": nothing is null.
 */

export interface Page<T> {
  data: T[];
  has_more: boolean;
  /** Cursor of the next page. */
  after?: string;
}

export interface ActiveStatus {
  type: 'active';
}

/** The composer is locked; `reason` takes the place of its placeholder. */
export interface LockedStatus {
  type: 'locked';
  reason?: string;
}

export interface ClosedStatus {
  type: 'closed';
  reason?: string;
}

export type ThreadStatus = ActiveStatus | LockedStatus | ClosedStatus;

/** A thread as it is kept. `metadata` is the service's own and goes to no browser. */
export interface ThreadMetadata {
  title?: string;
  id: string;
  created_at: string;
  status: ThreadStatus;
  allowed_image_domains?: string[];
  metadata: Record<string, unknown>;
}

export interface Thread extends ThreadMetadata {
  items: Page<ThreadItem>;
}

interface ItemBase {
  id: string;
  thread_id: string;
  created_at: string;
}

export interface TextContent {
  type: 'input_text';
  text: string;
}

export interface TagContent {
  type: 'input_tag';
  id: string;
  text: string;
  data: Record<string, unknown>;
  group?: string;
  interactive: boolean;
}

export interface InferenceOptions {
  tool_choice?: { id: string };
  model?: string;
}

export interface UploadDescriptor {
  url: string;
  method: 'POST' | 'PUT';
  headers: Record<string, string>;
}

/** `metadata` is the service's own and goes to no browser. */
export interface Attachment {
  type: 'file' | 'image';
  id: string;
  name: string;
  mime_type: string;
  preview_url?: string;
  /** Where the bytes are to be sent; gone as soon as they have come. */
  upload_descriptor?: UploadDescriptor;
  /** The thread in which it was sent. */
  thread_id?: string;
  metadata?: Record<string, unknown>;
}

export interface UserMessageItem extends ItemBase {
  type: 'user_message';
  content: (TextContent | TagContent)[];
  attachments: Attachment[];
  quoted_text?: string;
  inference_options: InferenceOptions;
}

interface SourceBase {
  title: string;
  description?: string;
  timestamp?: string;
  group?: string;
}

export interface UrlSource extends SourceBase {
  type: 'url';
  url: string;
  attribution?: string;
}

export interface FileSource extends SourceBase {
  type: 'file';
  filename: string;
}

export interface EntitySource extends SourceBase {
  type: 'entity';
  id: string;
  icon?: string;
  label?: string;
  inline_label?: string;
  interactive: boolean;
  data: Record<string, unknown>;
}

export interface Annotation {
  type: 'annotation';
  source: UrlSource | FileSource | EntitySource;
  /** The character of the text behind which it stands. */
  index?: number;
}

export interface AssistantContent {
  annotations: Annotation[];
  text: string;
  type: 'output_text';
}

/** What a model took for a message, kept with it. */
export interface KeptUsage {
  model: string;
  input_tokens: number;
  output_tokens: number;
  seconds: number;
}

/** `usage` is kept and goes to no browser. */
export interface AssistantMessageItem extends ItemBase {
  type: 'assistant_message';
  content: AssistantContent[];
  usage?: KeptUsage;
}

export interface ClientToolCallItem extends ItemBase {
  type: 'client_tool_call';
  status: 'pending' | 'completed';
  call_id: string;
  name: string;
  arguments: Record<string, unknown>;
  output?: unknown;
}

/** A node of a widget: `type` and whatever that type has, among it `children`. */
export interface WidgetNode {
  type: string;
  id?: string;
  children?: WidgetNode | WidgetNode[];
  [name: string]: unknown;
}

export interface WidgetItem extends ItemBase {
  type: 'widget';
  widget: WidgetNode;
  copy_text?: string;
}

export interface GeneratedImage {
  id: string;
  url: string;
}

export interface GeneratedImageItem extends ItemBase {
  type: 'generated_image';
  image?: GeneratedImage;
}

export interface FieldAnswer {
  values: string[];
  skipped: boolean;
}

export interface MultipleChoice {
  id: string;
  question: string;
  answer?: FieldAnswer;
  type: 'multiple_choice';
  options: { value: string }[];
  multiple: boolean;
}

export interface Freeform {
  id: string;
  question: string;
  answer?: FieldAnswer;
  type: 'freeform';
  description?: string;
}

/** A form that the visitor fills in. */
export interface StructuredInputItem extends ItemBase {
  type: 'structured_input';
  status: 'pending' | 'answered' | 'skipped';
  inputs: (MultipleChoice | Freeform)[];
}

interface TaskBase {
  status_indicator: 'none' | 'loading' | 'complete';
  title?: string;
}

export interface CustomTask extends TaskBase {
  type: 'custom';
  icon?: string;
  content?: string;
}

export interface SearchTask extends TaskBase {
  type: 'web_search';
  title_query?: string;
  queries: string[];
  sources: UrlSource[];
}

export interface ThoughtTask extends TaskBase {
  type: 'thought';
  content: string;
}

export interface FileTask extends TaskBase {
  type: 'file';
  sources: FileSource[];
}

export interface ImageTask extends TaskBase {
  type: 'image';
}

export type Task = CustomTask | SearchTask | ThoughtTask | FileTask | ImageTask;

export interface TaskItem extends ItemBase {
  type: 'task';
  task: Task;
}

export interface Workflow {
  type: 'custom' | 'reasoning';
  tasks: Task[];
  summary?: { title: string; icon?: string } | { duration: number };
  expanded: boolean;
}

export interface WorkflowItem extends ItemBase {
  type: 'workflow';
  workflow: Workflow;
}

export interface EndOfTurnItem extends ItemBase {
  type: 'end_of_turn';
}

/** Kept for the assistant alone. */
export interface HiddenContextItem extends ItemBase {
  type: 'hidden_context_item';
  content: unknown;
}

/** Kept by the service for the assistant alone. */
export interface SdkHiddenContextItem extends ItemBase {
  type: 'sdk_hidden_context';
  content: string;
}

export type ThreadItem =
  | UserMessageItem
  | AssistantMessageItem
  | ClientToolCallItem
  | WidgetItem
  | GeneratedImageItem
  | StructuredInputItem
  | WorkflowItem
  | TaskItem
  | HiddenContextItem
  | SdkHiddenContextItem
  | EndOfTurnItem;

export type FeedbackKind = 'positive' | 'negative';

/** Whether an item is for the service alone. */
export function isHidden(item: ThreadItem): item is HiddenContextItem | SdkHiddenContextItem {
  return item.type === 'hidden_context_item' || item.type === 'sdk_hidden_context';
}

/** Whether an item is a message in which something was said. */
export function hasText(item: ThreadItem): item is AssistantMessageItem {
  return item.type === 'assistant_message' && item.content.some((part) => part.text.trim() !== '');
}
