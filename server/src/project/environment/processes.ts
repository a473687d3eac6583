import type { Discovery } from '../discover';
import { composeProcesses } from './composeSource';
import { kindOfPath } from './names';
import { imageProcesses, platformProcesses, procfileProcesses } from './otherSources';
import type { Process } from './process';
import { unitProcesses } from './unitSource';

/** Every server that an artefact of the workspace starts, with what it starts with. */
export function findProcesses(discovery: Discovery): readonly Process[] {
  const compose = composeProcesses(discovery);
  const platform = platformProcesses(discovery);
  const started = [...compose.processes, ...unitProcesses(discovery), ...procfileProcesses(discovery), ...platform];
  const images = imageProcesses(discovery, compose.dockerfiles);
  // An image is a part of what production starts otherwise; where one is named for production, the others are for something else.
  const production = images.filter(({ kind }) => kind === 'production');
  const speaking = production.filter(({ place }) => kindOfPath(place.file) === 'production');
  const isStarted = started.some(({ kind }) => kind === 'production');
  const kept = isStarted ? [] : speaking.length > 0 ? speaking : production;
  return [...started, ...kept, ...images.filter(({ kind }) => kind !== 'production')];
}
