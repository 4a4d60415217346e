// What would break: what people see of the commands and options that they use now and then.

import { describeTranscripts } from "./transcripts.ts";

describeTranscripts("test/cli/cases/rare");
