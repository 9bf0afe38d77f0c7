/** What a stream tells the browser, event by event. */
import type { Annotation, AssistantContent, GeneratedImage, Task, Thread, ThreadItem, WidgetNode } from './items.ts';

export interface ThreadCreated {
  type: 'thread.created';
  thread: Thread;
}

export interface ThreadUpdated {
  type: 'thread.updated';
  thread: Thread;
}

/** An item begins; it is not stored before it is done. */
export interface ItemAdded {
  type: 'thread.item.added';
  item: ThreadItem;
}

/** An item is finished, and stored. */
export interface ItemDone {
  type: 'thread.item.done';
  item: ThreadItem;
}

export interface ItemReplaced {
  type: 'thread.item.replaced';
  item: ThreadItem;
}

export interface ItemRemoved {
  type: 'thread.item.removed';
  item_id: string;
}

export interface TextDelta {
  type: 'assistant_message.content_part.text_delta';
  content_index: number;
  delta: string;
}

export type MessageUpdate =
  | { type: 'assistant_message.content_part.added'; content_index: number; content: AssistantContent }
  | TextDelta
  | {
      type: 'assistant_message.content_part.annotation_added';
      content_index: number;
      annotation_index: number;
      annotation: Annotation;
    }
  | { type: 'assistant_message.content_part.done'; content_index: number; content: AssistantContent };

export type WidgetUpdate =
  | { type: 'widget.streaming_text.value_delta'; component_id: string; delta: string; done: boolean }
  | { type: 'widget.root.updated'; widget: WidgetNode }
  | { type: 'widget.component.updated'; component_id: string; component: WidgetNode };

export type WorkflowUpdate =
  | { type: 'workflow.task.added'; task_index: number; task: Task }
  | { type: 'workflow.task.updated'; task_index: number; task: Task };

export interface ImageUpdate {
  type: 'generated_image.updated';
  image: GeneratedImage;
  /** From 0 to 1. */
  progress?: number;
}

export type ItemUpdate = MessageUpdate | WidgetUpdate | WorkflowUpdate | ImageUpdate;

export interface ItemUpdated {
  type: 'thread.item.updated';
  item_id: string;
  update: ItemUpdate;
}

export interface StreamOptions {
  type: 'stream_options';
  stream_options: { allow_cancel: boolean };
}

/** Shown while nothing else is there; not stored. */
export interface ProgressUpdate {
  type: 'progress_update';
  icon?: string;
  text: string;
}

/** Something for the page to do; not stored. */
export interface ClientEffect {
  type: 'client_effect';
  name: string;
  data: Record<string, unknown>;
}

/** `message` is Markdown. */
export interface Notice {
  type: 'notice';
  level: 'info' | 'warning' | 'danger';
  message: string;
  title?: string;
}

export interface StreamError {
  type: 'error';
  code: string;
  message?: string;
  allow_retry: boolean;
}

export type ThreadStreamEvent =
  | ThreadCreated
  | ThreadUpdated
  | ItemAdded
  | ItemDone
  | ItemUpdated
  | ItemReplaced
  | ItemRemoved
  | StreamOptions
  | ProgressUpdate
  | ClientEffect
  | Notice
  | StreamError;
