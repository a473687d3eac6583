import { caddyFeatures } from '../caddy';
import { composeFeatures } from '../compose';
import { dockerfileFeatures } from '../dockerfile';
import { environmentFeatures } from '../environment/environment';
import { gunicornFeatures } from '../gunicorn';
import { serverFeatures } from '../servers';
import { serviceFeatures } from '../services';
import { unitFeatures } from '../unit';
import type { FileFeatures } from './fileFeatures';

/** In the order in which they are asked: the first that has a hover or a definition answers; completions and references are joined. */
export const FILE_FEATURES: readonly FileFeatures[] = [
  gunicornFeatures,
  serverFeatures,
  caddyFeatures,
  composeFeatures,
  serviceFeatures,
  dockerfileFeatures,
  unitFeatures,
  environmentFeatures,
];
