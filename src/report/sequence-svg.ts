// The sequence picture of a trace: who did what when, time downward, one lane for each machine, outside
// actors to the left and emitted events to the right. It is what people look at when they argue about a
// race, so what matters is marked by shape and word and not by colour alone: the step after which nothing
// could be saved, messages lost, rows under way, locks held, and how it ended.

import type { Trace } from "../model/trace.ts";
import { COLORS, FONT_FAMILY } from "./picture-style.ts";
import { flightShapes, triggerShapes } from "./sequence-arrows.ts";
import { cardShapes, stretchShapes } from "./sequence-cards.ts";
import { endlessShapes, STOP_FOOT } from "./sequence-endless.ts";
import { bannerShapes, headShapes, laneShapes, titleShapes } from "./sequence-frame.ts";
import { planSequence } from "./sequence-layout.ts";
import type { Ending } from "./sequence-nouns.ts";
import { element, svgDocument } from "./svg-element.ts";
import { runLength, stopsForGood } from "./words.ts";

/** The trace as a self-contained SVG. */
export function sequenceSvg(trace: Trace, ending: Ending = "violated"): string {
  const title = titleShapes(trace, LEAST);
  const first = planSequence(trace, title.height, ending);
  const width = Math.max(LEAST, first.width);
  const head = titleShapes(trace, width);
  const plan = planSequence(trace, head.height + HEADS, ending);
  const foot = FOOT + (stopsForGood(trace) ? STOP_FOOT : 0);
  const banner = bannerShapes(trace, plan.bottom + foot, width, ending);
  const height = Math.ceil(banner.bottom + 16);
  const shapes = [
    element("rect", { x: 0, y: 0, width, height, fill: COLORS.paper }),
    ...head.shapes,
    ...laneShapes(plan, width),
    ...plan.stretches.flatMap(stretchShapes),
    ...endlessShapes(trace, plan, width),
    ...plan.cards.flatMap(card => triggerShapes(card, plan)),
    ...plan.flights.flatMap(flight => flightShapes(flight, plan)),
    ...plan.cards.flatMap(card => cardShapes(card, plan)),
    ...headShapes(plan, head.height),
    ...banner.shapes,
  ];
  return svgDocument({
    width,
    height,
    title: `How ${trace.property} comes about, in ${runLength(trace)}`,
    about: trace.ending,
    attributes: { "font-family": FONT_FAMILY, "font-size": 12, fill: COLORS.ink },
    shapes,
  });
}

const LEAST = 560;
/** Heights of the lanes' heads and of their feet. */
const HEADS = 58;
const FOOT = 34;
