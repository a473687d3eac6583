import type { Entry } from '../entries';
import type { Process } from './process';

/** The settings modules that processes of production name in their environment, as entry points. */
export function processEntries(processes: readonly Process[]): readonly Entry[] {
  return processes.flatMap(({ kind, place, variables }): readonly Entry[] => {
    const module = variables.get('DJANGO_SETTINGS_MODULE');
    if (
      kind !== 'production' ||
      !module ||
      (module.kind !== 'value' && module.kind !== 'default') ||
      !/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(module.value)
    )
      return [];
    const configuration = variables.get('DJANGO_CONFIGURATION');
    const configurations = configuration?.kind === 'value' || configuration?.kind === 'default' ? [configuration.value] : [];
    return [{ file: place.file, kind: 'process', modules: [module.value], configurations }];
  });
}
