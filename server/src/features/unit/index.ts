import type { FileFeatures } from '../files/fileFeatures';
import { unitCompletions } from './completion';
import { unitDefinition } from './definition';
import { unitHover } from './hover';
import { isUnitText } from './place';

/** Services, sockets and timers of systemd, and their drop-ins. */
export const unitFeatures: FileFeatures = {
  owns: (_project, file) => isUnitText(file),
  hover: unitHover,
  completions: unitCompletions,
  definition: unitDefinition,
};
