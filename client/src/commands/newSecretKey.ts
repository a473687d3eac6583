const LENGTH = 64;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Random text for SECRET_KEY: 64 characters, 384 bits. Of the characters that Django's own keys have only those that no reader of env
 * files, no shell and no unit takes for anything else. As there are 64 of them, six bits of a byte choose one, none likelier than another.
 *
 * @param randomBytes cryptographic ones.
 */
export function newSecretKey(randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count))): string {
  return Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte & 63] ?? '').join('');
}
