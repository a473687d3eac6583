import type { Place } from '../../base/text';
import type { Project } from '../../project/project';
import type { Hover } from '../hover';
import type { StoryFormat } from '../storyText';
import type { Completion, FileFeatures } from './fileFeatures';
import { FILE_FEATURES } from './registry';

/** The hover of the first sort of files that has one at an offset (UTF-16 units). */
export function hoverIn(project: Project, file: string, offset: number, format: StoryFormat): Hover | undefined {
  return first(project, file, (features) => features.hover?.(project, file, offset, format));
}

/** Where that is defined which stands at an offset; empty where nothing of ours does. */
export function definitionIn(project: Project, file: string, offset: number): readonly Place[] {
  const found = first(project, file, (features) => {
    const places = features.definition?.(project, file, offset) ?? [];
    return places.length > 0 ? places : undefined;
  });
  return found ?? [];
}

/** What could stand at an offset, each label once. */
export function completionsIn(project: Project, file: string, offset: number): readonly Completion[] {
  const all = owners(project, file).flatMap((features) => features.completions?.(project, file, offset) ?? []);
  return [...new Map(all.toReversed().map((each) => [each.label, each])).values()].reverse();
}

/** Every place of the workspace that means the same as what stands at an offset, each once. */
export function referencesAt(project: Project, file: string, offset: number): readonly Place[] {
  const all = owners(project, file).flatMap((features) => features.references?.(project, file, offset) ?? []);
  return [...new Map(all.map((place) => [`${place.file}:${place.span.start}`, place])).values()];
}

function first<T>(project: Project, file: string, ask: (features: FileFeatures) => T | undefined): T | undefined {
  for (const features of owners(project, file)) {
    const answer = ask(features);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function owners(project: Project, file: string): readonly FileFeatures[] {
  return FILE_FEATURES.filter((features) => features.owns(project, file));
}
