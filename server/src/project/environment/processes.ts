import type { Discovery } from '../discover';
import { composeProcesses } from './composeSource';
import { kindOfPath } from './names';
import { buildRuns, cronRuns, imageProcesses, platformProcesses, procfileProcesses, scriptRuns } from './otherSources';
import type { Started } from './process';
import { supervisorProcesses } from './supervisorSource';
import { unitProcesses } from './unitSource';

/** Every server that an artefact of the workspace starts, with what it starts with, and every command that is run otherwise. */
export function findStarted(discovery: Discovery): Started {
  const compose = composeProcesses(discovery);
  const others = [unitProcesses(discovery), procfileProcesses(discovery), platformProcesses(discovery)];
  const started = [compose, ...others].flatMap(({ processes }) => processes);
  const images = imageProcesses(discovery, compose.dockerfiles);
  // An image is a part of what production starts otherwise; where one is named for production, the others are for something else.
  const production = images.processes.filter(({ kind }) => kind === 'production');
  const speaking = production.filter(({ place }) => kindOfPath(place.file) === 'production');
  const isStarted = started.some(({ kind }) => kind === 'production');
  const kept = isStarted ? [] : speaking.length > 0 ? speaking : production;
  const contained = [compose, images].flatMap((one) => one.runs);
  const supervised = supervisorProcesses(
    discovery,
    contained.some(({ command }) => command.program === 'supervisord'),
  );
  const runs = [compose, ...others, images, supervised].flatMap((one) => one.runs);
  const built = buildRuns(discovery, compose.builds);
  const called = new Set([...runs, ...built].map(({ command }) => command.place.file));
  return {
    processes: [...started, ...supervised.processes, ...kept, ...images.processes.filter(({ kind }) => kind !== 'production')],
    runs: [...runs, ...built, ...cronRuns(discovery), ...scriptRuns(discovery, called)],
  };
}
