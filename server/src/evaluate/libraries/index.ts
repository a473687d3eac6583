import type { Machine } from '../interpreter/machine';
import type { ModuleObject } from '../runtime/objects';
import { cacheUrlModule } from './cacheUrl';
import { configurationModules } from './configurations';
import { databaseUrlModule } from './databaseUrl';
import { decoupleModule } from './decouple';
import { djangoModules } from './django';
import { dotenvModule } from './dotenv';
import { emailUrlModule } from './emailUrl';
import { environModule } from './environ';
import { environsModule } from './environs';
import type { LibraryFactory } from './library';
import { loggingModules } from './logging';
import { osModule, osPathModule } from './os';
import { splitSettingsModule } from './splitSettings';
import { standardModules } from './standard';
import { timeModules } from './time';
import { urlModules } from './url';

const FACTORIES: Readonly<Record<string, LibraryFactory>> = {
  os: osModule,
  'os.path': osPathModule,
  posixpath: osPathModule,
  ...standardModules,
  ...loggingModules,
  ...timeModules,
  ...urlModules,
  ...configurationModules,
  ...djangoModules,
  environ: environModule,
  decouple: decoupleModule,
  dotenv: dotenvModule,
  'dotenv.main': dotenvModule,
  dj_database_url: databaseUrlModule,
  dj_email_url: emailUrlModule,
  django_cache_url: cacheUrlModule,
  environs: environsModule,
  'split_settings.tools': splitSettingsModule,
};

/** A module that the evaluator itself knows; undefined for all others. */
export function libraryModule(machine: Machine, name: string): ModuleObject | undefined {
  const factory = Object.hasOwn(FACTORIES, name) ? FACTORIES[name] : undefined;
  return factory?.(machine, name);
}
