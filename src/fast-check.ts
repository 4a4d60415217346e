// `migcheck/fast-check`: runs of a model as arbitraries, and the user's implementation against its model.

export type { AppliedTrigger, NamedAction, Params, Schedule } from "./fast-check/action.ts";
export {
  type ScheduleSettings,
  schedules,
  type TriggerSettings,
  triggerSequences,
} from "./fast-check/arbitraries.ts";
export { type Conformance, type ConformsSettings, conforms } from "./fast-check/conforms.ts";
export { Nonconformance } from "./fast-check/session.ts";
export {
  type Observation,
  Refused,
  type Reply,
  type Shown,
  type ShownBy,
  type System,
  type World,
} from "./fast-check/system.ts";
export type { CheckSettings, Given } from "./given.ts";
