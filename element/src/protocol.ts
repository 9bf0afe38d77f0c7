/**
 * The ChatKit wire protocol as a client sees it (openai-chatkit 1.6, MIT/Apache published types and documents).
 *
 * Absent and null mean the same on the wire (the server omits nulls), so optional fields are `?:`.
 * Only fields that this element reads are declared; everything else passes through untouched.
 */

export interface Page<T> {
  data: T[];
  has_more: boolean;
  after?: string | null;
}

export interface Thread {
  id: string;
  title?: string | null;
  created_at?: string;
  status?: { type: "active" | "locked" | "closed"; reason?: string | null };
  /** Hosts from which images in answers may be shown; absent: none. */
  allowed_image_domains?: string[] | null;
  items?: Page<ThreadItem>;
}

export type UserContent =
  | { type: "input_text"; text: string }
  | {
      type: "input_tag";
      text: string;
      id: string;
      data?: Record<string, unknown>;
      group?: string | null;
      interactive?: boolean;
    };

export interface Attachment {
  type: "file" | "image";
  id: string;
  name: string;
  mime_type: string;
  preview_url?: string;
  /** Where the bytes go, until they have arrived; two-phase uploads alone. */
  upload_descriptor?: { url: string; method: "POST" | "PUT"; headers?: Record<string, string> } | null;
}

/** Body of threads.create and threads.add_user_message; content, attachments and inference_options are required. */
export interface UserMessageInput {
  content: UserContent[];
  attachments: string[];
  quoted_text?: string;
  inference_options: { model?: string; tool_choice?: { id: string } };
}

export type Source =
  | { type: "url"; title?: string; url: string; attribution?: string | null; description?: string | null }
  | { type: "file"; title?: string; filename: string; description?: string | null }
  | { type: "entity"; title?: string; id: string; label?: string | null; data?: Record<string, string>; interactive?: boolean };

export interface Annotation {
  type: string;
  source?: Source;
  /** Position in the text, counted in code points; absent: belongs to the whole text. */
  index?: number | null;
}

export interface OutputText {
  type: "output_text";
  text: string;
  annotations: Annotation[];
}

interface ItemBase {
  id: string;
  thread_id?: string;
  created_at?: string;
}

export interface UserMessageItem extends ItemBase {
  type: "user_message";
  content: UserContent[];
  attachments?: Attachment[];
  quoted_text?: string | null;
}

export interface AssistantMessageItem extends ItemBase {
  type: "assistant_message";
  content: OutputText[];
}

export interface ClientToolCallItem extends ItemBase {
  type: "client_tool_call";
  status: "pending" | "completed";
  name: string;
  arguments?: Record<string, unknown>;
}

export interface WidgetNode {
  type: string;
  id?: string;
  key?: string;
  children?: WidgetNode[] | WidgetNode;
  [property: string]: unknown;
}

export interface WidgetItem extends ItemBase {
  type: "widget";
  widget: WidgetNode;
  copy_text?: string | null;
}

export interface GeneratedImageItem extends ItemBase {
  type: "generated_image";
  image?: { id: string; url: string } | null;
}

export interface Task {
  type: string;
  title?: string | null;
  content?: string | null;
  status_indicator?: "none" | "loading" | "complete";
  sources?: Source[];
}

export interface WorkflowItem extends ItemBase {
  type: "workflow";
  workflow: {
    type: string;
    tasks: Task[];
    summary?: { title?: string; duration?: number } | null;
    expanded?: boolean;
  };
}

export interface TaskItem extends ItemBase {
  type: "task";
  task: Task;
}

/** Item types that newer servers may add; kept in order, not shown. */
export interface UnknownItem extends ItemBase {
  type: "unknown";
}

export type ThreadItem =
  | UserMessageItem
  | AssistantMessageItem
  | ClientToolCallItem
  | WidgetItem
  | GeneratedImageItem
  | WorkflowItem
  | TaskItem
  | UnknownItem;

export type ItemUpdate =
  | { type: "assistant_message.content_part.added"; content_index: number; content: OutputText }
  | { type: "assistant_message.content_part.text_delta"; content_index: number; delta: string }
  | {
      type: "assistant_message.content_part.annotation_added";
      content_index: number;
      annotation_index: number;
      annotation: Annotation;
    }
  | { type: "assistant_message.content_part.done"; content_index: number; content: OutputText }
  | { type: "widget.root.updated"; widget: WidgetNode }
  | { type: "widget.component.updated"; component_id: string; component: WidgetNode }
  | { type: "widget.streaming_text.value_delta"; component_id: string; delta: string; done?: boolean }
  | { type: "workflow.task.added"; task_index: number; task: Task }
  | { type: "workflow.task.updated"; task_index: number; task: Task }
  | { type: "generated_image.updated"; image: { id: string; url: string } };

export type StreamEvent =
  | { type: "thread.created" | "thread.updated"; thread: Thread }
  | { type: "thread.item.added" | "thread.item.done" | "thread.item.replaced"; item: ThreadItem }
  | { type: "thread.item.updated"; item_id: string; update: ItemUpdate }
  | { type: "thread.item.removed"; item_id: string }
  | { type: "stream_options"; stream_options: { allow_cancel: boolean } }
  | { type: "progress_update"; text: string; icon?: string | null }
  | { type: "client_effect"; name: string; data?: Record<string, unknown> }
  | { type: "notice"; level: "info" | "warning" | "danger"; message: string; title?: string | null }
  | { type: "error"; code: string; message?: string | null; allow_retry?: boolean };

/** Answer of GET {api}/threads/{id}/run: the run that is still writing to the thread. */
export interface OpenRun {
  run_id: string;
  last_event_id?: string | null;
  items?: ThreadItem[];
}
