/** A picture that the visitor is about to send, drawn small on a canvas. */

import { nothing, type ElementPart } from "lit";
import { Directive, directive, PartType, type PartInfo } from "lit/directive.js";

export type Thumbnail = ImageBitmap;

const SIDE_PX = 80;

class Drawing extends Directive {
  #drawn: Thumbnail | null = null;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("A thumbnail is drawn on a canvas.");
  }

  override update(part: ElementPart, [picture]: [Thumbnail]): typeof nothing {
    if (picture !== this.#drawn) draw(part.element as HTMLCanvasElement, picture);
    this.#drawn = picture;
    return nothing;
  }

  render(_picture: Thumbnail): typeof nothing {
    return nothing;
  }
}

export const drawThumbnail = directive(Drawing);

/** The middle of the picture, as large a square as it has. */
function draw(canvas: HTMLCanvasElement, picture: Thumbnail): void {
  const side = Math.min(picture.width, picture.height);
  canvas.width = canvas.height = SIDE_PX;
  const context = canvas.getContext("2d");
  if (context) context.imageSmoothingQuality = "high";
  context?.drawImage(
    picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, SIDE_PX, SIDE_PX,
  );
}
