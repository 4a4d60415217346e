// What would break: what people see of the commands that they use most.

import { describeTranscripts } from "./transcripts.ts";

describeTranscripts("test/cli/cases");
