declare const PREFLIGHT_VERSION: string | undefined;

/** The version of the package; the build puts it in. */
export const version = typeof PREFLIGHT_VERSION === 'string' ? PREFLIGHT_VERSION : 'from source';
