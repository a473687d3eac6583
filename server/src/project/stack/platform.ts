import type { Project } from '../project';
import { processMember } from './members';
import type { Stack } from './model';

/** What hosting platforms run: TLS ends there, and the platform tells the scheme with X-Forwarded-Proto. */
export function platformStacks(project: Project): readonly Stack[] {
  return project.processes.flatMap((process): readonly Stack[] => {
    if (process.kind !== 'production' || process.host !== 'platform') return [];
    const member = processMember(project, process);
    if (member.role !== 'django') return [];
    const name = process.words.replace(/^(in|under|as) /, '');
    return [
      {
        name,
        kind: 'production',
        files: [process.place.file],
        sort: 'platform',
        compose: undefined,
        members: [member],
        routes: [],
        gates: [],
        open: undefined,
      },
    ];
  });
}
